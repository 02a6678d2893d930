// A walk through the years: one placard after another, each year in its own dress, with a word from the living boards and
// channels under it and a door into them. It ends in the present, and the caller's own year is as it was.

import { stripIrcFormatting } from '../../wire/text/sanitize.ts'
import { boardList } from '../boards/board-list.ts'
import { channelList } from '../channels/channel-list.ts'
import { messages } from '../channels/messages.ts'
import { aroundTheHouse } from '../community/around.ts'
import { oneliners } from '../community/oneliners.ts'
import { people } from '../community/people.ts'
import { mudScreen } from '../mud/mud-screen.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { searchScreen } from '../search/search-screen.ts'
import { cutText, type Line, styled } from '../widgets/lines.ts'
import { nickStyle } from '../widgets/styles.ts'
import { TextPane } from '../widgets/text-pane.ts'
import type { Area, Era, Placard } from './era.ts'
import { eraLines } from './placard-layout.ts'

export const tour: ScreenFactory = (context) => new Tour(context)

interface Stop {
  readonly era: Era
  readonly placard: Placard
}

/** Where the door of a stop leads; the others have none of their own in this house. */
const DOORS: Partial<Record<Area, ScreenFactory>> = {
  ...{ messages, boards: boardList, channels: channelList, search: searchScreen({}), community: aroundTheHouse },
  ...{ people, oneliners, bulletins: aroundTheHouse, museum: mudScreen },
}

class Tour implements Screen {
  readonly help = 'eras.tour.help'
  readonly #context: ScreenContext
  readonly #text: TextPane
  readonly #stops: readonly Stop[]
  #at = 0
  #live: Line = []

  constructor(context: ScreenContext) {
    this.#context = context
    this.#stops = context.era.eras.flatMap((era) => era.placards.map((placard) => ({ era, placard })))
    this.#text = context.pane.add(new TextPane((columns) => this.#lines(columns), 2), {
      ...{ left: 0, right: 0, top: 1, bottom: 0 },
    })
  }

  get title(): string {
    return this.#context.text('eras.tour.title', { at: this.#at + 1, of: this.#stops.length })
  }

  keys(): readonly KeyRow[] {
    const { placard } = this.#stop
    const isLast = this.#at === this.#stops.length - 1
    const next = isLast ? 'eras.keys.end' : 'eras.keys.next'
    const door = DOORS[placard.area]
    return [
      { on: ['enter', 'right', 'n', 'N'], cap: '→', label: next, run: () => this.#step(1) },
      ...(this.#at === 0
        ? []
        : [{ on: ['left', 'b', 'B'], cap: '←', label: 'eras.keys.before', run: () => this.#step(-1) }]),
      ...(door === undefined ? [] : [{ on: ['t', 'T'], label: 'eras.keys.try', run: () => this.#context.push(door) }]),
    ]
  }

  async open(): Promise<void> {
    this.#context.era.walk(this.#stop.era)
    await this.#look()
  }

  close(): void {
    this.#context.era.walk(null)
  }

  get #stop(): Stop {
    const stop = this.#stops[this.#at]
    if (stop === undefined) throw new Error('a walk without years')
    return stop
  }

  async #step(by: number): Promise<void> {
    const at = Math.max(0, this.#at + by)
    if (at >= this.#stops.length) {
      this.#context.back()
      this.#context.say(this.#context.text('eras.tour.over'), 'good')
      return
    }
    this.#at = at
    this.#context.era.walk(this.#stop.era)
    await this.#look()
  }

  /** The newest that is really there, beside what is told of then. */
  async #look(): Promise<void> {
    const { area } = this.#stop.placard
    this.#live =
      area === 'boards' || area === 'search' || area === 'bulletins'
        ? await this.#newestThread()
        : await this.#lastWord()
    this.#text.setLines((columns) => this.#lines(columns))
    this.#context.refresh()
  }

  async #newestThread(): Promise<Line> {
    const { core, session, text } = this.#context
    const boards = await core.boards.list({ session })
    const board = boards.toSorted((a, b) => (b.latest ?? 0) - (a.latest ?? 0))[0]
    const [thread] = board === undefined ? [] : await core.boards.threads({ session, board: board.name, limit: 1 })
    if (board === undefined || thread === undefined) return []
    return [
      styled('dim', text('eras.tour.board', { board: board.name })),
      ' ',
      styled('strong', thread.subject),
      styled('dim', `, ${thread.author}`),
    ]
  }

  async #lastWord(): Promise<Line> {
    const { core, session, text } = this.#context
    const [last] = await core.channels.history({ session, channel: '#lobby', limit: 1 }).catch(() => [])
    if (last === undefined) return [styled('dim', text('eras.tour.quiet'))]
    const said = stripIrcFormatting(last.text).replace(/\s+/g, ' ')
    return [
      styled('dim', text('eras.tour.channel')),
      ' ',
      styled(nickStyle(last.nick), last.nick),
      `  ${cutText(said, 60)}`,
    ]
  }

  #lines(columns: number): readonly Line[] {
    const { era, placard } = this.#stop
    return [...eraLines(this.#context, era, [placard], columns), ...(this.#live.length === 0 ? [] : [[], this.#live])]
  }
}
