// How the house is doing: the figures of now, and for each thing that is counted the last day and the last week with a
// small chart. One of them chosen is told hour by hour and day by day.

import { COUNTED, type Counted, type Figures, type HourCounts } from '../../core/stats/stats-calls.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { type Line, styled, wrapMarked } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { TextPane } from '../widgets/text-pane.ts'
import { type Bar, barLines, sparkline } from './charts.ts'

const DAY_HOURS = 24
const SHOWN_HOURS = 14 * DAY_HOURS
const WEEK_HOURS = 7 * DAY_HOURS
const MOST_OF_HOUR: ReadonlySet<Counted> = new Set<Counted>(['people', 'memory', 'store'])
const FACES = ['ssh', 'web', 'irc', 'nntp', 'telnet'] as const
const EVERY_MS = 10_000

interface Measure {
  readonly what: Counted
  readonly day: readonly number[]
  readonly week: readonly number[]
}

export const statistics: ScreenFactory = (context) => new StatisticsScreen(context)

class StatisticsScreen implements Screen {
  readonly help = 'console.statistics.help'
  readonly #context: ScreenContext
  readonly #list: List<Measure>
  #figures: Figures | null = null
  #hours: readonly HourCounts[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(context: ScreenContext) {
    this.#context = context
    const { text, pane } = context
    pane.add(new Block(({ width }) => this.#summary(width)), (size) => ({
      ...{ left: 2, right: 1, top: 1, height: this.#summary(size.width - 3).length },
    }))
    const total = (what: Counted, values: readonly number[]): string =>
      text(`console.unit.${what}`, { count: sumOf(what, values) })
    this.#list = pane.add(
      new List<Measure>({
        columns: [
          { width: 16, cell: ({ what }) => text(`console.counted.${what}`) },
          { head: text('console.statistics.day'), width: 9, align: 'right', cell: ({ what, day }) => total(what, day) },
          {
            head: text('console.statistics.week'),
            width: 9,
            align: 'right',
            cell: ({ what, week }) => total(what, week),
          },
          {
            ...{ head: text('console.statistics.hours'), width: DAY_HOURS, from: 66, say: () => '' },
            cell: ({ day }) => styled('accent', sparkline(day, this.#steps)),
          },
        ],
        onChoose: ({ what }) => context.push(measureScreen(what, this.#hours)),
        onChange: () => context.refresh(),
      }),
      (size) => ({ left: 1, right: 1, top: this.#summary(size.width - 3).length + 2, bottom: 0 }),
    )
  }

  get title(): string {
    return this.#context.text('console.statistics.title')
  }

  keys(): readonly KeyRow[] {
    return [{ on: ['enter'], label: 'console.keys.by-hour' }]
  }

  async open(): Promise<void> {
    await this.#load()
    this.#timer = setInterval(() => this.#context.run(() => this.#load()), EVERY_MS).unref()
  }

  close(): void {
    clearInterval(this.#timer)
  }

  /** Neither ASCII nor code page 437 has blocks of eight heights. */
  get #steps(): 'blocks' | 'ascii' {
    const { shown, kind } = this.#context.rendering
    return shown === 'full' && kind.charset === 'utf-8' ? 'blocks' : 'ascii'
  }

  async #load(): Promise<void> {
    const { core, session } = this.#context
    const [figures, hours] = await Promise.all([
      core.statistics.figures({ session }),
      core.statistics.hours({ session, hours: SHOWN_HOURS }),
    ])
    this.#figures = figures
    this.#hours = hours
    const last = (what: Counted, many: number): number[] => hours.slice(-many).map(({ counts }) => counts[what])
    const rows = COUNTED.map((what) => ({ what, day: last(what, DAY_HOURS), week: last(what, WEEK_HOURS) }))
    this.#list.setRows(rows, (a, b) => a.what === b.what)
    this.#context.refresh()
  }

  #summary(columns: number): readonly Line[] {
    if (this.#figures === null) return []
    const { people, sessions, memory, store, since } = this.#figures
    const faces = FACES.filter((face) => sessions[face] > 0).map((face) => `${face} ${sessions[face]}`)
    const { text } = this.#context
    const words = text('console.statistics.now', {
      ...{ people, memory: memory / 1_048_576, store: store / 1_048_576, since: new Date(since) },
      faces: faces.length === 0 ? text('console.none') : faces.join(', '),
    })
    return wrapMarked(words, Math.max(20, columns))
  }
}

const sumOf = (what: Counted, values: readonly number[]): number =>
  MOST_OF_HOUR.has(what) ? Math.max(0, ...values) : values.reduce((sum, value) => sum + value, 0)

/** One thing by the hour for a day, and by the day for two weeks. */
const measureScreen =
  (what: Counted, hours: readonly HourCounts[]): ScreenFactory =>
  (context) => {
    const { text, pane } = context
    const bar = (label: string, value: number): Bar => ({
      ...{ label, value, shown: text(`console.unit.${what}`, { count: value }) },
    })
    const byHour = hours
      .slice(-DAY_HOURS)
      .reverse()
      .map(({ at, counts }) => bar(text('console.statistics.hour', { at: new Date(at) }), counts[what]))
    const byDay = daysOf(hours, what).map(({ at, values }) =>
      bar(text('console.statistics.date', { at: new Date(at) }), sumOf(what, values)),
    )
    const heads = [text('console.statistics.by-hour'), text('console.statistics.by-day')] as const
    const drawn = new TextPane((columns) => [
      ...[[styled('title', heads[0])], ...barLines(byHour, columns), []],
      ...[[styled('title', heads[1])], ...barLines(byDay, columns)],
    ])
    const told = (bars: readonly Bar[]): readonly Line[] =>
      bars.filter(({ value }) => value > 0).map(({ label, shown }): Line => [`${label}: ${shown.trim()}`])
    pane.add(
      {
        voice: { kind: 'text', lines: () => [[heads[0]], ...told(byHour), [heads[1]], ...told(byDay)] },
        paint: (surface) => drawn.paint(surface),
        onKey: (key) => drawn.onKey(key),
      },
      { left: 1, right: 1, top: 1, bottom: 0 },
    )
    return {
      title: text(`console.counted.${what}`),
      help: 'console.statistics.help',
      keys: () => [{ on: ['up', 'down'], cap: '↑ ↓', label: 'console.keys.scroll' }],
    }
  }

/** Hours gathered into days as the house's calendar has them, newest first. */
const daysOf = (hours: readonly HourCounts[], what: Counted): readonly { readonly at: number; values: number[] }[] => {
  const days = new Map<string, { readonly at: number; values: number[] }>()
  for (const { at, counts } of hours) {
    const name = new Date(at).toDateString()
    const day = days.get(name) ?? { at, values: [] }
    day.values.push(counts[what])
    days.set(name, day)
  }
  return [...days.values()].reverse()
}
