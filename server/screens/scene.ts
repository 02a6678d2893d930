// One rendering of a call: a stage, the frame around it, and the screens on it. A caller who changes the rendering gets
// a new scene; the call goes on.

import type { Refusal } from '../core/refusal.ts'
import { Chrome } from './chrome.ts'
import { helpDialog, lineHelp } from './dialogs.ts'
import type { Layer } from './layer.ts'
import { LineStage } from './lines/line-stage.ts'
import { Navigator } from './navigator.ts'
import type { Shown } from './rendering.ts'
import type { Screen, ScreenContext } from './screen.ts'
import type { Stage } from './stage.ts'
import type { Terminal } from './terminal.ts'
import type { Texts } from './texts.ts'
import { Display } from './widgets/display.ts'
import type { Key } from './widgets/keys.ts'
import type { Dress } from './widgets/styles.ts'

export interface SceneOptions {
  readonly terminal: Terminal
  readonly shown: Shown
  readonly texts: Texts
  readonly houseName: string
  readonly nick: () => string
  /** The year that the time machine stands at; null is the present. */
  readonly year: () => number | null
  readonly contextFor: (scene: Scene, layer: Layer) => ScreenContext
  /** A key was heard, before anybody obeys it. */
  readonly onHeard: () => void
  /** Nothing more will be typed. */
  readonly onEnd: () => void
  readonly onRefusal: (refusal: Refusal) => void
  readonly onFault: (error: unknown) => void
}

export class Scene {
  readonly shown: Shown
  readonly stage: Stage
  readonly chrome: Chrome
  readonly navigator: Navigator
  readonly #options: SceneOptions
  #slow = false
  #worn: Dress = 'modern'

  constructor(options: SceneOptions) {
    this.#options = options
    this.shown = options.shown
    const { texts, houseName, nick, year, onRefusal, onFault } = options
    const lines = options.shown === 'line' ? this.#openLines() : null
    this.stage = lines ?? this.#openDisplay()
    this.chrome = new Chrome({
      ...{ texts, houseName, nick, year, display: this.stage },
      page: () => this.navigator.page?.screen ?? null,
      top: () => this.navigator.top?.screen ?? null,
      canGoBack: () => this.navigator.depth > 1,
    })
    this.navigator = new Navigator({
      ...{ display: this.stage, onRefusal, onFault },
      contextFor: (layer) => options.contextFor(this, layer),
      onChange: (change) => this.#changed(change.slow),
      onFreeKey: (key, layer) => this.#freeKey(key, layer),
      ...(lines === null
        ? {}
        : { offer: (key: Key, layer: Layer) => lines.obey(key, layer), isReady: () => lines.isReady }),
    })
    if (lines === null) this.#sayIfSmall()
  }

  /** Looks as things did in some period; painted anew when that is another than before. */
  wear(dress: Dress): void {
    if (dress === this.#worn) return
    this.#worn = dress
    this.stage.wear(dress)
  }

  /** Nothing is shown or heard any more; `farewell` is left on the terminal. */
  end(farewell = ''): void {
    this.navigator.stop()
    this.chrome.stop()
    this.stage.destroy(farewell)
  }

  /** Everything works in less, but not all of it is in sight. */
  #sayIfSmall(): void {
    const { terminal, texts } = this.#options
    if (terminal.columns < 40 || terminal.rows < 20) this.chrome.say(texts.text('frame.small'), 'dim')
  }

  #openDisplay(): Display {
    const { terminal, shown, onFault } = this.#options
    return new Display({
      terminal,
      ...(shown === 'ascii'
        ? { kind: { ...terminal.kind, colors: Math.min(16, terminal.kind.colors), charset: 'ascii' } }
        : {}),
      onKey: (key) => this.#hear(key),
      onResize: () => {
        this.navigator.resized()
        this.#sayIfSmall()
      },
      onFault,
    })
  }

  #openLines(): LineStage {
    const { terminal, texts, onEnd } = this.#options
    return new LineStage({
      ...{ terminal, texts, onEnd },
      top: () => this.navigator.top,
      canGoBack: () => this.navigator.depth > 1,
      onKey: (key) => this.#hear(key),
      onReady: () => this.navigator.proceed(),
      pass: (layer) => this.navigator.close(layer),
      onFreeKey: (key, layer) => this.#freeKey(key, layer),
    })
  }

  #hear(key: Key): void {
    this.chrome.quiet()
    this.#options.onHeard()
    this.navigator.hear(key)
  }

  #changed(slow: boolean): void {
    if (slow) this.chrome.say(this.#options.texts.text('frame.working'), 'dim')
    else if (this.#slow) this.chrome.quiet()
    this.#slow = slow
    if (this.navigator.hearsDirect) this.chrome.unread = 0
    this.stage.refresh()
  }

  #freeKey(key: Key, layer: Layer): boolean | Promise<void> {
    switch (key.name) {
      case '?':
      case 'f1':
        return layer.screen === null ? false : this.#help(layer.screen)
      case 'escape':
      case 'q':
      case 'left':
      case 'backspace':
      case 'C-c':
      case 'C-d':
        return this.#goBack(layer)
      case 'C-l':
        this.stage.redraw()
        return true
      case 'f9':
        return this.#toggleMouse()
      default:
        return false
    }
  }

  #toggleMouse(): boolean {
    if (!(this.stage instanceof Display)) return false
    const isOurs = this.stage.toggleMouse()
    this.chrome.say(this.#options.texts.text('frame.mouse', { ours: isOurs ? 'yes' : 'no' }))
    return true
  }

  #help(screen: Screen): Promise<void> {
    const { texts } = this.#options
    return this.navigator.push(this.shown === 'line' ? lineHelp(screen, texts) : helpDialog(screen, texts))
  }

  #goBack(layer: Layer): boolean | Promise<void> {
    const { screen } = layer
    if (screen?.leave !== undefined) return screen.leave() ?? true
    if (this.navigator.depth > 1) this.navigator.close(layer)
    return true
  }
}
