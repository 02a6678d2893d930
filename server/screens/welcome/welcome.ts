// The front door: the house's art, who is on, and the ways to come in.

import { signIn } from '../accounts/sign-in.ts'
import { signUp } from '../accounts/sign-up.ts'
import { type Art, loadArt } from '../art.ts'
import { howToConnect } from '../connect/how-to-connect.ts'
import { askGoodbye } from '../menu/goodbye.ts'
import { canDraw, nextShown } from '../rendering.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { cutText, type Line, styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import type { Size } from '../widgets/widget.ts'

interface Way {
  readonly key: string
  readonly label: string
  readonly about: string
  readonly run: () => void | Promise<void>
}

/** Rows for the ways in. */
const WAYS = 7

export const welcome: ScreenFactory = (context) => new Welcome(context)

class Welcome implements Screen {
  readonly help = 'welcome.help'
  readonly #context: ScreenContext
  readonly #ways: List<Way>
  readonly #arts: readonly Art[]
  #people: readonly string[] = []

  constructor(context: ScreenContext) {
    this.#context = context
    this.#arts = ['welcome', 'welcome-small'].map((name) => loadArt(context.house.dataFolders, name))
    const { pane } = context
    pane.add(new Block(({ width }) => this.#artFor(width)?.lines ?? [], 'ornament'), (size) => this.#artPlace(size))
    pane.add(
      new Block(() => [[styled('strong', context.text('welcome.tagline', { house: context.house.name }))]], 'center'),
      (size) => ({
        ...{ left: 1, right: 1, top: this.#top(size) - 2, height: 1 },
      }),
    )
    this.#ways = pane.add(
      new List<Way>({
        columns: [
          { width: 3, cell: (way) => styled('hotkey', way.key.toUpperCase()) },
          { width: 16, cell: (way) => styled('strong', way.label) },
          { width: 'fill', from: 58, cell: (way) => styled('dim', way.about) },
        ],
        hotkey: (way) => way.key,
        onChoose: (way) => way.run(),
      }),
      (size) => {
        const width = Math.min(size.width - 2, 62)
        return { left: Math.floor((size.width - width) / 2), top: this.#top(size), width, height: WAYS }
      },
    )
    pane.add(new Block(({ width }) => this.#presence(width), 'center'), (size) =>
      size.height < this.#top(size) + WAYS + 2
        ? null
        : { left: 1, right: 1, top: this.#top(size) + WAYS + 1, height: 2 },
    )
  }

  get title(): string {
    return this.#context.text('welcome.title')
  }

  keys(): readonly KeyRow[] {
    return [{ on: ['enter'], label: 'welcome.keys.choose' }]
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    const { guests } = await core.accounts.registration({ session })
    this.#ways.setRows(this.#waysFor(guests))
    await this.#count()
  }

  resume(): Promise<void> {
    return this.#count()
  }

  leave(): Promise<void> {
    return askGoodbye(this.#context)
  }

  #waysFor(guests: 'talk' | 'look' | 'none'): readonly Way[] {
    const context = this.#context
    const way = (key: string, name: string, run: Way['run']): Way => ({
      ...{ key, run },
      label: context.text(`welcome.way.${name}`),
      about: context.text(`welcome.about.${name}`),
    })
    return [
      way('l', 'sign-in', () => context.push(signIn)),
      way('n', 'sign-up', () => context.push(signUp)),
      ...(guests === 'none' ? [] : [way('g', 'guest', () => this.#lookAround())]),
      way('h', 'connect', () => context.push(howToConnect)),
      way('t', 'language', () => context.speak(context.language === 'nb' ? 'en' : 'nb')),
      ...(canDraw(context.rendering.kind) ? [this.#displayWay()] : []),
      way('x', 'hang-up', () => askGoodbye(context)),
    ]
  }

  #displayWay(): Way {
    const { text, rendering, setRendering } = this.#context
    const next = nextShown(rendering.shown)
    return {
      ...{ key: 'd', label: text('welcome.way.display'), about: text('welcome.about.display', { next }) },
      run: () => setRendering(next),
    }
  }

  async #lookAround(): Promise<void> {
    const { core, session } = this.#context
    await core.sessions.enterAsGuest({ session })
    await this.#context.home()
  }

  async #count(): Promise<void> {
    const { core, session } = this.#context
    this.#people = (await core.sessions.online({ session })).map((each) => each.nick)
    this.#context.refresh()
  }

  #presence(width: number): readonly Line[] {
    const count = this.#people.length
    const text = this.#context.text('welcome.people', { count })
    return [[styled('dim', text)], [styled('accent', cutText(this.#people.join('  '), width))]]
  }

  #artFor(columns: number): Art | undefined {
    return this.#arts.find((art) => art.columns <= columns)
  }

  /** The rows above the list; on a low screen the art makes room. */
  #top(size: Size): number {
    const art = this.#artFor(size.width)?.lines.length ?? 0
    const air = Math.max(0, Math.floor((size.height - art - WAYS - 7) / 3))
    return size.height < art + WAYS + 4 ? 2 : Math.min(8, 1 + air) + art + 3
  }

  #artPlace(size: Size) {
    const height = this.#artFor(size.width)?.lines.length ?? 0
    const top = this.#top(size) - 3 - height
    return top < 0 ? null : { left: 0, right: 0, top, height }
  }
}
