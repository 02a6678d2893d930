// @edit: an editor by lines, for scripts. What is typed becomes the text; lines with a dot in front are its commands.

import { type Act, Stop } from '../act.ts'
import type { Captive } from '../bodies.ts'
import { line } from '../line.ts'
import type { MudObject } from '../mud-object.ts'
import { LIMITS } from '../script/limits.ts'
import { called, numbered } from '../script/report.ts'
import { sourceOf } from '../script/switches.ts'
import type { Verb } from '../verb.ts'
import { findScripted, putScript } from './script.ts'

const LINES = 500

export const edit: Verb = {
  words: { en: ['@edit'], nb: ['@rediger'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@edit THING\nWrites a script of several lines. What you type becomes its next line; ".list" shows it, ".save" keeps it, ".quit" leaves it as it was, ".help" tells the rest. "help scripting" teaches the language.',
    nb: '@rediger TING\nSkriver et skript på flere linjer. Det du taster, blir neste linje; «.list» viser det, «.save» tar vare på det, «.quit» lar det være som det var, «.help» forteller resten. «hjelp skripting» lærer deg språket.',
  },
  run: (act) =>
    findScripted(act, act.rest, (object) => {
      const source = sourceOf(object)
      const editor = new Editor(act, object, source === '' ? [] : source.split('\n'))
      act.waking.captive = editor
      act.tell('script.edit', { what: called(object) }, 'title')
      if (source !== '') editor.list()
      act.tell('script.edit.how', {}, 'dim')
    }),
}

class Editor implements Captive {
  readonly #act: Act
  readonly #object: MudObject
  readonly #lines: string[]
  /** Before which line the next one goes, from 0. */
  #at: number

  constructor(act: Act, object: MudObject, lines: readonly string[]) {
    this.#act = act
    this.#object = object
    this.#lines = [...lines]
    this.#at = this.#lines.length
  }

  take(typed: string): void {
    const [, word, rest = ''] = /^\s*\.(\S*)\s*(.*)$/.exec(typed) ?? []
    if (word === undefined) {
      this.#insert(typed)
      return
    }
    const command = COMMANDS.get(word.toLowerCase())
    if (command === undefined) throw new Stop('script.edit.unknown', { word })
    command(this, rest)
  }

  #insert(typed: string): void {
    this.#require([...this.#lines, typed])
    this.#lines.splice(this.#at, 0, typed)
    this.#at += 1
    this.#act.show(line('script.edit.line', { number: this.#at, text: typed }, 'dim'))
  }

  #require(lines: readonly string[]): void {
    if (lines.length > LINES || Buffer.byteLength(lines.join('\n')) > LIMITS.source) throw new Stop('script.edit.full')
  }

  list(): void {
    if (this.#lines.length === 0) this.#act.tell('script.edit.empty', {}, 'dim')
    else this.#act.tell('script.row', { text: numbered(this.#lines.join('\n')) }, 'list')
  }

  delete(rest: string): void {
    const at = this.#number(rest)
    this.#lines.splice(at, 1)
    if (this.#at > at) this.#at -= 1
    this.list()
  }

  insert(rest: string): void {
    const [number = '', text = ''] = rest.split(/\s(.*)/)
    this.#at = this.#number(number, 1)
    if (text !== '') this.#insert(text)
    else this.#act.tell('script.edit.insert', { number: this.#at + 1 }, 'dim')
  }

  replace(rest: string): void {
    const [number = '', text = ''] = rest.split(/\s(.*)/)
    const at = this.#number(number)
    this.#require(this.#lines.with(at, text))
    this.#lines[at] = text
    this.#act.show(line('script.edit.line', { number: at + 1, text }, 'dim'))
  }

  /** Goes on when the script cannot be read: nothing typed is lost. */
  save(): void {
    if (putScript(this.#act, this.#object, this.#lines.join('\n').trim() === '' ? '' : this.#lines.join('\n')))
      this.#leave()
    else this.#act.tell('script.edit.mend', {}, 'dim')
  }

  quit(): void {
    this.#leave()
    this.#act.tell('script.edit.quit', { what: called(this.#object) })
  }

  help(): void {
    this.#act.tell('script.edit.help', {}, 'list')
  }

  #leave(): void {
    this.#act.waking.captive = null
  }

  #number(text: string, beyond = 0): number {
    const number = /^\d{1,4}$/.test(text) ? Number(text) : 0
    if (number < 1 || number > this.#lines.length + beyond) {
      throw new Stop('script.edit.number', { count: this.#lines.length })
    }
    return number - 1
  }
}

type Command = (editor: Editor, rest: string) => void

const named = (words: readonly string[], command: Command) => words.map((word): [string, Command] => [word, command])

/** Words in both languages. */
const COMMANDS = new Map<string, Command>([
  ...named(['list', 'l', 'vis'], (editor) => editor.list()),
  ...named(['delete', 'd', 'slett'], (editor, rest) => editor.delete(rest)),
  ...named(['insert', 'i', 'inn'], (editor, rest) => editor.insert(rest)),
  ...named(['replace', 'r', 'bytt'], (editor, rest) => editor.replace(rest)),
  ...named(['save', 's', 'lagre'], (editor) => editor.save()),
  ...named(['quit', 'q', 'avbryt'], (editor) => editor.quit()),
  ...named(['help', 'h', '?', 'hjelp'], (editor) => editor.help()),
])
