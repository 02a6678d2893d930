// Around the house: the ways to everything that makes a community of its callers, each with how it stands.

import { enterArea } from '../eras/enter-area.ts'
import { isArea } from '../eras/era.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { bulletins } from './bulletins.ts'
import { lastCallers } from './last-callers.ts'
import { logon } from './logon.ts'
import { mentions } from './mentions.ts'
import { oneliners } from './oneliners.ts'
import { people } from './people.ts'
import { polls } from './polls.ts'

interface Way {
  readonly key: string
  readonly name: string
  readonly value: string
  readonly to: ScreenFactory
}

export const aroundTheHouse: ScreenFactory = (context) => new Around(context)

class Around implements Screen {
  readonly help = 'community.around.help'
  readonly #context: ScreenContext
  readonly #list: List<Way>

  constructor(context: ScreenContext) {
    this.#context = context
    this.#list = context.pane.add(
      new List<Way>({
        columns: [
          { width: 2, cell: ({ key }) => styled('hotkey', key.toUpperCase()) },
          {
            width: 18,
            cell: ({ name }) =>
              (isArea(name) ? context.era.nameOf(name) : null) ?? context.text(`community.way.${name}`),
          },
          { width: 'fill', cell: ({ value }) => styled('dim', value) },
        ],
        hotkey: ({ key }) => key,
        onChoose: ({ name, to }) =>
          isArea(name) ? enterArea(context, name, () => context.push(to)) : context.push(to),
        onChange: () => context.refresh(),
      }),
      { left: 1, right: 1, top: 1, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.text('menu.action.community')
  }

  keys(): readonly KeyRow[] {
    return [{ on: ['enter'], label: 'community.keys.open' }]
  }

  open(): Promise<void> {
    return this.#load()
  }

  resume(): Promise<void> {
    return this.#load()
  }

  async #load(): Promise<void> {
    const { core, session, text, me } = this.#context
    const isMember = me.account !== null
    const [wall, all, open, callers] = await Promise.all([
      core.oneliners.list({ session, limit: 1 }),
      core.bulletins.list({ session }),
      core.polls.list({ session }),
      core.callers.list({ session, limit: 1 }),
    ])
    const named = isMember ? await core.mentions.list({ session, limit: 100 }) : []
    const way = (key: string, name: string, to: ScreenFactory, value = ''): Way => ({ key, name, value, to })
    const count = (which: string, value: number): string => text('community.count', { which, count: value })
    const ways = [
      ...(isMember ? [way('n', 'news', logon)] : []),
      ...(isMember ? [way('m', 'mentions', mentions, count('mentions', named.length))] : []),
      way('o', 'oneliners', oneliners, wall[0] === undefined ? '' : `${wall[0].name}: ${wall[0].text}`),
      way('b', 'bulletins', bulletins, count('bulletins', all.length)),
      way('v', 'polls', polls, count('polls', open.filter(({ closed }) => closed === null).length)),
      way('l', 'callers', lastCallers, callers[0]?.name ?? ''),
      ...(isMember ? [way('u', 'people', people)] : []),
    ]
    this.#list.setRows(ways.filter(({ name }) => !isArea(name) || this.#context.era.has(name)))
    this.#context.refresh()
  }
}
