// Draws a thread as a tree: each article with the lines that lead to it. The items come in reading order with their
// depths; nothing else is needed. Pure.

import type { ThreadItem } from '../../core/boards/board.ts'
import { bareSubject } from './quoting.ts'

/** Two cells a level. A terminal that has no such characters gets the nearest it has when the row is drawn. */
const PIPE = '│ '
const TEE = '├─'
const ELBOW = '└─'
const BLANK = '  '
/** Stands where levels were left out for want of room. */
const MORE = '… '

export interface TreeRow {
  readonly item: ThreadItem
  /** The lines before the article, two cells a level. */
  readonly branch: string
  /** The subject where it turns away from that of the article answered, else ''. */
  readonly turn: string
}

/** `levels`: how many levels may be drawn before the outermost are left out. */
export const drawTree = (items: readonly ThreadItem[], levels = 12): readonly TreeRow[] => {
  const branches = branchesOf(items, levels)
  const ancestors: string[] = []
  return items.map((item, index) => {
    const subject = bareSubject(item.subject)
    const above = ancestors.slice(0, item.depth).findLast((each) => each !== '') ?? ''
    ancestors.length = Math.min(ancestors.length, item.depth)
    ancestors[item.depth] = subject
    const turned = item.depth > 0 && subject !== '' && above !== '' && subject.toLowerCase() !== above.toLowerCase()
    return { item, branch: branches[index] ?? '', turn: turned ? subject : '' }
  })
}

// From the last article to the first: a level is open when a later article hangs from it.
const branchesOf = (items: readonly ThreadItem[], levels: number): readonly string[] => {
  const open: boolean[] = []
  const branches = items.toReversed().map(({ depth }) => {
    const last = open[depth] !== true
    open.length = depth
    open[depth] = true
    return branch(depth, last, open, levels)
  })
  return branches.toReversed()
}

const branch = (depth: number, last: boolean, open: readonly boolean[], levels: number): string => {
  if (depth === 0) return ''
  const first = Math.max(1, depth - levels + 1)
  const lines = Array.from({ length: depth - first }, (_, index) => (open[first + index] === true ? PIPE : BLANK))
  return (first > 1 ? MORE : '') + lines.join('') + (last ? ELBOW : TEE)
}
