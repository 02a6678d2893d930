// The time machine: the years there are, the one the caller is in, and how fast its line is. Enter shows what was new in
// a year, and from there one goes.

import type { CoreEvent } from '../../core/events.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { styled, wrapMarked } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { classList } from './class-list.ts'
import { type Area, type Era, eraOf } from './era.ts'
import { nextLineSpeed } from './line-speeds.ts'
import { placardScreen } from './placard-screen.ts'
import { tour } from './tour.ts'

export const yearList: ScreenFactory = (context) => new YearList(context)

class YearList implements Screen {
  readonly help = 'eras.help'
  readonly #context: ScreenContext
  readonly #list: List<Era>

  constructor(context: ScreenContext) {
    this.#context = context
    const { text, era } = context
    const isHere = (each: Era): boolean => eraOf(era.eras, era.year) === each
    const rows = ({ width }: { readonly width: number }) => wrapMarked(this.#summary(), width)
    context.pane.add(new Block(rows), (size) => ({
      left: 2,
      right: 1,
      top: 1,
      height: rows({ width: size.width - 3 }).length,
    }))
    this.#list = context.pane.add(
      new List<Era>({
        columns: [
          {
            width: 1,
            cell: (each) => (isHere(each) ? styled('good', '●') : ''),
            say: (each) => (isHere(each) ? text('eras.here') : ''),
          },
          { width: 5, cell: ({ year }) => styled('strong', year === null ? text('eras.today') : String(year)) },
          { width: 32, cell: ({ name }) => era.say(name) },
          { width: 'fill', from: 58, cell: (each) => styled('dim', this.#newIn(each)) },
        ],
        onChoose: (each) => this.#show(each),
      }),
      (size) => ({ left: 1, right: 1, top: rows({ width: size.width - 3 }).length + 2, bottom: 0 }),
    )
    this.#list.setRows(era.eras)
    this.#list.selectWhere(isHere)
  }

  get title(): string {
    return this.#context.text('eras.title')
  }

  keys(): readonly KeyRow[] {
    const { era } = this.#context
    return [
      { on: ['enter'], label: 'eras.keys.look' },
      { on: ['w', 'W'], label: 'eras.keys.walk', run: () => this.#walk() },
      { on: ['l', 'L'], label: 'eras.keys.speed', run: () => era.setLineSpeed(nextLineSpeed(era.own.lineSpeed)) },
      ...(era.year === null ? [] : [{ on: ['p', 'P'], label: 'eras.keys.present', run: () => this.#go(null) }]),
      { on: ['y', 'Y'], label: 'eras.keys.year', run: () => this.#ask() },
      ...(era.own.isTeacher
        ? [{ on: ['c', 'C'], label: 'eras.keys.classes', run: () => this.#context.push(classList) }]
        : []),
    ]
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'era.changed') this.#context.refresh()
  }

  #summary(): string {
    const { era, text } = this.#context
    const { lineSpeed, isLocked, className } = era.own
    const year = era.year ?? 0
    const now = text('eras.summary', { how: era.year === null ? 'present' : 'past', year, name: era.say(era.era.name) })
    const speed = text('eras.speed', { speed: String(lineSpeed), bits: era.bitsPerSecond })
    return isLocked ? `${now} ${text('eras.locked', { name: className ?? '' })}\n${speed}` : `${now}\n${speed}`
  }

  #newIn(era: Era): string {
    const { text } = this.#context
    const names = era.has.map((area: Area) => {
      const then = era.called[area]
      return then === undefined ? text(`eras.area.${area}`) : this.#context.era.say(then)
    })
    return names.join(', ')
  }

  #show(era: Era): Promise<void> {
    return this.#context.push(
      placardScreen({ era, placards: era.placards, word: 'eras.keys.go', go: () => this.#go(era.year, era) }),
    )
  }

  async #go(year: number | null, era?: Era): Promise<void> {
    await this.#context.era.setYear(year)
    if (era !== undefined) await this.#context.era.markRead(era, era.placards)
    await this.#context.home()
  }

  async #ask(): Promise<void> {
    const { text } = this.#context
    const typed = await this.#context.prompt({
      ...{ title: text('eras.keys.year'), text: text('eras.ask.text'), label: text('eras.ask.label'), limit: 4 },
      accept: (value) => (/^\s*\d{4}\s*$/.test(value) ? undefined : text('refusals.no-such-year')),
    })
    if (typed !== null) await this.#go(Number(typed))
  }

  async #walk(): Promise<void> {
    const { era, text, say } = this.#context
    if (era.own.isLocked) say(text('refusals.year-locked'), 'warning')
    else await this.#context.push(tour)
  }
}
