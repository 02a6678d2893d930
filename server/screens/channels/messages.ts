// Private messages: who is here to write to, those first who wrote last.

import type { PresenceView } from '../../core/accounts/session.ts'
import type { CoreEvent } from '../../core/events.ts'
import { Refresher } from '../boards/refresher.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { nickStyle } from '../widgets/styles.ts'
import { chatScreen } from './chat-screen.ts'

export const messages: ScreenFactory = (context) => new Messages(context)

class Messages implements Screen {
  readonly help = 'channels.messages.help'
  readonly #context: ScreenContext
  readonly #list: List<PresenceView>
  readonly #refresher: Refresher

  constructor(context: ScreenContext) {
    this.#context = context
    this.#refresher = new Refresher(() => context.run(() => this.open()))
    const { text } = context
    this.#list = context.pane.add(
      new List<PresenceView>({
        columns: [
          { width: 20, cell: ({ nick }) => styled(nickStyle(nick), nick) },
          { width: 'fill', cell: ({ displayName }) => styled('dim', displayName) },
          {
            width: 12,
            from: 50,
            cell: ({ nick }) => styled('fresh', this.#wrote(nick) ? text('channels.messages.wrote') : ''),
          },
        ],
        empty: text('channels.messages.empty'),
        onChoose: ({ nick }) => context.push(chatScreen({ nick })),
        onChange: () => context.refresh(),
      }),
      { left: 1, right: 1, top: 1, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.era.nameOf('messages') ?? this.#context.text('channels.messages.title')
  }

  keys(): readonly KeyRow[] {
    return [{ on: ['enter'], label: 'channels.keys.private' }]
  }

  async open(): Promise<void> {
    const { core, session, me } = this.#context
    const others = (await core.sessions.online({ session })).filter(({ presence }) => presence !== me.presence)
    const rank = ({ nick }: PresenceView): number => (this.#wrote(nick) ? 0 : 1)
    this.#list.setRows(
      others.toSorted((a, b) => rank(a) - rank(b)),
      (a, b) => a.presence === b.presence,
    )
  }

  resume(): Promise<void> {
    return this.open()
  }

  onEvent(event: CoreEvent): void {
    const isNews =
      event.type === 'presence.arrived' || event.type === 'presence.left' || event.type === 'presence.renamed'
    if (isNews || event.type === 'direct.said') this.#refresher.ask()
  }

  close(): void {
    this.#refresher.stop()
  }

  #wrote(nick: string): boolean {
    return this.#context.told.some(({ from }) => from.nick === nick)
  }
}
