import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCore, type TestCore } from '../../testing/core.ts'
import type { ArticleId, MessageId } from '../ids.ts'
import type { ThreadItem } from './board.ts'
import type { ThreadNode } from './board-repository.ts'
import { treeOf } from './threading.ts'

let core: TestCore
let boards = 0

beforeAll(() => {
  core = openCore()
})
afterAll(() => core.close())

interface Sketch {
  readonly id: string
  readonly references: readonly string[]
  readonly minute?: number
}

const article = ({ id, references, minute = 0 }: Sketch): Uint8Array =>
  Buffer.from(
    [
      'From: Grace <grace@example.org>',
      `Subject: ${id}`,
      `Message-ID: <${id}@x>`,
      `Date: ${new Date(Date.UTC(1998, 0, 1, 0, minute)).toUTCString()}`,
      ...(references.length > 0 ? [`References: ${references.map((each) => `<${each}@x>`).join(' ')}`] : []),
      '',
      'text',
      '',
    ].join('\r\n'),
  )

/** Imports into a board of its own and draws its threads, earliest root first: `a(b(c),d)`; a ghost is `*`. */
const threadsOf = (sketches: readonly Sketch[]): string[] => {
  boards += 1
  const board = `threading.case${boards}`
  core.boards.add({ session: core.console, board, description: '' })
  core.boards.import({ session: core.console, board, articles: sketches.map(article) })
  const list = core.boards.threads({ session: core.console, board, limit: 500 })
  return list.map(({ thread }) => draw(core.boards.thread({ session: core.console, board, thread }))).sort()
}

const draw = (items: readonly ThreadItem[]): string => {
  let drawing = ''
  for (const [index, { depth, number, subject }] of items.entries()) {
    const before = items[index - 1]?.depth ?? 0
    if (index > 0) drawing += depth > before ? '('.repeat(depth - before) : `${')'.repeat(before - depth)},`
    drawing += number === null ? '*' : subject
  }
  return drawing + ')'.repeat(items.at(-1)?.depth ?? 0)
}

describe('References decide the tree', () => {
  test('an answer hangs under the last article it refers to', () => {
    expect(
      threadsOf([
        { id: 'a1', references: [] },
        { id: 'b1', references: ['a1'], minute: 1 },
        { id: 'c1', references: ['a1', 'b1'], minute: 2 },
        { id: 'd1', references: ['a1'], minute: 3 },
      ]),
    ).toEqual(['a1(b1(c1),d1)'])
  })

  test('articles with the same subject and no references are threads of their own', () => {
    expect(
      threadsOf([
        { id: 'a2', references: [] },
        { id: 'b2', references: [] },
      ]),
    ).toEqual(['a2', 'b2'])
  })

  test('answers to an article that never came stand together under its empty place', () => {
    expect(
      threadsOf([
        { id: 'b3', references: ['a3'], minute: 1 },
        { id: 'c3', references: ['a3'], minute: 2 },
      ]),
    ).toEqual(['*(b3,c3)'])
  })

  test('a lone answer to an article that never came takes its place', () => {
    expect(threadsOf([{ id: 'c4', references: ['a4', 'b4'] }])).toEqual(['c4'])
  })

  test('a thread that came from its end to its beginning is one thread', () => {
    expect(
      threadsOf([
        { id: 'c5', references: ['b5'], minute: 2 },
        { id: 'b5', references: ['a5'], minute: 1 },
        { id: 'a5', references: [] },
      ]),
    ).toEqual(['a5(b5(c5))'])
  })

  test('two threads become one when the article arrives that holds them together', () => {
    const parts: Sketch[] = [
      { id: 'a6', references: [] },
      { id: 'c6', references: ['b6'], minute: 2 },
      { id: 'd6', references: ['b6', 'c6'], minute: 3 },
    ]
    expect(threadsOf(parts)).toEqual(['a6', 'c6(d6)'])
    const again = parts.map(({ id, ...rest }) => ({
      ...rest,
      id: `${id}x`,
      references: rest.references.map((r) => `${r}x`),
    }))
    expect(threadsOf([...again, { id: 'b6x', references: ['a6x'], minute: 1 }])).toEqual(['a6x(b6x(c6x(d6x)))'])
  })

  test('references that go in a circle do no harm', () => {
    expect(
      threadsOf([
        { id: 'a7', references: ['b7'] },
        { id: 'b7', references: ['a7'], minute: 1 },
      ]),
    ).toEqual(['b7(a7)'])
    expect(threadsOf([{ id: 'a8', references: ['a8'] }])).toEqual(['a8'])
  })

  test('an article knows better than others what it answers', () => {
    expect(
      threadsOf([
        { id: 'a9', references: [] },
        { id: 'z9', references: [] },
        { id: 'd9', references: ['a9', 'c9'], minute: 2 },
        { id: 'c9', references: ['z9'], minute: 1 },
      ]),
    ).toEqual(['a9', 'z9(c9(d9))'])
  })
})

describe('whatever the order in which articles come', () => {
  // A forest: each node's parent is an earlier node or none; some nodes never come.
  const forest = fc
    .array(fc.record({ up: fc.nat(), isMissing: fc.boolean(), weight: fc.nat() }), { minLength: 1, maxLength: 14 })
    .map((nodes) =>
      nodes.map(({ up, ...rest }, index) => ({ ...rest, parent: index === 0 || up % 4 === 0 ? null : up % index })),
    )

  test('the threads and their counts are the same', () => {
    let run = 0
    fc.assert(
      fc.property(forest, (nodes) => {
        run += 1
        const name = (index: number): string => `r${run}n${index}`
        const chain = (index: number): string[] => {
          const parent = nodes[index]?.parent ?? null
          return parent === null ? [] : [...chain(parent), name(parent)]
        }
        const rootOf = (index: number): string => chain(index)[0] ?? name(index)
        const present = nodes.map((node, index) => ({ ...node, index })).filter(({ isMissing }) => !isMissing)
        const arriving = present.toSorted((a, b) => a.weight - b.weight)
        boards += 1
        const board = `threading.case${boards}`
        core.boards.add({ session: core.console, board, description: '' })
        core.boards.import({
          ...{ session: core.console, board },
          articles: arriving.map(({ index }) => article({ id: name(index), references: chain(index), minute: index })),
        })
        const list = core.boards.threads({ session: core.console, board, limit: 500 })
        const expected = new Map<string, string[]>()
        for (const { index } of present) {
          expected.set(rootOf(index), [...(expected.get(rootOf(index)) ?? []), name(index)])
        }
        const { count, threads, high } = core.boards.get({ session: core.console, board })
        expect([count, high, threads]).toEqual([present.length, present.length, expected.size])
        const subjects = list.map(({ thread, count: counted, firstNumber, lastNumber }) => {
          const items = core.boards.thread({ session: core.console, board, thread })
          const numbers = items.flatMap(({ number }) => (number === null ? [] : [number]))
          expect([counted, firstNumber, lastNumber]).toEqual([
            numbers.length,
            Math.min(...numbers),
            Math.max(...numbers),
          ])
          return items.flatMap(({ number, subject }) => (number === null ? [] : [subject])).sort()
        })
        const wanted = [...expected.values()].map((group) => group.sort())
        expect(subjects.sort()).toEqual(wanted.sort())
      }),
      { numRuns: 150 },
    )
  })
})

describe('the order of reading', () => {
  const node = (id: number, parent: number | null, date: number | null, state: ThreadNode['state'] = 'live') => ({
    ...{ id: id as ArticleId, parent: parent as ArticleId | null, date, state, thread: 1 as ArticleId },
    isSuperseded: false,
    ...{ messageId: `<${id}@x>` as MessageId, number: state === 'live' ? id : null, subject: `s${id}`, author: 'a' },
  })
  const lines = (nodes: readonly ThreadNode[]): string[] =>
    treeOf(nodes).map(({ id, depth }) => `${'-'.repeat(depth)}${id}`)

  test('is depth first and oldest first', () => {
    expect(lines([node(1, null, 0), node(2, 1, 50), node(3, 1, 20), node(4, 3, 90), node(5, 1, 30)])).toEqual([
      ...['1', '-3', '--4', '-5', '-2'],
    ])
  })

  test('a missing article counts as old as the first answer to it', () => {
    const nodes = [node(1, null, 0), node(2, 1, 50), node(3, 1, null, 'ghost'), node(4, 3, 40), node(5, 3, 60)]
    expect(lines(nodes)).toEqual(['1', '-3', '--4', '--5', '-2'])
  })

  test('a line of ten thousand answers is walked without recursion', () => {
    const nodes = Array.from({ length: 10_000 }, (_, index) => node(index + 1, index === 0 ? null : index, index))
    expect(treeOf(nodes).at(-1)?.depth).toBe(9999)
  })
})
