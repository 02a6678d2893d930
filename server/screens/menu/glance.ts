// What is going on, beside the menu: who is on, the newest thread of the liveliest boards, the last lines of #lobby.
// Kept up to date by events; a burst of them is answered with one look.

import type { PresenceView } from '../../core/accounts/session.ts'
import type { BoardView, ThreadView } from '../../core/boards/board.ts'
import type { ChannelMessage } from '../../core/channels/channel.ts'
import type { CoreEvent } from '../../core/events.ts'
import { stripIrcFormatting } from '../../wire/text/sanitize.ts'
import { textWidth } from '../../wire/text/width.ts'
import { isOwnReading } from '../boards/own-reading.ts'
import type { ScreenContext } from '../screen.ts'
import { cutText, type Line, type Span, setText, styled } from '../widgets/lines.ts'
import { nickStyle } from '../widgets/styles.ts'
import type { Surface } from '../widgets/surface.ts'
import type { TextVoice } from '../widgets/voice.ts'
import type { Widget } from '../widgets/widget.ts'

const LOBBY = '#lobby'
/** As many as a high terminal has room for. */
const LOBBY_LINES = 16
const BOARDS = 10
/** Told in line mode. */
const TOLD_PEOPLE = 20
const TOLD_BOARDS = 5
/** Milliseconds after an event before the house is asked again. */
const PAUSE = 1000

interface Newest {
  readonly board: BoardView
  readonly thread: ThreadView
}

type Said = Pick<ChannelMessage, 'nick' | 'kind' | 'text'>
type Part = 'people' | 'boards'
type Section = readonly [heading: string, lines: readonly Line[]]

export class Glance implements Widget {
  readonly voice: TextVoice = { kind: 'text', isPassing: true, lines: () => this.#toldLines() }
  readonly #context: ScreenContext
  readonly #stale = new Set<Part>()
  #people: readonly PresenceView[] = []
  #newest: readonly Newest[] = []
  #lobby: readonly Said[] = []
  #unread = 0
  #timer: NodeJS.Timeout | undefined

  constructor(context: ScreenContext) {
    this.#context = context
  }

  async load(): Promise<void> {
    const { core, session } = this.#context
    const [lobby] = await Promise.all([
      core.channels.history({ session, channel: LOBBY, limit: LOBBY_LINES }).catch(() => []),
      this.#loadPeople(),
      this.#loadBoards(),
    ])
    this.#lobby = lobby
    this.#context.refresh()
  }

  stop(): void {
    clearTimeout(this.#timer)
  }

  onEvent(event: CoreEvent): void {
    switch (event.type) {
      case 'presence.arrived':
      case 'presence.left':
      case 'presence.renamed':
        this.#lookLater('people')
        break
      case 'article.posted':
      case 'article.cancelled':
      case 'board.imported':
      case 'board.created':
        this.#lookLater('boards')
        break
      case 'reading.changed':
        if (isOwnReading(event, this.#context)) this.#lookLater('boards')
        break
      case 'channel.said':
        if (event.channel === LOBBY) this.#heard({ nick: event.from.nick, kind: event.kind, text: event.text })
        break
      default:
    }
  }

  paint(surface: Surface): void {
    const { text, era } = this.#context
    const { width, height } = surface
    // Three headings, two rows of air, one row of people; the rest is shared, boards first when it is tight.
    const room = Math.max(0, height - 6)
    const boardRows = Math.min(this.#newest.length, Math.max(2, Math.floor(room * 0.45)))
    const lobbyRows = Math.max(1, room - boardRows)
    const lobby = this.#lobby.slice(-lobbyRows).map((said) => saidLine(said, width))
    const quiet: readonly Line[] = [[styled('dim', text('menu.glance.quiet'))]]
    const sections: readonly Section[] = [
      [text('menu.glance.people', { count: this.#people.length }), this.#peopleLines(width)],
      [text('menu.glance.lobby'), era.has('channels') ? (lobby.length === 0 ? quiet : lobby) : []],
      [
        text('menu.glance.boards', { unread: this.#unread }),
        era.has('boards') ? this.#newest.slice(0, boardRows).map((newest) => boardLine(newest, width)) : [],
      ],
    ]
    let y = 0
    for (const [heading, lines] of sections) {
      if (y + 2 > height || lines.length === 0) continue
      const end = surface.text(0, y, heading, 'title')
      surface.text(end + 1, y, '─'.repeat(Math.max(0, width - end - 1)), 'rule')
      lines.forEach((line, at) => {
        surface.line(0, y + 1 + at, line)
      })
      y += lines.length + 2
    }
  }

  /** In line mode the headings stand before what they head, and there is no room for more than a few of each. */
  #toldLines(): readonly Line[] {
    const { text } = this.#context
    const people = this.#people.slice(0, TOLD_PEOPLE).map(({ nick }) => nick)
    const more = this.#people.length - people.length
    const names = more > 0 ? [...people, `+${more}`] : people
    const newest = this.#newest.slice(0, TOLD_BOARDS)
    const here: Line = [`${text('menu.glance.people', { count: this.#people.length })}: ${names.join(', ')}`]
    if (!this.#context.era.has('boards')) return [here]
    return [
      here,
      [text('menu.glance.boards', { unread: this.#unread })],
      ...newest.map(({ board, thread }): Line => [`${board.name}: ${thread.subject}, ${thread.author}`]),
    ]
  }

  #heard(said: Said): void {
    this.#lobby = [...this.#lobby, said].slice(-LOBBY_LINES)
    this.#context.refresh()
  }

  #lookLater(part: Part): void {
    this.#stale.add(part)
    this.#timer ??= setTimeout(() => this.#context.run(() => this.#look()), PAUSE)
  }

  async #look(): Promise<void> {
    const parts = [...this.#stale]
    this.#stale.clear()
    this.#timer = undefined
    if (parts.includes('people')) await this.#loadPeople()
    if (parts.includes('boards')) await this.#loadBoards()
    this.#context.refresh()
  }

  async #loadPeople(): Promise<void> {
    const { core, session } = this.#context
    this.#people = await core.sessions.online({ session })
  }

  async #loadBoards(): Promise<void> {
    const { core, session } = this.#context
    const all = await core.boards.list({ session })
    this.#unread = all.reduce((sum, { unread, isSubscribed }) => sum + (isSubscribed ? (unread ?? 0) : 0), 0)
    const boards = all
      .filter((board) => board.latest !== null)
      .sort((a, b) => (b.latest ?? 0) - (a.latest ?? 0))
      .slice(0, BOARDS)
    const threads = await Promise.all(
      boards.map((board) => core.boards.threads({ session, board: board.name, limit: 1 })),
    )
    this.#newest = boards.flatMap((board, at) => (threads[at] ?? []).map((thread) => ({ board, thread })))
  }

  #peopleLines(width: number): readonly Line[] {
    const line: Span[] = []
    let used = 0
    for (const [at, { nick }] of this.#people.entries()) {
      const rest = this.#people.length - at
      const more = `+${rest}`
      const fits = used + textWidth(nick) + (rest > 1 ? textWidth(more) + 2 : 0) <= width
      line.push(fits ? styled(nickStyle(nick), nick) : styled('dim', more), '  ')
      if (!fits) break
      used += textWidth(nick) + 2
    }
    return [line]
  }
}

const boardLine = ({ board, thread }: Newest, width: number): Line => {
  const name = Math.min(20, Math.floor(width / 3))
  const author = width >= 60 ? 14 : 0
  const subject = width - name - 2 - (author === 0 ? 0 : author + 2)
  return [
    styled('accent', setText(board.name, name)),
    '  ',
    setText(thread.subject, subject),
    ...(author === 0 ? [] : ['  ', styled('dim', setText(thread.author, author))]),
  ]
}

const saidLine = (said: Said, width: number): Line => {
  const nick = cutText(said.nick, 16)
  const room = width - textWidth(nick) - 3
  const text = cutText(stripIrcFormatting(said.text).replace(/\s+/g, ' '), room)
  if (said.kind === 'action') return [styled('dim', '* '), styled(nickStyle(said.nick), nick), ` ${text}`]
  return [styled(nickStyle(said.nick), nick), `  ${text}`]
}
