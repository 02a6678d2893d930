// Where somebody writes an article: a subject, a text, and a way to send it. What was typed stays until it has been
// sent or its writer throws it away; a refusal is shown and the text is still there.

import { ARTICLE_OCTETS, SUBJECT_OCTETS } from '../../../shared/limits.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Field } from '../widgets/field.ts'
import { EditorBuffer } from './buffer.ts'
import { ComposeHead, HEAD_ROWS } from './compose-head.ts'
import { DraftKeeper, type DraftPlace, type Written } from './draft-keeper.ts'
import { LineEditor } from './line-editor.ts'
import { POSTED_COLUMNS, postedText } from './posting.ts'
import { TextEditor } from './text-editor.ts'

/** Left for the header fields, and for what line ends and encoding add. */
const HEADER_OCTETS = 65_536

export interface ComposeOptions {
  /** Words for the header. */
  readonly title: string
  /** Where it goes: a board's name. */
  readonly to: string
  readonly subject: string
  readonly text: string
  /** A reply begins in the text, below what it quotes; a new article at its subject. */
  readonly begin: 'subject' | 'text'
  /** Without it nothing is kept when the line drops. */
  readonly draft?: DraftPlace
  /** Posts it. @throws Refusal: the writer reads why, and goes on writing */
  readonly send: (written: { readonly subject: string; readonly text: string }) => Promise<void>
}

export const composeScreen =
  (options: ComposeOptions): ScreenFactory =>
  (context) =>
    new ComposeScreen(context, options)

class ComposeScreen implements Screen {
  readonly help = 'editor.help'
  readonly takesText = true
  readonly voice: LineEditor
  readonly #context: ScreenContext
  readonly #options: ComposeOptions
  readonly #buffer: EditorBuffer
  readonly #head: ComposeHead
  readonly #editor: TextEditor
  readonly #keeper: DraftKeeper
  #subjectChanged = false

  constructor(context: ScreenContext, options: ComposeOptions) {
    this.#context = context
    this.#options = options
    this.#buffer = new EditorBuffer({
      text: options.text,
      columns: { typed: POSTED_COLUMNS, kept: POSTED_COLUMNS },
      limit: ARTICLE_OCTETS - HEADER_OCTETS,
    })
    const field = new Field({
      initial: options.subject,
      limit: SUBJECT_OCTETS,
      onChange: () => {
        this.#subjectChanged = true
      },
    })
    this.#head = new ComposeHead({
      context,
      to: options.to,
      field,
      buffer: this.#buffer,
      onBelow: () => this.#focusText(),
    })
    this.#keeper = new DraftKeeper(context, options.draft, () => this.#written())
    this.#editor = new TextEditor({
      buffer: this.#buffer,
      onFull: () => context.say(context.text('editor.full'), 'warning'),
      onAbove: () => context.pane.focus(this.#head),
    })
    this.voice = new LineEditor({
      ...options,
      limit: ARTICLE_OCTETS - HEADER_OCTETS,
      say: (key, values) => context.text(key, values),
      send: async (subject, text) => {
        if (await this.#posted(subject, text)) context.back()
      },
      cancel: () => {
        this.#keeper.drop()
        context.back()
      },
    })
    context.pane.add(this.#head, { left: 0, right: 0, top: 0, height: HEAD_ROWS })
    context.pane.add(this.#editor, { left: 0, right: 0, top: HEAD_ROWS, bottom: 0 })
    if (options.begin === 'text') {
      this.#buffer.move('bottom')
      this.#focusText()
    }
  }

  get title(): string {
    return this.#options.title
  }

  keys(): readonly KeyRow[] {
    return [
      { on: ['C-x', 'f2', 'C-s'], cap: '^X', label: 'editor.keys.send', run: () => this.#send() },
      { on: ['C-z'], cap: '^Z', label: 'editor.keys.undo', run: () => this.#edit(() => this.#buffer.undo()) },
      { on: ['C-r'], cap: '^R', label: 'editor.keys.redo', run: () => this.#edit(() => this.#buffer.redo()) },
      { on: ['C-w'], cap: '^W', label: 'editor.keys.word', run: () => this.#edit(() => this.#buffer.deleteWordBack()) },
      { on: ['C-y'], cap: '^Y', label: 'editor.keys.line', run: () => this.#edit(() => this.#buffer.deleteRow()) },
    ]
  }

  async open(): Promise<void> {
    const draft = await this.#keeper.offer()
    if (draft !== null) {
      this.#head.subject = draft.subject
      this.#subjectChanged = true
      this.#buffer.replaceAll(draft.text)
      this.voice.restore(draft.subject, draft.text)
      this.#focusText()
      this.#context.refresh()
    }
    this.#keeper.begin()
  }

  /** The line may have dropped: what is there is kept, unless it was sent or thrown away. */
  close(): void {
    this.#keeper.end()
  }

  /** What a draft would hold; null when nothing was written. */
  #written(): Written | null {
    if (this.#context.rendering.shown === 'line') return this.voice.written
    if (!this.#buffer.changed && !this.#subjectChanged) return null
    return { subject: this.#head.subject, text: this.#buffer.text() }
  }

  async leave(): Promise<void> {
    const { text } = this.#context
    const untouched = !this.#buffer.changed && !this.#subjectChanged
    const discard =
      untouched ||
      (await this.#context.confirm({
        title: text('editor.discard.title'),
        text: text('editor.discard.text'),
        yes: text('editor.discard.yes'),
        no: text('editor.discard.no'),
      }))
    if (!discard) return
    if (!untouched) this.#keeper.drop()
    this.#context.back()
  }

  async #send(): Promise<void> {
    const { text, say, pane } = this.#context
    const subject = this.#head.subject.trim()
    const written = postedText(this.#buffer.text())
    if (subject === '') {
      pane.focus(this.#head)
      say(text('editor.no-subject'), 'warning')
      return
    }
    if (written === '') {
      this.#focusText()
      say(text('editor.no-text'), 'warning')
      return
    }
    const sure = await this.#context.confirm({
      title: text('editor.send.title'),
      text: text('editor.send.text', { to: this.#options.to, subject }),
      yes: text('editor.send.yes'),
      no: text('editor.send.no'),
      assumeYes: true,
    })
    if (!sure) return
    if (await this.#posted(subject, written)) this.#context.back()
  }

  /** Whatever goes wrong, the text is still there. @throws Refusal, for the navigator to put in words */
  async #posted(subject: string, text: string): Promise<boolean> {
    try {
      await this.#options.send({ subject, text })
      this.#keeper.drop()
      return true
    } catch (error) {
      if (isRefusal(error)) throw error
      this.#context.report(error)
      this.#context.say(this.#context.text('editor.failed'), 'danger')
      return false
    }
  }

  #focusText(): void {
    this.#context.pane.focus(this.#editor)
  }

  #edit(change: () => void): void {
    change()
    this.#focusText()
  }
}
