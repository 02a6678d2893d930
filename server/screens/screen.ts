// How to write a screen.
//
// A screen is a class (or object) that implements `Screen`; it is made by a `ScreenFactory`, which is what `push` and
// `replace` take. In its constructor it adds widgets to `context.pane` and keeps what it needs of the context; in
// `open` it loads what it shows. It names its keys as rows: the same rows are obeyed, drawn in the footer and listed
// in the help, so they cannot disagree. The focused widget is asked before the rows.
//
//   export const boardList: ScreenFactory = (context) => new BoardList(context)
//
//   class BoardList implements Screen {
//     readonly help = 'boards.help'
//     readonly #list: List<BoardView>
//     constructor(readonly context: ScreenContext) {
//       this.#list = context.pane.add(new List<BoardView>({ columns: [...], onChoose: (board) => this.#read(board) }))
//     }
//     get title() { return this.context.text('boards.title') }
//     async open() { this.#list.setRows(await this.context.core.boards.list({ session: this.context.session })) }
//     keys() { return [{ on: ['n'], label: 'boards.keys.new', run: () => this.#write() }] }
//   }
//
// - Handlers may be async. Until their promise is settled, what the caller types waits in a queue (a dialog that they
//   open hears keys at once). A Refusal they throw is shown as a kind sentence; any other error sends the caller away.
// - For work that no key started (an event, a timer) use `context.run(async () => …)`.
// - `?` (help), Esc, q, Left, Backspace (back), Ctrl-L (redraw) and Ctrl-C are the navigator's, unless the focused
//   widget or a row takes them. A screen that must be asked before it goes has `leave`.
// - All words come from data/texts/en/<area>.json by key: `context.text('boards.title')`.
// - After changing what a widget shows, the widget's own setters refresh the display; otherwise `context.refresh()`.

import type { Rendering } from '../core/accounts/account.ts'
import type { Actor } from '../core/accounts/session.ts'
import type { DirectSaid } from '../core/channels/channel-events.ts'
import type { Core } from '../core/contract.ts'
import type { CoreEvent } from '../core/events.ts'
import type { SessionId } from '../core/ids.ts'
import type { CallerEra } from './eras/caller-era.ts'
import type { House } from './house.ts'
import type { Shown } from './rendering.ts'
import type { TerminalKind } from './terminal.ts'
import type { Language, TextValues } from './texts.ts'
import type { Key } from './widgets/keys.ts'
import type { Pane } from './widgets/pane.ts'
import type { Style } from './widgets/styles.ts'
import type { Voice } from './widgets/voice.ts'
import type { Placement } from './widgets/widget.ts'

export interface KeyRow {
  /** Names as in `Key.name`; the first one is shown. */
  readonly on: readonly string[]
  /** Text key of the word beside it in the footer and in the help; without one the key is not shown. */
  readonly label?: string
  /** What to show in place of the first name, as `↑↓`. */
  readonly cap?: string
  /** Without it the row only tells what the focused widget does with the key. */
  readonly run?: (key: Key) => void | Promise<void>
}

export interface Screen {
  /** Where the caller is, for the header: words, not a key. */
  readonly title: string
  /** Text key of what `?` explains. */
  readonly help: string
  /** A dialog: where it lies over the screen below, which stays in sight. */
  readonly overlay?: Placement
  /** In line mode it is said and closed at once: there is nothing to answer. */
  readonly isPassing?: boolean
  /** How it is told in line mode, where its widgets' own voices will not do. */
  readonly voice?: Voice
  /** It shows private lines itself; nobody else needs to announce them. */
  readonly hearsDirect?: boolean
  /** What is typed goes into a text, `?` too: the footer names F1 for the help. */
  readonly takesText?: boolean
  /** Asked anew for each key and each frame: may depend on what is chosen. The most important first. */
  keys(): readonly KeyRow[]
  /** Once, when it comes up. If it throws, the screen is closed again. */
  open?(): void | Promise<void>
  /** The screen above it was closed (not after a dialog). */
  resume?(): void | Promise<void>
  /** The caller wants to go back; without this the screen is simply closed. */
  leave?(): void | Promise<void>
  /** Every event, also while other screens lie above. */
  onEvent?(event: CoreEvent): void
  onResize?(): void
  /** The screen is gone: stop timers. Its pane is taken down by the navigator. */
  close?(): void
}

export type ScreenFactory = (context: ScreenContext) => Screen

/**
 * A board, a channel (which is joined), a private conversation, an article by its Message-ID, or the search: within a
 * board, a channel or (`@nick`) a conversation, with words that are looked for at once.
 */
export type Destination =
  | { readonly board: string }
  | { readonly channel: string }
  | { readonly nick: string }
  | { readonly article: string }
  | { readonly search: { readonly within?: string; readonly words?: string } }

export interface ScreenContext {
  readonly core: Core
  readonly session: SessionId
  readonly house: House
  /** A key that the caller's terminal program proved to own (authorized_keys line); null when there is none. */
  readonly offeredKey: string | null
  /** Who is calling, as last heard; `nick` is null before sign-in. Kept up to date by events. */
  readonly me: Actor
  /** Asks the core again who is calling (after signing in or out). */
  refreshMe(): Promise<Actor>
  /** The year the caller is in: what there is, and what it is called. */
  readonly era: CallerEra
  /** The screen's own part of the display. */
  readonly pane: Pane
  /** Private lines that came while no screen showed them, oldest first. */
  readonly told: readonly DirectSaid[]
  /** The same, handed over to a screen that shows them from now on. */
  takeTold(): readonly DirectSaid[]
  text(key: string, values?: TextValues): string
  /** The kind sentence for a Refusal. @throws the error itself when it is none */
  refusalText(error: unknown): string
  refresh(): void
  /** Tells the house of a fault that the screen can live with; an error that is thrown ends the call. */
  report(error: unknown): void
  /** Runs work that no key started, with the same care: keys wait, Refusals are shown, faults are caught. */
  run(action: () => void | Promise<void>): void

  /** Opens a screen on top. Resolves when it is open. */
  push(factory: ScreenFactory): Promise<void>
  /** Closes this one and opens another in its place. */
  replace(factory: ScreenFactory): Promise<void>
  /** Opens a place elsewhere in the house. @throws Refusal no-such-… */
  visit(where: Destination): Promise<void>
  /** Closes all screens and begins anew: at the main menu, or at the front door for somebody without a nick. */
  home(): Promise<void>
  /** The language that screens speak now. */
  readonly language: Language
  /** Speaks another for the rest of this call, and begins anew as `home` does. */
  speak(language: Language): Promise<void>
  /** How this call is shown. */
  readonly rendering: {
    readonly kind: TerminalKind
    readonly shown: Shown
    /** What the caller asked for in this call, if anything. */
    readonly chosen: () => Shown | null
  }
  /** Shows the call otherwise from now on, and begins anew; `auto` is as the account or the terminal says. */
  setRendering(rendering: Rendering): Promise<void>
  /** Closes this screen. */
  back(): void
  /** Ends the call: `reason` is said on the caller's terminal. */
  hangUp(reason: string): void

  /** One line above the footer, until the next key. */
  say(text: string, style?: Style): void
  bell(): void
  /** Something to read and dismiss. */
  notice(options: { readonly title: string; readonly text: string }): Promise<void>
  confirm(options: ConfirmOptions): Promise<boolean>
  /** Asks for one line; null when the caller thought better of it. */
  prompt(options: PromptOptions): Promise<string | null>
}

export interface ConfirmOptions {
  readonly title: string
  readonly text: string
  /** Words for the two answers; by default Yes and No. */
  readonly yes?: string
  readonly no?: string
  /** Whether Enter means yes; otherwise it means no. */
  readonly assumeYes?: boolean
  /** Ctrl-C means yes too: the question was asked because of one. */
  readonly insistent?: boolean
}

export interface PromptOptions {
  readonly title: string
  readonly label: string
  readonly text?: string
  readonly initial?: string
  readonly masked?: boolean
  /** Greatest length in UTF-16 units. */
  readonly limit?: number
  /**
   * Given what was typed before the dialog goes: throws a Refusal, or returns a sentence, to keep asking.
   */
  readonly accept?: (value: string) => Promise<string | undefined> | string | undefined
}
