// Wildmats (RFC 3977 §4): patterns of `*` and `?` between commas, of which the last that matches decides, and `!` takes
// away. Matched by hand, in steps of at most pattern times text: a RegExp made of a stranger's stars could take forever.

type Token = { readonly kind: 'any' } | { readonly kind: 'one'; readonly fits: (character: string) => boolean }

export type Matcher = (text: string) => boolean

/** RFC 3977 §4.1. Null for a pattern that is empty or holds `\`, `[` or `]`, which have no meaning there. */
export const compileWildmat = (wildmat: string): Matcher | null => {
  const rules: { readonly takes: boolean; readonly tokens: readonly Token[] }[] = []
  for (const pattern of wildmat.split(',')) {
    const takes = !pattern.startsWith('!')
    const body = takes ? pattern : pattern.slice(1)
    if (body === '' || /[\\[\]]/.test(body)) return null
    rules.push({ takes, tokens: [...body].map(simpleToken) })
  }
  rules.reverse()
  return (text) => {
    const characters = [...text]
    return rules.find(({ tokens }) => matches(tokens, characters))?.takes ?? false
  }
}

/** One pattern of XPAT (RFC 2980 §2.9): also `[a-z]`, `[^a-z]`, and `\` before what is meant as it stands. */
export const compilePattern = (pattern: string): Matcher => {
  const tokens = patternTokens([...pattern])
  return (text) => matches(tokens, [...text])
}

const simpleToken = (character: string): Token => {
  if (character === '*') return { kind: 'any' }
  return { kind: 'one', fits: character === '?' ? () => true : (other) => other === character }
}

const patternTokens = (characters: readonly string[]): readonly Token[] => {
  const tokens: Token[] = []
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? ''
    const end = character === '[' ? endOfSet(characters, at) : -1
    if (end !== -1) {
      tokens.push({ kind: 'one', fits: setOf(characters.slice(at + 1, end)) })
      at = end
    } else if (character === '\\' && at + 1 < characters.length) {
      at += 1
      const literal = characters[at]
      tokens.push({ kind: 'one', fits: (other) => other === literal })
    } else tokens.push(simpleToken(character))
  }
  return tokens
}

/** A `]` that stands first is a member; without an end, `[` is an ordinary character. */
const endOfSet = (characters: readonly string[], start: number): number => {
  const first = characters[start + 1] === '^' ? start + 2 : start + 1
  return characters.indexOf(']', first + 1)
}

const setOf = (members: readonly string[]): ((character: string) => boolean) => {
  const isNegated = members[0] === '^'
  const listed = isNegated ? members.slice(1) : members
  const ranges: { readonly low: string; readonly high: string }[] = []
  for (let at = 0; at < listed.length; at += 1) {
    const low = listed[at] ?? ''
    const isRange = listed[at + 1] === '-' && at + 2 < listed.length
    ranges.push({ low, high: isRange ? (listed[at + 2] ?? low) : low })
    if (isRange) at += 2
  }
  return (character) => ranges.some(({ low, high }) => character >= low && character <= high) !== isNegated
}

// Of several stars only the last one met needs another try, so nothing is tried twice from the same place.
const matches = (tokens: readonly Token[], text: readonly string[]): boolean => {
  let token = 0
  let at = 0
  let star = -1
  let starAt = 0
  while (at < text.length) {
    const current = tokens[token]
    if (current?.kind === 'any') {
      star = token
      starAt = at
      token += 1
    } else if (current?.kind === 'one' && current.fits(text[at] ?? '')) {
      token += 1
      at += 1
    } else if (star !== -1) {
      starAt += 1
      at = starAt
      token = star + 1
    } else return false
  }
  while (tokens[token]?.kind === 'any') token += 1
  return token === tokens.length
}

/** `poison`: what bears this name must not pass at all, whatever else it is also posted to. */
export type FeedVerdict = 'yes' | 'no' | 'poison'

/** A wildmat that also knows `@` (INN's newsfeeds(5)): the last pattern that matches decides. Null as in compileWildmat. */
export const compileFeedWildmat = (wildmat: string): ((newsgroup: string) => FeedVerdict) | null => {
  const rules: { readonly verdict: FeedVerdict; readonly matches: Matcher }[] = []
  for (const pattern of wildmat.split(',').map((each) => each.trim())) {
    const matches = compileWildmat(pattern.replace(/^[!@]/, ''))
    if (matches === null || /^[!@]/.test(pattern.slice(1))) return null
    rules.unshift({ verdict: pattern.startsWith('@') ? 'poison' : pattern.startsWith('!') ? 'no' : 'yes', matches })
  }
  return (newsgroup) => rules.find(({ matches }) => matches(newsgroup))?.verdict ?? 'no'
}
