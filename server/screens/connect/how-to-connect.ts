// Every way into the house, with the line to type and what to give as name and password.

import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { type Line, styled, wrapMarked } from '../widgets/lines.ts'
import { TextPane } from '../widgets/text-pane.ts'

export const howToConnect: ScreenFactory = (context): Screen => {
  context.pane.add(new TextPane((columns) => explain(context, columns), 2), { top: 1 })
  return {
    title: context.text('connect.title'),
    help: 'connect.help',
    keys: (): readonly KeyRow[] => [{ on: ['up', 'down'], cap: '↑ ↓', label: 'connect.keys.scroll' }],
  }
}

const explain = (context: ScreenContext, columns: number): readonly Line[] => {
  const { house, me, text } = context
  const readable = Math.min(columns, 76)
  const name = me.accountName
  const own = (line: string): string => (name === null ? line : line.replace(/\bNAME\b/g, name))
  const ways = house.ways.flatMap(({ label, line }): Line[] => [
    [styled('title', label)],
    ...pieces(own(line), readable - 2).map((piece): Line => ['  ', styled('strong', piece)]),
    [],
  ])
  return [
    ...wrapMarked(text('connect.intro', { house: house.name }), readable),
    [],
    ...ways,
    ...wrapMarked(text(name === null ? 'connect.guest-outro' : 'connect.outro', { name: name ?? '' }), readable),
  ]
}

/** A line to type is never broken prettily: it is cut where the room ends, so that it can be copied as it stands. */
const pieces = (line: string, columns: number): string[] => {
  const found: string[] = []
  for (let at = 0; at < line.length; at += columns) found.push(line.slice(at, at + columns))
  return found
}
