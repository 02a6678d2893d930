// Everybody who has a nick now, kept up to date while it is looked at.

import { MESSAGE_OCTETS } from '../../../shared/limits.ts'
import type { PresenceView } from '../../core/accounts/session.ts'
import type { CoreEvent } from '../../core/events.ts'
import { plainText } from '../channels/formatting.ts'
import { knockAt } from '../community/knock.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { nickStyle } from '../widgets/styles.ts'

/** Milliseconds between an arrival or a leaving and the new look; a crowd costs one look. */
const PAUSE = 500

const TELLING: ReadonlySet<CoreEvent['type']> = new Set([
  ...(['presence.arrived', 'presence.left', 'presence.renamed'] as const),
  ...(['presence.away-changed', 'presence.display-name-set'] as const),
])

export const whoIsOn: ScreenFactory = (context) => new WhoIsOn(context)

class WhoIsOn implements Screen {
  readonly help = 'online.help'
  readonly #context: ScreenContext
  readonly #list: List<PresenceView>
  #timer: NodeJS.Timeout | undefined

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    this.#list = context.pane.add(
      new List<PresenceView>({
        empty: text('online.empty'),
        columns: [
          { head: text('online.head.nick'), width: 20, cell: (who) => styled(nickStyle(who.nick), who.nick) },
          { head: text('online.head.name'), width: 'fill', from: 50, cell: (who) => who.displayName },
          { head: text('online.head.role'), width: 9, from: 64, cell: (who) => this.#role(who) },
          { head: text('online.head.by'), width: 10, cell: (who) => who.faces.join(' ') },
          { head: text('online.head.channels'), width: 24, from: 100, cell: (who) => who.channels.join(' ') },
          { head: text('online.head.idle'), width: 8, align: 'right', cell: (who) => this.#idle(who) },
        ],
        onChoose: (who) => this.#show(who),
      }),
      { left: 0, right: 0, top: 0, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.text('online.title', { count: this.#list.rows.length })
  }

  keys(): readonly KeyRow[] {
    const chosen = this.#list.selected
    const isOther = chosen !== undefined && chosen.nick !== this.#context.me.nick
    return [
      { on: ['enter'], label: 'online.keys.show' },
      ...(isOther ? [{ on: ['t'], label: 'online.keys.tell', run: () => this.#tell(chosen) }] : []),
      ...(isOther
        ? [{ on: ['p', 'P'], label: 'community.keys.page', run: () => knockAt(this.#context, chosen.nick) }]
        : []),
    ]
  }

  open(): Promise<void> {
    return this.#load()
  }

  onEvent(event: CoreEvent): void {
    if (!TELLING.has(event.type)) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#context.run(() => this.#load())
    }, PAUSE)
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  async #load(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.sessions.online({ session }), (a, b) => a.presence === b.presence)
    this.#context.refresh()
  }

  #role(who: PresenceView): string {
    return this.#context.text('online.role', { role: who.role })
  }

  #idle(who: PresenceView): string {
    if (who.away !== undefined) return this.#context.text('online.away')
    const minutes = Math.max(0, Math.floor((Date.now() - who.active) / 60_000))
    return this.#context.text('online.idle', {
      ...{ minutes, hours: Math.floor(minutes / 60), days: Math.floor(minutes / 1440) },
    })
  }

  #show(who: PresenceView): Promise<void> {
    const { text } = this.#context
    const card = text('online.card', {
      ...{ nick: who.nick, name: who.displayName, role: who.role, by: who.faces.join(', ') },
      ...{ since: new Date(who.since), idle: this.#idle(who) },
      channels: who.channels.length === 0 ? text('online.no-channels') : who.channels.join(', '),
    })
    const away = plainText(who.away ?? '')
    return this.#context.notice({
      title: who.nick,
      text: away === '' ? card : text('online.card-away', { card, away }),
    })
  }

  async #tell(who: PresenceView): Promise<void> {
    const { core, session, text } = this.#context
    const line = await this.#context.prompt({
      title: text('online.tell.title', { nick: who.nick }),
      label: text('online.tell.label'),
      limit: MESSAGE_OCTETS,
      accept: async (value) => {
        await core.channels.tell({ session, to: who.nick, text: value })
        return undefined
      },
    })
    if (line !== null) this.#context.say(text('online.tell.done', { nick: who.nick }), 'good')
  }
}
