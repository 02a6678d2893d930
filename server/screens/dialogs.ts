// Dialogs as screens of their own over the one below: a notice, a question, a line to type, the help.

import { wrapText } from '../wire/text/wrap.ts'
import { hintsOf } from './chrome.ts'
import { confirmVoice, promptVoice } from './dialog-voices.ts'
import type { ConfirmOptions, KeyRow, PromptOptions, Screen, ScreenContext, ScreenFactory } from './screen.ts'
import type { Texts } from './texts.ts'
import type { Hint } from './widgets/bars.ts'
import { answerLine, DialogFrame, dialogPlacement, INSIDE } from './widgets/dialog.ts'
import { Field } from './widgets/field.ts'
import { type Line, setText, styled, wrapLines, wrapMarked } from './widgets/lines.ts'
import { TextPane } from './widgets/text-pane.ts'
import type { TalkVoice } from './widgets/voice.ts'
import type { Placement } from './widgets/widget.ts'

/** Something to read; any of the usual keys closes it. */
export const noticeDialog =
  (options: { title: string; text: string; keys?: readonly Hint[] }, done: () => void): ScreenFactory =>
  (context): Screen => {
    const lines = (columns: number): readonly Line[] => [
      ...wrapMarked(options.text, columns),
      ...(options.keys === undefined ? [] : [[], ...options.keys.flatMap((key) => keyLines(key, columns))]),
    ]
    context.pane.add(new DialogFrame(options.title))
    context.pane.add(new TextPane(lines, 0), INSIDE)
    return {
      title: options.title,
      help: 'dialogs.help',
      overlay: dialogPlacement(lines),
      isPassing: true,
      keys: () => [{ on: ['enter', 'escape'], label: 'dialogs.keys.close', run: () => context.back() }],
      close: done,
    }
  }

/** What `?` shows: the explanation of a screen, then its keys and those that work everywhere. */
export const helpDialog = (asked: Screen, texts: Texts): ScreenFactory => {
  const everywhere = ['back', 'redraw', 'mouse', 'hang-up'].map((which) => ({
    cap: texts.text(`frame.everywhere.${which}.key`),
    word: texts.text(`frame.everywhere.${which}.word`),
  }))
  const keys = [...hintsOf(asked, texts), ...everywhere]
  const title = texts.text('frame.help-title', { place: asked.title })
  return noticeDialog({ title, text: texts.text(asked.help), keys }, () => {})
}

/** The same in line mode: what can be typed is said under each screen, so here is only what holds everywhere. */
export const lineHelp = (asked: Screen, texts: Texts): ScreenFactory => {
  const everywhere = texts.text(asked.takesText === true ? 'lines.help-typing' : 'lines.help')
  const title = texts.text('frame.help-title', { place: asked.title })
  return noticeDialog({ title, text: `${texts.text(asked.help)}\n\n${everywhere}` }, () => {})
}

const KEY_COLUMNS = 10

/** A key and what it does, wrapped beside it. */
const keyLines = ({ cap, word }: Hint, columns: number): readonly Line[] =>
  wrapText(word, columns - KEY_COLUMNS - 2).map((line, at) => [
    styled('hotkey', setText(at === 0 ? cap : '', KEY_COLUMNS, 'right')),
    `  ${line}`,
  ])

export const confirmDialog =
  (options: ConfirmOptions, done: (answer: boolean) => void): ScreenFactory =>
  (context) =>
    new ConfirmDialog(context, options, done)

class ConfirmDialog implements Screen {
  readonly help = 'dialogs.help'
  readonly title: string
  readonly overlay: Placement
  readonly #context: ScreenContext
  readonly #done: (answer: boolean) => void
  readonly #insistent: boolean
  #yes: boolean
  #answer = false

  constructor(context: ScreenContext, options: ConfirmOptions, done: (answer: boolean) => void) {
    this.#context = context
    this.#done = done
    this.#yes = options.assumeYes === true
    this.#insistent = options.insistent === true
    this.title = options.title
    const yes = options.yes ?? context.text('dialogs.yes')
    const no = options.no ?? context.text('dialogs.no')
    const lines = (columns: number) => [...wrapLines(options.text, columns), [], answerLine(yes, no, this.#yes)]
    this.overlay = dialogPlacement(lines)
    context.pane.add(new DialogFrame(options.title))
    const ask = { ...options, yes, no }
    context.pane.add(
      {
        voice: confirmVoice(ask, context, (answer) => this.#end(answer)),
        paint: (surface) => {
          lines(surface.width).forEach((line, y) => {
            surface.line(0, y, line)
          })
        },
      },
      INSIDE,
    )
  }

  keys(): readonly KeyRow[] {
    return [
      { on: this.#insistent ? ['y', 'C-c', 'C-d'] : ['y'], label: 'dialogs.yes', run: () => this.#end(true) },
      { on: ['n', 'escape', 'q', 'C-c'], label: 'dialogs.no', run: () => this.#end(false) },
      { on: ['left', 'right', 'tab', 'S-tab', 'up', 'down', 'h', 'l'], cap: '← →', run: () => this.#turn() },
      { on: ['enter', 'space'], label: 'dialogs.keys.choose', run: () => this.#end(this.#yes) },
    ]
  }

  close(): void {
    this.#done(this.#answer)
  }

  #turn(): void {
    this.#yes = !this.#yes
    this.#context.refresh()
  }

  #end(answer: boolean): void {
    this.#answer = answer
    this.#context.back()
  }
}

export const promptDialog =
  (options: PromptOptions, done: (answer: string | null) => void): ScreenFactory =>
  (context) =>
    new PromptDialog(context, options, done)

class PromptDialog implements Screen {
  readonly help = 'dialogs.help'
  readonly takesText = true
  readonly title: string
  readonly overlay: Placement
  readonly #context: ScreenContext
  readonly #options: PromptOptions
  readonly #done: (answer: string | null) => void
  readonly #field: Field
  #complaint = ''
  #answer: string | null = null

  constructor(context: ScreenContext, options: PromptOptions, done: (answer: string | null) => void) {
    this.#context = context
    this.#options = options
    this.#done = done
    this.title = options.title
    this.#field = new Field({
      initial: options.initial ?? '',
      masked: options.masked === true,
      limit: options.limit ?? 1000,
      onChange: () => {
        this.#complaint = ''
      },
    })
    const before = (columns: number): readonly Line[] => [
      ...(options.text === undefined ? [] : [...wrapMarked(options.text, columns), []]),
      [styled('strong', options.label)],
    ]
    this.overlay = dialogPlacement(before, { more: 3, wide: true })
    context.pane.add(new DialogFrame(options.title))
    context.pane.add(
      {
        voice: this.#voice(),
        onKey: (key) => this.#field.onKey(key),
        paint: (surface, focused) => {
          const lines = before(surface.width)
          lines.forEach((line, y) => {
            surface.line(0, y, line)
          })
          this.#field.paint(surface, { x: 0, y: lines.length, width: surface.width }, focused)
          wrapLines(this.#complaint, surface.width, 'danger').forEach((line, at) => {
            surface.line(0, lines.length + 1 + at, line)
          })
        },
      },
      INSIDE,
    )
  }

  keys(): readonly KeyRow[] {
    return [
      { on: ['enter'], label: 'dialogs.keys.done', run: () => this.#accept() },
      { on: ['escape', 'C-c'], run: () => this.#context.back() },
    ]
  }

  close(): void {
    this.#done(this.#answer)
  }

  #voice(): TalkVoice {
    return promptVoice(this.#options, {
      takeComplaint: () => {
        const complaint = this.#complaint
        this.#complaint = ''
        return complaint
      },
      accept: (line) => {
        this.#field.value = line.slice(0, this.#options.limit ?? 1000)
        return this.#accept()
      },
    })
  }

  async #accept(): Promise<void> {
    const { value } = this.#field
    this.#complaint = (await this.#judge(value)) ?? ''
    if (this.#complaint !== '') return this.#context.refresh()
    this.#answer = value
    this.#context.back()
  }

  async #judge(value: string): Promise<string | undefined> {
    try {
      return await this.#options.accept?.(value)
    } catch (error) {
      return this.#context.refusalText(error)
    }
  }
}
