// Tab completion in a chat line: nicks, channels and commands. Pressing Tab again goes round. Pure.

import { foldName } from '../../../shared/names.ts'

export interface Completion {
  readonly text: string
  /** Where the cursor goes, in code units. */
  readonly cursor: number
}

export interface CompletionSource {
  /** Those who spoke last first. */
  readonly nicks: readonly string[]
  readonly channels: readonly string[]
  /** Without their slash. */
  readonly commands: readonly string[]
}

/** Every way to finish the word that ends at `cursor`, best first; none when nothing fits. */
export const completions = (text: string, cursor: number, source: CompletionSource): readonly Completion[] => {
  const start = text.lastIndexOf(' ', cursor - 1) + 1
  const word = text.slice(start, cursor)
  if (word === '') return []
  const rest = text.slice(cursor)
  return candidates(word, start === 0, source).map((candidate) => {
    const finished = rest.startsWith(' ') ? candidate.trimEnd() : candidate
    const head = text.slice(0, start) + finished
    return { text: head + rest, cursor: head.length }
  })
}

const candidates = (word: string, first: boolean, source: CompletionSource): readonly string[] => {
  if (first && word.startsWith('/')) return fitting(word.slice(1), source.commands).map((name) => `/${name} `)
  if (word.startsWith('#')) return fitting(word, source.channels).map((name) => `${name} `)
  const at = word.startsWith('@') ? '@' : ''
  const end = first && at === '' ? ': ' : ' '
  return fitting(word.slice(at.length), source.nicks).map((nick) => at + nick + end)
}

const fitting = (start: string, names: readonly string[]): readonly string[] =>
  names.filter((name) => foldName(name).startsWith(foldName(start)))
