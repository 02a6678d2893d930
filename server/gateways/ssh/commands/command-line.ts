// What follows the host in `ssh host COMMAND`: one string, taken apart into words and options as a shell would. Pure.

export interface CommandLine {
  /** The command itself first. */
  readonly words: readonly string[]
  /** `--subject=Hello` and `--subject Hello` are `subject` with that value; `--json` alone is ''. */
  readonly options: ReadonlyMap<string, string>
}

/** Options that take no value; all others take the word behind them. */
const SWITCHES: ReadonlySet<string> = new Set(['json', 'help'])
/** UTF-16 units; more is nobody's command. */
const LONGEST = 16_384

/** Null when a quote is not closed, an option lacks its value, or it is too long. */
export const readCommandLine = (line: string): CommandLine | null => {
  const all = line.length > LONGEST ? null : splitWords(line)
  if (all === null) return null
  const words: string[] = []
  const options = new Map<string, string>()
  for (let at = 0; at < all.length; at += 1) {
    const word = all[at] ?? ''
    if (word === '--') return { words: [...words, ...all.slice(at + 1)], options }
    const match = /^--([a-z]+)(?:=(.*))?$/s.exec(word)
    if (match === null) {
      words.push(word)
      continue
    }
    const [, name = '', value] = match
    if (value !== undefined || SWITCHES.has(name)) options.set(name, value ?? '')
    else {
      at += 1
      const next = all[at]
      if (next === undefined) return null
      options.set(name, next)
    }
  }
  return { words, options }
}

/** Blanks part words; '…' and "…" hold them together, a backslash takes what follows as it is. Null for an open quote. */
const splitWords = (line: string): readonly string[] | null => {
  const words: string[] = []
  let word: string | null = null
  let quote = ''
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] ?? ''
    if (quote === '' && /\s/.test(sign)) {
      if (word !== null) words.push(word)
      word = null
    } else if (sign === quote) quote = ''
    else if (quote === '' && (sign === '"' || sign === "'")) {
      quote = sign
      word ??= ''
    } else if (sign === '\\' && quote !== "'" && at + 1 < line.length) {
      at += 1
      word = (word ?? '') + (line[at] ?? '')
    } else word = (word ?? '') + sign
  }
  if (quote !== '') return null
  return word === null ? words : [...words, word]
}
