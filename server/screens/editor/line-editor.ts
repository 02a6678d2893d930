// Writing an article line by line, as mail(1) and the BBSes of the eighties did: what is typed is text, a dot alone on
// a line ends it, and a slash at the beginning of a line is a command.

import type { TextValues } from '../texts.ts'
import type { TalkVoice } from '../widgets/voice.ts'
import type { Taken } from '../widgets/widget.ts'
import { postedText } from './posting.ts'

export interface LineEditorOptions {
  readonly to: string
  readonly subject: string
  /** What a reply begins with; `/quote` takes it in. */
  readonly text: string
  /** Greatest size of the text in octets. */
  readonly limit: number
  readonly say: (key: string, values?: TextValues) => string
  /** Posts it and goes. @throws Refusal; the text is still there */
  readonly send: (subject: string, text: string) => Promise<void>
  readonly cancel: () => void
}

type Stage = 'subject' | 'text' | 'line' | 'done'
type Command = (editor: LineEditor, rest: string) => Taken

export class LineEditor implements TalkVoice {
  readonly kind = 'talk'
  readonly ownsCommands = true
  readonly #options: LineEditorOptions
  readonly #lines: string[] = []
  /** Of all that was typed, also what was taken out again. */
  #octets = 0
  #subject: string
  #isChanged = false
  #stage: Stage = 'subject'
  /** The line that is being typed anew. */
  #line = 0
  readonly #news: string[]

  constructor(options: LineEditorOptions) {
    this.#options = options
    this.#subject = options.subject
    this.#news = [options.say('editor.lines.begin', { to: options.to })]
  }

  prompt(): string {
    const { say } = this.#options
    switch (this.#stage) {
      case 'subject':
        return this.#subject === '' ? `${say('editor.subject')}: ` : `${say('editor.subject')} [${this.#subject}]: `
      case 'text':
        return ''
      case 'line':
        return `${this.#line}: `
      case 'done':
        return say('editor.lines.done')
      default:
        return this.#stage satisfies never
    }
  }

  takeNews(): readonly string[] {
    return this.#news.splice(0)
  }

  answer(line: string): Taken {
    const command = /^\/([a-z?]+)(?:\s+(.*))?$/i.exec(line)
    const run = command === null ? undefined : COMMANDS[(command[1] ?? '').toLowerCase()]
    if (run !== undefined && this.#stage !== 'done') return run(this, command?.[2] ?? '')
    switch (this.#stage) {
      case 'subject':
        return this.#takeSubject(line)
      case 'text':
        return this.#takeText(line)
      case 'line':
        return this.#takeLine(line)
      case 'done':
        return this.#finish(line.trim().toLowerCase())
      default:
        return this.#stage satisfies never
    }
  }

  /** What was written in another call goes on here. */
  restore(subject: string, text: string): void {
    this.#subject = subject
    this.#lines.push(...text.replace(/\n+$/, '').split('\n'))
    this.#octets = Buffer.byteLength(text)
    this.#isChanged = true
    this.#news.push(this.#options.say('editor.lines.restored', { lines: this.#lines.length }))
  }

  /** Null when nothing was. */
  get written(): { readonly subject: string; readonly text: string } | null {
    return this.#isChanged ? { subject: this.#subject, text: this.#lines.join('\n') } : null
  }

  // What commands do.

  list(): Taken {
    const { say } = this.#options
    this.#news.push(...this.#lines.map((line, at) => `${at + 1}: ${line}`))
    if (this.#lines.length === 0) this.#news.push(say('editor.lines.empty'))
    return true
  }

  edit(rest: string): Taken {
    const number = Number(rest)
    const old = this.#lines[number - 1]
    if (old === undefined) this.#news.push(this.#options.say('editor.lines.no-line', { count: this.#lines.length }))
    else {
      this.#news.push(old)
      this.#line = number
      this.#stage = 'line'
    }
    return true
  }

  drop(rest: string): Taken {
    const number = rest === '' ? this.#lines.length : Number(rest)
    if (this.#lines[number - 1] === undefined) return this.edit(rest)
    this.#lines.splice(number - 1, 1)
    this.#news.push(this.#options.say('editor.lines.dropped', { number }))
    return true
  }

  quote(): Taken {
    const quoted = this.#options.text.trimEnd()
    if (quoted === '') this.#news.push(this.#options.say('editor.lines.no-quote'))
    else {
      const lines = quoted.split('\n')
      this.#lines.push(...lines)
      this.#news.push(...lines)
    }
    return true
  }

  resubject(): Taken {
    this.#stage = 'subject'
    return true
  }

  help(): Taken {
    this.#news.push(this.#options.say('editor.lines.help'))
    return true
  }

  cancel(): Taken {
    this.#options.cancel()
    return true
  }

  end(): Taken {
    const text = postedText(this.#lines.join('\n'))
    const { say } = this.#options
    if (text === '') this.#news.push(say('editor.no-text'))
    else {
      this.#news.push(say('editor.lines.summary', { lines: this.#lines.length, to: this.#options.to }))
      this.#stage = 'done'
    }
    return true
  }

  #takeSubject(line: string): Taken {
    const { say } = this.#options
    const subject = line.trim() === '' ? this.#subject : line.trim()
    if (subject === '') {
      this.#news.push(say('editor.no-subject'))
      return true
    }
    this.#subject = subject
    this.#stage = 'text'
    const isReply = this.#options.text.trim() !== ''
    this.#news.push(say('editor.lines.how', { reply: isReply ? 'yes' : 'no' }))
    return true
  }

  #takeText(line: string): Taken {
    if (line === '.') return this.end()
    this.#octets += Buffer.byteLength(line) + 1
    if (this.#octets > this.#options.limit) {
      this.#news.push(this.#options.say('editor.full'))
      return true
    }
    this.#isChanged = true
    // A second slash or dot says a line that begins with one.
    this.#lines.push(/^(?:\/\/|\.\.)/.test(line) ? line.slice(1) : line)
    return true
  }

  #takeLine(line: string): Taken {
    if (line !== '') this.#lines[this.#line - 1] = line
    this.#stage = 'text'
    return true
  }

  #finish(answer: string): Taken {
    this.#stage = 'text'
    if (/^(?:s|send|p|post|y|yes|j|ja)$/.test(answer)) {
      return this.#options.send(this.#subject, postedText(this.#lines.join('\n')))
    }
    if (/^(?:l|list)$/.test(answer)) {
      this.#stage = 'done'
      return this.list()
    }
    if (/^(?:a|abandon|x|cancel)$/.test(answer)) return this.cancel()
    this.#news.push(this.#options.say('editor.lines.go-on'))
    return true
  }
}

const COMMANDS: Readonly<Record<string, Command>> = {
  list: (editor) => editor.list(),
  l: (editor) => editor.list(),
  edit: (editor, rest) => editor.edit(rest),
  e: (editor, rest) => editor.edit(rest),
  delete: (editor, rest) => editor.drop(rest),
  d: (editor, rest) => editor.drop(rest),
  quote: (editor) => editor.quote(),
  subject: (editor) => editor.resubject(),
  send: (editor) => editor.end(),
  cancel: (editor) => editor.cancel(),
  help: (editor) => editor.help(),
  '?': (editor) => editor.help(),
}
