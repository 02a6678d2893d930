// What the staff want everybody to read: the list of bulletins, and one of them to read.

import type { Bulletin } from '../../core/community/community-calls.ts'
import type { CoreEvent } from '../../core/events.ts'
import { outranks } from '../../core/visibility.ts'
import { sanitizeText } from '../../wire/text/sanitize.ts'
import { wrapText } from '../../wire/text/wrap.ts'
import { linkAddresses } from '../boards/addresses.ts'
import { shortWhen, WHEN_COLUMNS } from '../boards/when.ts'
import { composeScreen } from '../editor/compose-screen.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { TextPane } from '../widgets/text-pane.ts'

export const bulletins: ScreenFactory = (context) => new Bulletins(context)

class Bulletins implements Screen {
  readonly help = 'community.bulletins.help'
  readonly #context: ScreenContext
  readonly #list: List<Bulletin>

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    this.#list = context.pane.add(
      new List<Bulletin>({
        empty: text('community.bulletins.empty'),
        columns: [
          { width: 'fill', cell: ({ title }) => styled('strong', title) },
          { width: 14, from: 56, cell: ({ author }) => styled('dim', author) },
          { width: WHEN_COLUMNS, align: 'right', from: 40, cell: ({ at }) => styled('dim', shortWhen(at, context)) },
        ],
        onChoose: (bulletin) => context.push(bulletinReader(bulletin)),
        onChange: () => context.refresh(),
      }),
    )
  }

  get title(): string {
    return this.#context.text('community.bulletins.title')
  }

  keys(): readonly KeyRow[] {
    const read: KeyRow = { on: ['enter'], label: 'community.keys.read' }
    if (!outranks(this.#context.me.role, 'moderator')) return [read]
    const chosen = this.#list.selected
    const withdraw = { on: ['d', 'D'], label: 'community.keys.take-down', run: () => this.#withdraw(chosen) }
    return [
      read,
      { on: ['w', 'W'], label: 'community.keys.write', run: () => this.#write() },
      ...(chosen !== undefined && chosen.author !== '' ? [withdraw] : []),
    ]
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.bulletins.list({ session }), (a, b) => a.ref === b.ref)
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'bulletins.changed') this.#context.run(() => this.open())
  }

  #write(): Promise<void> {
    const { core, session, text, say } = this.#context
    return this.#context.push(
      composeScreen({
        ...{ title: text('community.bulletins.write'), to: text('community.bulletins.title') },
        ...{ subject: '', text: '', begin: 'subject' as const },
        send: async (written) => {
          await core.bulletins.write({ session, title: written.subject, text: written.text })
          say(text('community.bulletins.written'), 'good')
        },
      }),
    )
  }

  async #withdraw(chosen: Bulletin | undefined): Promise<void> {
    const { core, session, text, confirm } = this.#context
    if (chosen === undefined) return
    const asked = text('community.bulletins.withdraw', { title: chosen.title })
    if (!(await confirm({ title: text('community.keys.take-down'), text: asked }))) return
    await core.bulletins.withdraw({ session, ref: chosen.ref })
    await this.open()
  }
}

const READABLE = 76

/** Lines of one paragraph run on, whatever width they were written for; indented ones stand by themselves. */
const flowing = (text: string): string => text.replace(/(\S)\n(?=\S)/g, '$1 ')

const bulletinReader =
  (bulletin: Bulletin): ScreenFactory =>
  (context) => {
    const { author, at } = bulletin
    const signed = context.text('community.bulletins.signed', { author, at: new Date(at) }).trim()
    context.pane.add(
      new TextPane(
        (columns) => [
          [styled('title', bulletin.title)],
          [styled('dim', signed)],
          [],
          ...wrapText(flowing(sanitizeText(bulletin.text)), Math.min(columns, READABLE)).map((row) =>
            linkAddresses(row, 'text'),
          ),
        ],
        2,
      ),
      { left: 0, right: 0, top: 1, bottom: 0 },
    )
    return {
      title: bulletin.title,
      help: 'community.bulletins.help',
      keys: () => [{ on: ['enter'], label: 'dialogs.keys.close', run: () => context.back() }],
    }
  }
