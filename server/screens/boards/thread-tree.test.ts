import { expect, test } from 'vitest'
import type { ThreadItem } from '../../core/boards/board.ts'
import type { ArticleId, MessageId } from '../../core/ids.ts'
import { drawTree } from './thread-tree.ts'

const item = (depth: number, author: string, subject = 'Re: tea'): ThreadItem => ({
  id: 1 as ArticleId,
  messageId: `<${author}@example.org>` as MessageId,
  depth,
  number: 1,
  subject,
  author,
  date: 0,
  isRead: true,
})

const drawn = (items: readonly ThreadItem[], levels = 12): string[] =>
  drawTree(items, levels).map(({ branch, item: { author } }) => branch + author)

const thread = [item(0, 'ann', 'tea'), item(1, 'bob'), item(2, 'cid'), item(3, 'dan'), item(2, 'eve'), item(1, 'fay')]

test('a thread is drawn as a tree whose lines end where the answers end', () => {
  expect(drawn(thread)).toEqual(['ann', '├─bob', '│ ├─cid', '│ │ └─dan', '│ └─eve', '└─fay'])
})

test('where answers go deeper than there is room, the outermost levels are left out', () => {
  const deep = Array.from({ length: 7 }, (_, depth) => item(depth, `p${depth}`))
  expect(drawn(deep, 3)).toEqual(['p0', '└─p1', '  └─p2', '    └─p3', '…     └─p4', '…     └─p5', '…     └─p6'])
})

test('only a subject that turns away from the one answered is shown again', () => {
  const items = [
    item(0, 'ann', 'tea'),
    item(1, 'bob', 'RE: Tea'),
    item(1, 'cid', 'coffee (was: tea)'),
    item(2, 'dan', 'Re: coffee (was: tea)'),
    item(1, 'eve', ''),
    item(2, 'fay', 'Re: tea'),
  ]
  expect(drawTree(items).map((row) => row.turn)).toEqual(['', '', 'coffee (was: tea)', '', '', ''])
})
