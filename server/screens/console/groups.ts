// Groups of accounts: made, filled and taken away; and those that one account is in, turned on and off.

import type { GroupView } from '../../core/accounts/group-calls.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { NameList } from './name-list.ts'

/** @throws Refusal not-permitted, when it is opened */
export const groups: ScreenFactory = (context) => new Groups(context, null)

/** The same list, where choosing a group puts the account in it or takes it out. */
export const groupsOf =
  (account: string): ScreenFactory =>
  (context) =>
    new Groups(context, account)

class Groups implements Screen {
  readonly help = 'console.groups.help'
  readonly #context: ScreenContext
  readonly #account: string | null
  readonly #list: List<GroupView>

  constructor(context: ScreenContext, account: string | null) {
    this.#context = context
    this.#account = account
    const { text } = context
    const mark: readonly ConstructorParameters<typeof List<GroupView>>[0]['columns'][number][] =
      account === null
        ? []
        : [
            {
              width: 1,
              cell: ({ members }) => (members.includes(account) ? styled('good', '●') : styled('dim', '·')),
              say: ({ members }) => text('console.groups.is-in', { isIn: members.includes(account) ? 'yes' : 'no' }),
            },
          ]
    this.#list = context.pane.add(
      new List<GroupView>({
        empty: text('console.groups.empty'),
        columns: [
          ...mark,
          { width: 32, cell: ({ name }) => styled('strong', name) },
          { width: 'fill', cell: ({ members }) => styled('dim', text('console.members', { count: members.length })) },
        ],
        onChoose: (group) => this.#choose(group),
        onChange: () => context.refresh(),
      }),
      { left: 1, right: 1, top: 1, bottom: 0 },
    )
  }

  get title(): string {
    const { text } = this.#context
    return this.#account === null ? text('console.groups.title') : text('console.groups.of', { name: this.#account })
  }

  keys(): readonly KeyRow[] {
    const group = this.#list.selected
    const drop: KeyRow = { on: ['d', 'D'], label: 'console.keys.remove', run: () => this.#remove(group) }
    return [
      { on: ['enter'], label: this.#account === null ? 'console.keys.open' : 'console.keys.turn' },
      { on: ['n', 'N'], label: 'console.keys.new', run: () => this.#make() },
      ...(group !== undefined && this.#account === null ? [drop] : []),
    ]
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.groups.list({ session }), (a, b) => a.name === b.name)
    this.#context.refresh()
  }

  resume(): Promise<void> {
    return this.open()
  }

  async #choose({ name, members }: GroupView): Promise<void> {
    const { core, session } = this.#context
    const account = this.#account
    if (account === null) return this.#context.push(groupMembers(name))
    const change = { session, group: name, account }
    await (members.includes(account) ? core.groups.removeMember(change) : core.groups.addMember(change))
    await this.open()
  }

  async #make(): Promise<void> {
    const { core, session, text, prompt } = this.#context
    const made = await prompt({
      ...{
        title: text('console.groups.new'),
        text: text('console.groups.rules'),
        label: text('console.name'),
        limit: 32,
      },
      accept: async (name) => {
        await core.groups.add({ session, group: name.trim() })
        return undefined
      },
    })
    if (made !== null) await this.open()
  }

  async #remove(group: GroupView | undefined): Promise<void> {
    const { core, session, text, confirm } = this.#context
    if (group === undefined) return
    const { name } = group
    if (!(await confirm({ title: name, text: text('console.groups.remove', { name }) }))) return
    await core.groups.remove({ session, group: name })
    await this.open()
  }
}

const groupMembers =
  (group: string): ScreenFactory =>
  (context) =>
    new NameList(context, {
      ...{ title: group, help: 'console.groups.help', label: context.text('console.account') },
      load: async () => {
        const { core, session } = context
        return (await core.groups.list({ session })).find(({ name }) => name === group)?.members ?? []
      },
      add: (account) => context.core.groups.addMember({ session: context.session, group, account }),
      remove: (account) => context.core.groups.removeMember({ session: context.session, group, account }),
    })
