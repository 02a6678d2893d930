// Message-IDs (RFC 5536 §3.1.3, RFC 3977 §3.6) as they really come: with junk behind the bracket, folded in the
// middle, without brackets, several times over. A mended id is the same wherever it stands, so that threads hold.

import { MESSAGE_ID_OCTETS } from '../../../shared/limits.ts'

/** RFC 3977 §9.8: printable ASCII between angle brackets. An `@` is required of new ids, not of old ones. */
const BRACKETED = /<([^<>]*)>/g
const BARE = /^[!-;=?-~]+@[!-;=?-~]+$/
const INNER = /^[!-;=?-~]+$/

/** More than any chain a thread needs; older ids are dropped, as RFC 5537 §3.4.4 lets everybody do. */
const MOST_REFERENCES = 100

/** With brackets and without blanks, or null when there is nothing to be used as an id. */
export const mendMessageId = (text: string): string | null => {
  const [first] = idsIn(text)
  if (first !== undefined) return first
  const bare = text.trim().replace(/^<|>$/g, '')
  return BARE.test(bare) && bare.length + 2 <= MESSAGE_ID_OCTETS ? `<${bare}>` : null
}

/**
 * The chain of an article, oldest first: References, or the last id of In-Reply-To. Broken ids and the article's own
 * are left out; of an id that stands twice the later place counts, since the last one is the parent.
 */
export const chainOf = (references: string, inReplyTo: string, own: string): readonly string[] => {
  const chain = [...new Set(idsIn(references).reverse())].reverse().filter((id) => id !== own)
  if (chain.length > 0) return chain.slice(-MOST_REFERENCES)
  const last = idsIn(inReplyTo).at(-1)
  return last === undefined || last === own ? [] : [last]
}

/**
 * RFC 5537 §3.4.4: the first and the last three stay, and from the middle goes what makes the field longer than 998
 * octets.
 */
export const trimReferences = (
  references: readonly string[],
  octets = 998 - 'References: '.length,
): readonly string[] => {
  const [first] = references
  if (first === undefined) return []
  const kept: string[] = []
  let room = octets - first.length
  for (const id of references.slice(1).reverse()) {
    room -= id.length + 1
    if (room < 0 && kept.length >= 3) break
    kept.unshift(id)
  }
  return [first, ...kept]
}

const idsIn = (text: string): string[] => {
  const ids: string[] = []
  for (const [, inner = ''] of text.matchAll(BRACKETED)) {
    const id = inner.replace(/\s+/g, '')
    if (INNER.test(id) && id.length + 2 <= MESSAGE_ID_OCTETS) ids.push(`<${id}>`)
  }
  return ids
}
