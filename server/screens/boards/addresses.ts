// Finds addresses (URLs) in a line that somebody wrote, so that they can be drawn as links. Pure.

import type { Span } from '../widgets/lines.ts'
import { styled } from '../widgets/lines.ts'
import type { Style } from '../widgets/styles.ts'

export interface AddressRange {
  /** Offsets, half-open. */
  readonly start: number
  readonly end: number
}

const ADDRESS = /\b(?:https?|ftps?|gopher|news|nntp|ircs?|mailto|telnet|ssh):[^\s<>"\u0000-\u001f]+|\bwww\.[^\s<>"]+/gi

/** Closing punctuation that belongs to the sentence is left out. */
export const findAddresses = (line: string): readonly AddressRange[] =>
  [...line.matchAll(ADDRESS)].flatMap((match) => {
    const address = trimAddress(match[0])
    const bare = /^[a-z]+:(?:\/\/)?$/i.test(address)
    return bare ? [] : [{ start: match.index, end: match.index + address.length }]
  })

/** The line in `style`, its addresses as links. */
export const linkAddresses = (line: string, style: Style): readonly Span[] => {
  const spans: Span[] = []
  let from = 0
  const plain = (to: number): void => {
    if (to > from) spans.push(styled(style, line.slice(from, to)))
  }
  for (const { start, end } of findAddresses(line)) {
    plain(start)
    spans.push(styled('link', line.slice(start, end)))
    from = end
  }
  plain(line.length)
  return spans
}

const trimAddress = (address: string): string => {
  const trimmed = address.replace(/[.,;:!?'*_]+$/, '')
  const unbalanced = /[)\]}]$/.test(trimmed) && count(trimmed, ')]}') > count(trimmed, '([{')
  return unbalanced ? trimAddress(trimmed.slice(0, -1)) : trimmed
}

const count = (text: string, characters: string): number => [...text].filter((each) => characters.includes(each)).length
