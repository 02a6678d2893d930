// Which article hangs under which. References decide, never the Subject: the last of them is the parent, and where
// one is not here a ghost holds its place until it comes. After J. Zawinski's algorithm, worked out at insert.

import type { ArticleId } from '../ids.ts'
import type { ThreadItem } from './board.ts'
import type { ArticleNode, Forest, ThreadNode } from './board-repository.ts'

/** How far back a chain is looked at: older references say nothing new once one of these is known. */
const MOST_STEPS = 20
/** Longer lines of answers do not occur; a store that is broken must not hold the loop. */
const MOST_ANCESTORS = 100_000

/**
 * The node that an article with these References hangs under, null for a root. Unknown references become ghosts, each
 * under the one before it; a ghost whose own parent nobody had named yet is hung where this chain says.
 */
export const growChain = (forest: Forest, references: readonly string[]): ArticleNode | null => {
  const recent = references.slice(-MOST_STEPS)
  const known: (ArticleNode | undefined)[] = []
  let first = recent.length
  while (first > 0) {
    first -= 1
    const node = forest.findNode(recent[first] ?? '')
    known.unshift(node)
    if (node !== undefined && isSettled(node)) break
  }
  let parent: ArticleNode | null = null
  for (const [index, messageId] of recent.slice(first).entries()) {
    parent = step(forest, parent, known[index], messageId)
  }
  return parent
}

const step = (forest: Forest, parent: ArticleNode | null, node: ArticleNode | undefined, messageId: string) => {
  if (node === undefined) return forest.insertGhost(messageId, parent)
  if (parent === null || isSettled(node) || isAncestor(forest, node.id, parent.id)) return node
  forest.move(node, parent)
  return { ...node, parent: parent.id, thread: parent.thread }
}

/** Its place is known: it is here itself, or others have said what it answers. */
const isSettled = (node: ArticleNode): boolean => node.state !== 'ghost' || node.parent !== null

/** Whether `article` is `below` itself or stands somewhere above it. */
const isAncestor = (forest: Forest, article: ArticleId, below: ArticleId): boolean => {
  let at: ArticleId | null = below
  for (let steps = 0; at !== null && steps < MOST_ANCESTORS; steps += 1) {
    if (at === article) return true
    at = forest.parentOf(at)
  }
  return at !== null
}

/**
 * A ghost's article has come, with References of its own: they are truth, unless they would make a circle. When it
 * names none, what others said of it stands.
 */
export const settleGhost = (forest: Forest, ghost: ArticleNode, parent: ArticleNode | null): void => {
  if (parent === null || parent.id === ghost.parent) return
  if (!isAncestor(forest, ghost.id, parent.id)) forest.move(ghost, parent)
}

/**
 * An article takes the place of an earlier one (RFC 5537 §5.4), which is about to go: it hangs where that one hung, and
 * the answers to that one hang under it.
 */
export const takePlace = (forest: Forest, old: ArticleNode, by: ArticleNode): void => {
  // Below the old one, which the tree passes over: so a thread keeps its root, whose id it bears.
  if (by.parent !== old.id && !isAncestor(forest, by.id, old.id)) forest.move(by, old)
  forest.supersede(old.id, by.id)
}

/** A line of the tree before anybody reads it. */
export type TreeItem = Omit<ThreadItem, 'isRead'>

/** A node with what hangs under it, while the tree is being put in order. */
interface Branch {
  readonly node: ThreadNode
  children: Branch[]
  /** Of the article, or the earliest below a ghost. */
  date: number
}

/**
 * The lines of a thread's tree in reading order: depth first, oldest first. A ghost shows only where it holds several
 * answers together; a lone answer takes its place.
 */
export const treeOf = (nodes: readonly ThreadNode[]): readonly TreeItem[] => {
  const branches = new Map<ArticleId, Branch>()
  for (const node of nodes) branches.set(node.id, { node, children: [], date: node.date ?? Number.POSITIVE_INFINITY })
  const roots: Branch[] = []
  for (const branch of branches.values()) {
    const parent = branch.node.parent === null ? undefined : branches.get(branch.node.parent)
    if (parent === undefined) roots.push(branch)
    else parent.children.push(branch)
  }
  const items: TreeItem[] = []
  const waiting = flatten(roots).map((branch) => ({ branch, depth: 0 }))
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { branch, depth } = next
    const { id, messageId, number, subject, author, state } = branch.node
    const date = state === 'live' ? branch.node.date : null
    items.push({ id, messageId, depth, number, subject, author, date })
    waiting.push(...branch.children.map((child) => ({ branch: child, depth: depth + 1 })))
  }
  return items
}

/** Without needless ghosts; children youngest first, so that they can be taken from the end. From the leaves up. */
const flatten = (roots: Branch[]): Branch[] => {
  const order: Branch[] = [...roots]
  for (let index = 0; index < order.length; index += 1) order.push(...(order[index]?.children ?? []))
  for (const branch of order.reverse()) tidy(branch)
  const kept = roots.flatMap(replaceGhost)
  return kept.sort(youngestFirst)
}

const tidy = (branch: Branch): void => {
  branch.children = branch.children.flatMap(replaceGhost).sort(youngestFirst)
  if (branch.node.state === 'live') return
  const { isSuperseded, date } = branch.node
  // What took the place of another stands where that one stood, also among its neighbours.
  if (isSuperseded && date !== null) for (const child of branch.children) child.date = Math.min(child.date, date)
  branch.date = branch.children.at(-1)?.date ?? branch.date
}

const replaceGhost = (branch: Branch): Branch[] =>
  branch.node.state === 'live' || branch.children.length > 1 ? [branch] : branch.children

const youngestFirst = (a: Branch, b: Branch): number => b.date - a.date || b.node.id - a.node.id
