// The classes that the caller holds: its own for a teacher, all of them for the staff, who make new ones here.

import type { ClassView } from '../../core/eras/era-calls.ts'
import type { CoreEvent } from '../../core/events.ts'
import { outranks } from '../../core/visibility.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { classScreen } from './class-screen.ts'

export const classList: ScreenFactory = (context) => new ClassList(context)

class ClassList implements Screen {
  readonly help = 'eras.classes.help'
  readonly #context: ScreenContext
  readonly #list: List<ClassView>

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    this.#list = context.pane.add(
      new List<ClassView>({
        columns: [
          { head: text('eras.classes.head.name'), width: 'fill', cell: ({ name }) => styled('strong', name) },
          { head: text('eras.classes.head.year'), width: 8, cell: (each) => yearOf(context, each) },
          {
            head: text('eras.classes.head.lock'),
            width: 7,
            cell: ({ isLocked }) => (isLocked ? styled('warning', text('eras.classes.locked')) : ''),
          },
          {
            head: text('eras.classes.head.pupils'),
            width: 6,
            align: 'right',
            cell: ({ pupils }) => String(pupils.length),
          },
          {
            head: text('eras.classes.head.teachers'),
            width: 20,
            from: 68,
            cell: ({ teachers }) => styled('dim', teachers.join(' ')),
          },
        ],
        empty: text('eras.classes.empty'),
        onChoose: ({ name }) => context.push(classScreen(name)),
        onChange: () => context.refresh(),
      }),
      { left: 1, right: 1, top: 1, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.text('eras.classes.title')
  }

  get #isStaff(): boolean {
    return outranks(this.#context.me.role, 'moderator')
  }

  keys(): readonly KeyRow[] {
    const chosen = this.#list.selected
    const open: KeyRow = { on: ['enter'], label: 'eras.keys.open' }
    if (!this.#isStaff) return [open]
    return [
      open,
      { on: ['a', 'A'], label: 'eras.keys.new-class', run: () => this.#add() },
      ...(chosen === undefined
        ? []
        : [{ on: ['d', 'D'], label: 'eras.keys.remove-class', run: () => this.#remove(chosen) }]),
    ]
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.classes.list({ session }), (a, b) => a.name === b.name)
  }

  resume(): Promise<void> {
    return this.open()
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'class.changed') this.#context.run(() => this.open())
  }

  async #add(): Promise<void> {
    const { core, session, text } = this.#context
    const name = await this.#context.prompt({
      ...{
        title: text('eras.keys.new-class'),
        text: text('eras.classes.name-text'),
        label: text('eras.classes.name-label'),
      },
      limit: 32,
      accept: async (value) => {
        await core.classes.add({ session, name: value.trim() })
        return undefined
      },
    })
    if (name !== null) await this.#context.push(classScreen(name.trim()))
  }

  async #remove({ name }: ClassView): Promise<void> {
    const { core, session, text, confirm } = this.#context
    const title = text('eras.keys.remove-class')
    if (!(await confirm({ title, text: text('eras.classes.remove-ask', { name }) }))) return
    await core.classes.remove({ session, name })
    await this.open()
  }
}

const yearOf = ({ text }: ScreenContext, { year }: ClassView): string =>
  year === null ? text('eras.today') : String(year)
