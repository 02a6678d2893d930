// The world on a drawn screen: what was read above, a line to type in below, and beside them a map where there is room.
// Whoever leaves the screen leaves the world; the body falls asleep where it stands.

import type { CoreEvent } from '../../core/events.ts'
import type { PresenceId } from '../../core/ids.ts'
import type { MudLine } from '../../core/mud/line.ts'
import type { RoomView } from '../../core/mud/mud-calls.ts'
import type { Local } from '../../core/mud/mud-object.ts'
import { InputField } from '../channels/input-field.ts'
import { InputLine } from '../channels/input-line.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import type { Taken } from '../widgets/widget.ts'
import { openDoor } from './doors.ts'
import { MudLog } from './mud-log.ts'
import { MudTalk } from './mud-talk.ts'
import { SidePane } from './side-pane.ts'
import { TONE_STYLES } from './tones.ts'
import { TypingStrips } from './typing-strips.ts'
import { isDrawn, voiceOf } from './voice.ts'

const SIDE_FROM_COLUMNS = 100
const SIDE_COLUMNS = 31

/** @throws Refusal as the core's enter, when it is opened */
export const mudScreen: ScreenFactory = (context) => new MudScreen(context)

class MudScreen implements Screen {
  readonly help = 'walk.help'
  /** Whoever tells the body something in private is read here. */
  readonly hearsDirect = true
  readonly takesText = true
  readonly voice: MudTalk
  readonly #context: ScreenContext
  readonly #input = new InputLine()
  readonly #log: MudLog
  readonly #strips: TypingStrips
  #room: RoomView | null = null
  #map: readonly RoomView[] = []
  #isLooking = false
  #showSide = true

  constructor(context: ScreenContext) {
    this.#context = context
    const { pane, text, say } = context
    this.voice = new MudTalk({ obey: (line) => this.#obey(line), hint: () => text('walk.lines-hint') })
    this.#log = new MudLog((below) => text('channels.away', { below }))
    const input = new InputField({
      line: () => this.#input,
      complete: (line) => this.#complete(line),
      hint: () => text('walk.hint'),
      onFull: () => say(text('channels.full'), 'warning'),
      onEdit: () => this.#strips.edited(this.#input.text),
    })
    this.#strips = new TypingStrips({
      tell: (typed) => this.#tellTyping(typed),
      say: (local) => this.#say(local),
      refresh: () => context.refresh(),
    })
    const side = new SidePane({
      room: () => this.#room,
      map: () => this.#map,
      say: (local) => this.#say(local),
      words: (key) => text(`walk.side.${key}`),
    })
    const beside = (width: number): number => (this.#showSide && width >= SIDE_FROM_COLUMNS ? SIDE_COLUMNS : 0)
    pane.add(this.#log, ({ width }) => ({ left: 1, right: 1 + beside(width), top: 0, bottom: 2 }))
    pane.add(side, ({ width }) =>
      beside(width) === 0 ? null : { right: 0, width: SIDE_COLUMNS - 1, top: 0, bottom: 2 },
    )
    pane.add(this.#strips, { left: 1, right: 1, bottom: 1, height: 1 })
    pane.add(input, { left: 1, right: 1, bottom: 0, height: 1 })
  }

  get title(): string {
    const { rendering, text } = this.#context
    // In line mode the room's name is told with the room.
    return this.#room === null || rendering.shown === 'line' ? text('walk.title') : this.#say(this.#room.name)
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    this.#room = await core.mud.enter({ session })
    await this.#lookAtMap()
  }

  keys(): readonly KeyRow[] {
    const map: KeyRow = { on: ['M-m', 'f3'], cap: 'Alt-M', label: 'walk.keys.map', run: () => this.#toggleSide() }
    return [
      { on: ['enter'], label: 'walk.keys.do', run: () => this.#enter() },
      { on: ['tab'], label: 'walk.keys.complete' },
      { on: ['up', 'down'], cap: '↑ ↓', label: 'walk.keys.history' },
      { on: ['pageup'], cap: 'PgUp', label: 'channels.keys.back', run: () => this.#page(-1) },
      { on: ['pagedown'], run: () => this.#page(1) },
      { on: ['M-end', 'C-end', 'M->'], run: () => this.#toBottom() },
      ...(this.#context.pane.size.width >= SIDE_FROM_COLUMNS ? [map] : []),
      { on: ['C-c'], run: () => this.#interrupt() },
    ]
  }

  onEvent(event: CoreEvent): void {
    const { session, me, run, back } = this.#context
    switch (event.type) {
      case 'world.heard':
        if (this.#isForMe(event.to) && (event.session === null || event.session === session)) this.#hear(event.lines)
        return
      case 'world.moved':
        if (event.to !== me.presence) return
        this.#room = event.room
        this.#look()
        return
      case 'world.changed':
        if (this.#isForMe(event.to) && event.what === 'room') this.#look()
        return
      case 'world.typing':
        if (this.#isForMe(event.to)) this.#strips.heard(event.typist, event.text)
        return
      case 'world.left':
        if (event.session === session) back()
        return
      case 'world.opened':
        if (event.session === session) run(() => openDoor(this.#context, event))
        return
      default:
    }
  }

  onResize(): void {
    this.#look()
  }

  close(): void {
    const { core, session, report } = this.#context
    this.#strips.stop()
    core.mud.leave({ session }).catch(report)
  }

  #say(local: Local): string {
    return local[this.#context.language] ?? local.en ?? local.nb ?? ''
  }

  #isForMe(to: readonly PresenceId[]): boolean {
    const { presence } = this.#context.me
    return presence !== null && to.includes(presence)
  }

  #hear(lines: readonly MudLine[]): void {
    const { text, language, refresh } = this.#context
    for (const line of lines) {
      const words = voiceOf({ language, keys: [], text }, line)
      const { tone } = line
      this.#log.append({ text: words, style: TONE_STYLES[tone], isHead: tone === 'title', isDrawn: isDrawn(tone) })
      if (tone !== 'map') this.voice.heard(words)
    }
    refresh()
  }

  /** Only at a table where that is shown. */
  #tellTyping(text: string): void {
    const { core, session, report } = this.#context
    if (this.#room?.isSeated === true) core.mud.typing({ session, text }).catch(report)
  }

  /** Once for everything that happens in one turn. */
  #look(): void {
    this.#context.refresh()
    if (this.#isLooking) return
    this.#isLooking = true
    const { core, session } = this.#context
    setImmediate(() => {
      this.#isLooking = false
      this.#context.run(async () => {
        this.#room = await core.mud.here({ session })
        await this.#lookAtMap()
      })
    })
  }

  async #lookAtMap(): Promise<void> {
    const { core, session, pane, refresh } = this.#context
    if (pane.size.width >= SIDE_FROM_COLUMNS) this.#map = await core.mud.map({ session })
    refresh()
  }

  async #enter(): Promise<void> {
    const typed = this.#input.take()
    this.#strips.edited('')
    this.#log.toBottom()
    this.#context.refresh()
    if (typed.trim() === '') return
    this.#log.append({ text: `> ${typed.replaceAll('\n', ' ')}`, style: 'dim', isHead: true })
    await this.#obey(typed)
  }

  async #obey(typed: string): Promise<void> {
    const { core, session, refusalText, refresh } = this.#context
    try {
      for (const line of typed.split('\n')) if (line.trim() !== '') await core.mud.command({ session, line })
    } catch (error) {
      const text = refusalText(error)
      this.#log.append({ text, style: TONE_STYLES.wrong })
      this.voice.heard(text)
    }
    refresh()
  }

  /** Tab: the words that the world knows here; again for the next one. */
  #complete(line: InputLine): Taken {
    if (line.isCompleting) return line.completeFrom(() => []) || true
    const { core, session, refresh } = this.#context
    const { head } = line
    return core.mud.complete({ session, line: head }).then((words) => {
      const start = head.slice(0, head.lastIndexOf(' ') + 1)
      line.completeFrom((text) =>
        words.map((word) => ({
          text: `${start}${word} ${text.slice(head.length)}`,
          cursor: start.length + word.length + 1,
        })),
      )
      refresh()
    })
  }

  #page(direction: 1 | -1): void {
    const { say, text, refresh } = this.#context
    if (!this.#log.page(direction)) say(text('walk.oldest'), 'dim')
    refresh()
  }

  #toBottom(): void {
    this.#log.toBottom()
    this.#context.refresh()
  }

  #toggleSide(): void {
    this.#showSide = !this.#showSide
    this.#context.refresh()
  }

  #interrupt(): void {
    if (this.#input.isEmpty) this.#context.back()
    else this.#input.clear()
  }
}
