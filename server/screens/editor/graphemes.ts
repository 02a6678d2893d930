// Steps through text by what a person sees as one character (UAX #29 grapheme clusters) and by words. Offsets are
// UTF-16 code units, as JavaScript counts; those handed in must be boundaries already. Pure.

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** No cluster that passed the sanitiser is longer: eight marks on a base, or a family joined by ZWJ. */
const WINDOW = 64

const isPlain = (unit: number): boolean => unit >= 0x20 && unit < 0x7f

/** The offset after the cluster that starts at `offset`; the text's length at its end. */
export const nextBoundary = (text: string, offset: number): number => {
  if (offset >= text.length) return text.length
  const after = text.charCodeAt(offset + 1)
  if (isPlain(text.charCodeAt(offset)) && (Number.isNaN(after) || isPlain(after))) return offset + 1
  const first = segmenter.segment(text.slice(offset, offset + WINDOW)).containing(0)
  return offset + (first?.segment.length ?? 1)
}

/** The offset where the cluster before `offset` starts; 0 at the start. */
export const previousBoundary = (text: string, offset: number): number => {
  if (offset <= 0) return 0
  if (isPlain(text.charCodeAt(offset - 1))) return offset - 1
  const start = Math.max(0, offset - WINDOW)
  const last = segmenter.segment(text.slice(start, offset)).containing(offset - start - 1)
  return start + (last?.index ?? offset - start - 1)
}

const isBlank = (text: string, offset: number): boolean => /\s/.test(text.charAt(offset))
const isWordPart = (text: string, offset: number): boolean => /[\p{L}\p{N}\p{M}_'’]/u.test(charAt(text, offset))
const charAt = (text: string, offset: number): string => String.fromCodePoint(text.codePointAt(offset) ?? 0x20)

/** Over what is left of the word under `offset`, then over what stands between it and the next one. */
export const nextWord = (text: string, offset: number): number => {
  let at = offset
  while (at < text.length && isWordPart(text, at)) at = nextBoundary(text, at)
  while (at < text.length && !isWordPart(text, at)) at = nextBoundary(text, at)
  return at
}

/** Back to the start of the word before `offset`. */
export const previousWord = (text: string, offset: number): number => {
  let at = offset
  while (at > 0 && !isWordPart(text, previousBoundary(text, at))) at = previousBoundary(text, at)
  while (at > 0 && isWordPart(text, previousBoundary(text, at))) at = previousBoundary(text, at)
  return at
}

/** Where Ctrl-W deletes from: blanks before `offset`, then everything up to the blank before those (as a shell does). */
export const previousBlankWord = (text: string, offset: number): number => {
  let at = offset
  while (at > 0 && isBlank(text, at - 1)) at -= 1
  while (at > 0 && !isBlank(text, at - 1)) at = previousBoundary(text, at)
  return at
}
