// The stack of screens of one caller: who is on top, which keys go where, what is closed when. How to write a screen
// stands at the top of screen.ts; what a screen may ask of its surroundings is ScreenContext, made in context.ts.

import type { CoreEvent } from '../core/events.ts'
import { isRefusal, type Refusal } from '../core/refusal.ts'
import { Layer } from './layer.ts'
import type { ScreenContext, ScreenFactory } from './screen.ts'
import type { Stage } from './stage.ts'
import type { Key } from './widgets/keys.ts'
import type { Placement, Taken } from './widgets/widget.ts'

/** Keys that wait while something runs; more than anybody types in the meantime. */
const QUEUE_MAX = 10_000
/** After this many milliseconds a caller is told that something is under way. */
const PATIENCE = 400

/** Between the header and the two lines at the foot. */
const BODY: Placement = { left: 0, right: 0, top: 1, bottom: 2 }

export interface NavigatorOptions {
  readonly display: Stage
  /** What a layer's screen sees of the house. */
  readonly contextFor: (layer: Layer) => ScreenContext
  /** The kind sentence for a Refusal, on the status line. */
  readonly onRefusal: (refusal: Refusal) => void
  /** Anything else that was thrown: the caller must go. */
  readonly onFault: (error: unknown) => void
  /** The top changed, or something is (no longer) under way. */
  readonly onChange: (change: { readonly slow: boolean }) => void
  /** Who is asked first what a key means: a layer's own widgets and rows, unless this says otherwise. */
  readonly offer?: (key: Key, layer: Layer) => Taken
  /** False while something must be shown before the next key is obeyed; `proceed` is called then. */
  readonly isReady?: () => boolean
  /** A key that neither widget nor screen took; false when it means nothing. */
  readonly onFreeKey: (key: Key, layer: Layer) => boolean | Promise<void>
}

export class Navigator {
  readonly #options: NavigatorOptions
  readonly #layers: Layer[] = []
  readonly #queue: Key[] = []
  #pumping = false
  #stopped = false
  #patience: NodeJS.Timeout | undefined

  constructor(options: NavigatorOptions) {
    this.#options = options
  }

  get top(): Layer | undefined {
    return this.#layers.at(-1)
  }

  get depth(): number {
    return this.#layers.length
  }

  /** The nearest layer that is no dialog. */
  get page(): Layer | undefined {
    return this.#layers.findLast((layer) => layer.screen?.overlay === undefined)
  }

  get hearsDirect(): boolean {
    return this.#layers.some((layer) => layer.screen?.hearsDirect === true)
  }

  /** A key of the caller: obeyed now, or when what is running has ended. */
  hear(key: Key): void {
    if (this.#stopped || this.#queue.length >= QUEUE_MAX) return
    this.#queue.push(key)
    this.#pump()
  }

  /** What was waited for has been shown. */
  proceed(): void {
    this.#pump()
  }

  async push(factory: ScreenFactory): Promise<void> {
    if (this.#stopped) return
    const { display } = this.#options
    const layer = new Layer(display.open(BODY))
    try {
      layer.screen = factory(this.#options.contextFor(layer))
    } catch (error) {
      display.close(layer.pane)
      throw error
    }
    const overlay = layer.screen?.overlay
    if (overlay !== undefined) layer.pane.move(overlay)
    this.#layers.push(layer)
    this.#arrange()
    await this.#open(layer)
  }

  async replace(layer: Layer, factory: ScreenFactory): Promise<void> {
    this.#remove(layer)
    await this.push(factory)
  }

  async restart(factory: ScreenFactory): Promise<void> {
    for (const layer of this.#layers.toReversed()) this.#remove(layer)
    await this.push(factory)
  }

  /** Closes a layer and what lies above it; the one below is told. */
  close(layer: Layer): void {
    const at = this.#layers.indexOf(layer)
    if (at < 0) return
    const isDialog = layer.screen?.overlay !== undefined
    for (const each of this.#layers.slice(at).toReversed()) this.#remove(each)
    const below = this.top
    this.#arrange()
    if (below !== undefined && !isDialog) void this.run(below, () => below.screen?.resume?.())
    this.#pump()
  }

  /** Runs work for a layer: its keys wait, Refusals are shown, faults end the call. Resolves in any case. */
  run(layer: Layer, work: () => void | Promise<void>): Promise<void> {
    let running: void | Promise<void>
    try {
      running = work()
    } catch (error) {
      this.#fail(error)
      return Promise.resolve()
    }
    return running instanceof Promise ? this.#track(layer, running) : Promise.resolve()
  }

  tell(event: CoreEvent): void {
    for (const layer of this.#layers.slice()) this.#guard(() => layer.screen?.onEvent?.(event))
  }

  resized(): void {
    for (const layer of this.#layers.slice()) this.#guard(() => layer.screen?.onResize?.())
  }

  /** Closes everything; nothing is heard afterwards. */
  stop(): void {
    this.#stopped = true
    this.#queue.length = 0
    clearTimeout(this.#patience)
    for (const layer of this.#layers.toReversed()) this.#remove(layer)
  }

  async #open(layer: Layer): Promise<void> {
    layer.begin()
    try {
      await layer.screen?.open?.()
    } catch (error) {
      this.#fail(error)
      if (isRefusal(error)) this.close(layer)
    } finally {
      layer.end()
      this.#settled()
    }
  }

  #pump(): void {
    if (this.#pumping) return
    this.#pumping = true
    while (!this.#stopped && this.#queue.length > 0) {
      const layer = this.top
      if (layer === undefined || layer.isBusy || this.#options.isReady?.() === false) break
      const key = this.#queue.shift()
      if (key !== undefined) this.#obey(key, layer)
    }
    this.#pumping = false
  }

  #obey(key: Key, layer: Layer): void {
    try {
      let taken = this.#options.offer?.(key, layer) ?? layer.offer(key)
      if (taken === false) taken = this.#options.onFreeKey(key, layer)
      if (taken instanceof Promise) void this.#track(layer, taken)
      this.#options.display.refresh()
    } catch (error) {
      this.#fail(error)
    }
  }

  async #track(layer: Layer, running: Promise<void>): Promise<void> {
    layer.begin()
    clearTimeout(this.#patience)
    this.#patience = setTimeout(() => {
      if (this.top?.isBusy === true) this.#options.onChange({ slow: true })
    }, PATIENCE)
    try {
      await running
    } catch (error) {
      this.#fail(error)
    } finally {
      layer.end()
      this.#settled()
    }
  }

  #settled(): void {
    if (this.#stopped) return
    if (this.top?.isBusy !== true) {
      clearTimeout(this.#patience)
      this.#options.onChange({ slow: false })
    }
    this.#pump()
  }

  #guard(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    if (this.#stopped) return
    if (isRefusal(error)) this.#options.onRefusal(error)
    else this.#options.onFault(error)
  }

  #remove(layer: Layer): void {
    const at = this.#layers.indexOf(layer)
    if (at < 0) return
    this.#layers.splice(at, 1)
    layer.closed = true
    this.#guard(() => layer.screen?.close?.())
    this.#options.display.close(layer.pane)
  }

  /** Screens below a full one are not painted. */
  #arrange(): void {
    const page = this.page
    const lowest = page === undefined ? 0 : this.#layers.indexOf(page)
    this.#layers.forEach((layer, at) => {
      layer.pane.visible = at >= lowest
    })
    this.#options.onChange({ slow: false })
  }
}
