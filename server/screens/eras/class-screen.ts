// One class and its switch: the year its pupils are in, whether they may leave it, and who they are.

import type { ClassView } from '../../core/eras/era-calls.ts'
import type { CoreEvent } from '../../core/events.ts'
import { isRefusal } from '../../core/refusal.ts'
import { outranks } from '../../core/visibility.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { styled, wrapMarked } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'

export const classScreen =
  (name: string): ScreenFactory =>
  (context) =>
    new ClassScreen(context, name)

interface Member {
  readonly name: string
  readonly isTeacher: boolean
}

class ClassScreen implements Screen {
  readonly help = 'eras.class.help'
  readonly title: string
  readonly #context: ScreenContext
  readonly #list: List<Member>
  #class: ClassView

  constructor(context: ScreenContext, name: string) {
    this.#context = context
    this.title = name
    this.#class = { name, year: null, isLocked: false, pupils: [], teachers: [] }
    const { text } = context
    const summary = ({ width }: { readonly width: number }) => wrapMarked(this.#summary(), width)
    context.pane.add(new Block(summary), (size) => ({
      left: 2,
      right: 1,
      top: 1,
      height: summary({ width: size.width - 3 }).length,
    }))
    this.#list = context.pane.add(
      new List<Member>({
        columns: [
          { width: 22, cell: (member) => member.name },
          { width: 'fill', cell: ({ isTeacher }) => styled('accent', isTeacher ? text('eras.class.teacher') : '') },
        ],
        empty: text('eras.class.empty'),
        onChange: () => context.refresh(),
      }),
      (size) => ({ left: 1, right: 1, top: summary({ width: size.width - 3 }).length + 2, bottom: 0 }),
    )
  }

  keys(): readonly KeyRow[] {
    const { isLocked } = this.#class
    const member = this.#list.selected
    const isStaff = outranks(this.#context.me.role, 'moderator')
    return [
      { on: ['y', 'Y'], label: 'eras.keys.class-year', run: () => this.#askYear() },
      {
        on: ['l', 'L'],
        label: isLocked ? 'eras.keys.unlock' : 'eras.keys.lock',
        run: () => this.#set({ isLocked: !isLocked }),
      },
      { on: ['a', 'A'], label: 'eras.keys.add', run: () => this.#ask('addPupil', 'eras.keys.add') },
      ...(member === undefined || (member.isTeacher && !isStaff)
        ? []
        : [{ on: ['d', 'D'], label: 'eras.keys.take-out', run: () => this.#takeOut(member) }]),
      ...(isStaff
        ? [
            {
              on: ['t', 'T'],
              label: 'eras.keys.add-teacher',
              run: () => this.#ask('addTeacher', 'eras.keys.add-teacher'),
            },
          ]
        : []),
    ]
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    const found = (await core.classes.list({ session })).find(({ name }) => name === this.title)
    if (found === undefined) this.#context.back()
    else this.#show(found)
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'class.changed' && event.name === this.title) this.#context.run(() => this.open())
  }

  #show(shown: ClassView): void {
    this.#class = shown
    const teachers = shown.teachers.map((name) => ({ name, isTeacher: true }))
    const pupils = shown.pupils.map((name) => ({ name, isTeacher: false }))
    this.#list.setRows([...teachers, ...pupils], (a, b) => a.name === b.name && a.isTeacher === b.isTeacher)
    this.#context.refresh()
  }

  #summary(): string {
    const { year, isLocked, pupils } = this.#class
    const how = year === null ? 'present' : 'past'
    return this.#context.text('eras.class.summary', {
      ...{ how, year: year ?? 0, locked: isLocked ? 'yes' : 'no', count: pupils.length },
    })
  }

  async #set(change: { readonly year?: number | null; readonly isLocked?: boolean }): Promise<void> {
    const { core, session } = this.#context
    this.#show(await core.classes.set({ session, name: this.title, ...change }))
  }

  async #askYear(): Promise<void> {
    const { text } = this.#context
    await this.#context.prompt({
      ...{ title: text('eras.keys.class-year'), text: text('eras.class.year-text'), label: text('eras.ask.label') },
      ...{ initial: this.#class.year === null ? '' : String(this.#class.year), limit: 4 },
      accept: async (value) => {
        const typed = value.trim()
        if (typed !== '' && !/^\d{4}$/.test(typed)) return text('refusals.no-such-year')
        await this.#set({ year: typed === '' ? null : Number(typed) })
        return undefined
      },
    })
  }

  /** Several names at once, as they stand on a list: with blanks or commas between. */
  async #ask(how: 'addPupil' | 'addTeacher', title: string): Promise<void> {
    const { core, session, text, refusalText } = this.#context
    await this.#context.prompt({
      ...{ title: text(title), text: text('eras.class.names-text'), label: text('eras.class.names-label') },
      accept: async (value) => {
        for (const account of value.split(/[\s,]+/).filter((name) => name !== '')) {
          try {
            this.#show(await core.classes[how]({ session, name: this.title, account }))
          } catch (error) {
            if (isRefusal(error)) return `${account}: ${refusalText(error)}`
            throw error
          }
        }
        return undefined
      },
    })
  }

  async #takeOut({ name: account, isTeacher }: Member): Promise<void> {
    const { core, session, text, confirm } = this.#context
    const asked = text('eras.class.take-out-ask', { name: account })
    if (!(await confirm({ title: text('eras.keys.take-out'), text: asked }))) return
    const of = { session, name: this.title, account }
    this.#show(isTeacher ? await core.classes.removeTeacher(of) : await core.classes.removePupil(of))
  }
}
