// All members by name, with when they were last here; searched as one types.

import type { PersonView } from '../../core/community/community-calls.ts'
import type { CoreEvent } from '../../core/events.ts'
import type { Friendships } from '../../core/social/friend-calls.ts'
import { shortWhen, WHEN_COLUMNS } from '../boards/when.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { nickStyle } from '../widgets/styles.ts'
import { knockAt } from './knock.ts'

const PAGE = 100

/** @throws Refusal sign-in-required, when it is opened */
export const people: ScreenFactory = (context) => new PeopleScreen(context)

class PeopleScreen implements Screen {
  readonly help = 'community.people.help'
  readonly #context: ScreenContext
  readonly #list: List<PersonView>
  #search = ''
  #friends: Friendships = { friends: [], asking: [], asked: [] }

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    this.#list = context.pane.add(
      new List<PersonView>({
        empty: text('community.people.empty'),
        columns: [
          { width: 1, cell: ({ isOn }) => (isOn ? styled('good', '●') : '') },
          { width: 1, cell: ({ name }) => this.#mark(name) },
          { head: text('community.head.name'), width: 20, cell: ({ name }) => styled(nickStyle(name), name) },
          { head: text('community.head.called'), width: 'fill', from: 50, cell: ({ displayName }) => displayName },
          { head: '', width: 9, from: 64, cell: ({ role }) => text('online.role', { role }) },
          {
            ...{ head: text('community.head.seen'), width: WHEN_COLUMNS, align: 'right' },
            cell: ({ lastSeen, isOn }) =>
              styled('dim', isOn ? text('community.people.on') : shortWhen(lastSeen, context)),
          },
        ],
        onChoose: (person) => this.#show(person),
        more: (last) => this.#fetch(last.name),
        onChange: () => context.refresh(),
      }),
    )
  }

  get title(): string {
    const { text } = this.#context
    return this.#search === ''
      ? text('community.people.title')
      : text('community.people.found', { search: this.#search })
  }

  keys(): readonly KeyRow[] {
    const chosen = this.#list.selected
    const isThere = chosen?.isOn === true && chosen.name !== this.#context.me.nick
    const there: readonly KeyRow[] = isThere
      ? [
          { on: ['t', 'T'], label: 'online.keys.tell', run: () => this.#context.visit({ nick: chosen.name }) },
          { on: ['p', 'P'], label: 'community.keys.page', run: () => knockAt(this.#context, chosen.name) },
        ]
      : []
    return [
      { on: ['enter'], label: 'online.keys.show' },
      ...this.#friendKeys(),
      { on: ['/', 'f'], cap: '/', label: 'community.keys.search', run: () => this.#ask() },
      ...there,
    ]
  }

  /** A friend, somebody who has asked to be one, or somebody who was asked. */
  #mark(name: string) {
    const { friends, asking, asked } = this.#friends
    if (friends.includes(name)) return styled('accent', '*')
    if (asking.includes(name)) return styled('fresh', '?')
    return asked.includes(name) ? styled('dim', '?') : ''
  }

  #friendKeys(): readonly KeyRow[] {
    const name = this.#list.selected?.name
    if (name === undefined || name === this.#context.me.accountName) return []
    const { friends, asking, asked } = this.#friends
    const key = (label: string, run: () => Promise<void>): KeyRow => ({ on: ['b', 'B'], label, run })
    if (friends.includes(name)) return [key('community.keys.unfriend', () => this.#unfriend(name))]
    if (asked.includes(name)) return [key('community.keys.unask', () => this.#unfriend(name))]
    const label = asking.includes(name) ? 'community.keys.say-yes' : 'community.keys.befriend'
    return [key(label, () => this.#befriend(name))]
  }

  async #befriend(name: string): Promise<void> {
    const { core, session, text } = this.#context
    const outcome = await core.friends.befriend({ session, name })
    this.#context.say(text(`community.friends.${outcome}`, { name }), 'good')
    await this.#look()
  }

  async #unfriend(name: string): Promise<void> {
    const { core, session, text } = this.#context
    const title = text('community.friends.end')
    if (!(await this.#context.confirm({ title, text: text('community.friends.end-ask', { name }) }))) return
    await core.friends.part({ session, name })
    await this.#look()
  }

  async #look(): Promise<void> {
    const { core, session } = this.#context
    this.#friends = await core.friends.mine({ session })
    this.#context.refresh()
  }

  async open(): Promise<void> {
    await this.#look()
    this.#list.setRows(await this.#fetch(''))
  }

  onEvent({ type }: CoreEvent): void {
    if (type === 'friend.asked' || type === 'friend.made') this.#context.run(() => this.#look())
  }

  #fetch(after: string): Promise<readonly PersonView[]> {
    const { core, session } = this.#context
    return core.people.list({ session, search: this.#search, after, limit: PAGE })
  }

  async #ask(): Promise<void> {
    const { text, prompt } = this.#context
    const typed = await prompt({
      ...{ title: text('community.people.search'), label: text('community.people.label') },
      ...{ text: text('community.people.ask'), initial: this.#search, limit: 60 },
    })
    if (typed === null) return
    this.#search = typed.trim()
    this.#list.select(0)
    await this.open()
  }

  #show({ name, displayName, role, since, lastSeen, isOn }: PersonView): Promise<void> {
    const { text } = this.#context
    const seen = isOn ? 'on' : lastSeen === null ? 'unknown' : 'seen'
    const values = { name: displayName, role, since: new Date(since), seen, at: new Date(lastSeen ?? since) }
    return this.#context.notice({ title: name, text: text('community.people.card', values).trim() })
  }
}
