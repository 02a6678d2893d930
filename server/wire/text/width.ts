// How many columns text takes in a terminal: wcwidth per code point, as xterm.js, VTE and most others count, with
// grapheme clusters kept in one piece where text is cut. ASCII has a fast path.

/**
 * Two columns: East_Asian_Width W and F (UAX 11) and Emoji_Presentation without the regional indicators, Unicode 17,
 * as hexadecimal ranges; unassigned points between two of them are counted in.
 */
const WIDE_RANGES = `
1100-115f 231a-231b 2329-232a 23e9-23ec 23f0 23f3 25fd-25fe 2614-2615 2648-2653 267f 2693 26a1 26aa-26ab 26bd-26be
26c4-26c5 26ce 26d4 26ea 26f2-26f3 26f5 26fa 26fd 2705 270a-270b 2728 274c 274e 2753-2755 2757 2795-2797 27b0 27bf
2b1b-2b1c 2b50 2b55 2e80-303e 3041-3247 3250-a4c6 a960-a97c ac00-d7a3 f900-fad9 fe10-fe19 fe30-fe6b ff01-ff60
ffe0-ffe6 16fe0-18d1e 18d80-18df2 1aff0-1b2fb 1d300-1d376 1f004 1f0cf 1f18e 1f191-1f19a 1f200-1f265 1f300-1f320
1f32d-1f335 1f337-1f37c 1f37e-1f393 1f3a0-1f3ca 1f3cf-1f3d3 1f3e0-1f3f0 1f3f4 1f3f8-1f43e 1f440 1f442-1f4fc
1f4ff-1f53d 1f54b-1f54e 1f550-1f567 1f57a 1f595-1f596 1f5a4 1f5fb-1f64f 1f680-1f6c5 1f6cc 1f6d0-1f6d2 1f6d5-1f6df
1f6eb-1f6ec 1f6f4-1f6fc 1f7e0-1f7f0 1f90c-1f93a 1f93c-1f945 1f947-1f9ff 1fa70-1faf8 20000-3fffd`

const WIDE: readonly (readonly [first: number, last: number])[] = WIDE_RANGES.trim()
  .split(/\s+/)
  .map((range) => {
    const [first = '', last = first] = range.split('-')
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const
  })

const FIRST_WIDE = 0x1100
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/
/** No column of their own: marks, format characters, and the vowels and finals of decomposed Hangul. */
const ZERO = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u1160-\u11ff\ud7b0-\ud7fb]/u
const SOFT_HYPHEN = 0xad

/** Text in which every code point is a cluster: no marks, joiners, flags, jamo, emoji modifiers or CRs. */
const LONE_CHARACTERS =
  /^[^\p{M}\p{Cf}\p{Cc}\p{Regional_Indicator}\p{Emoji_Modifier}\p{Lo}]*$|^[\x20-\x7e\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff]*$/u
const SLICE_UNITS = 512
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The columns of `text` on one line; controls count nothing. */
export const textWidth = (text: string): number => {
  if (PRINTABLE_ASCII.test(text)) return text.length
  let columns = 0
  for (const character of text) columns += characterWidth(character)
  return columns
}

/** The longest beginning of `text` that fits; no cluster is cut. With `ellipsis`, a text that is cut ends in it. */
export const truncateToWidth = (text: string, columns: number, ellipsis = ''): string => {
  if (textWidth(text) <= columns) return text
  const room = columns - textWidth(ellipsis)
  if (room < 0) return ''
  return splitAtWidth(text, room).head + ellipsis
}

/** Cut or filled up with blanks to exactly `columns`. */
export const padToWidth = (text: string, columns: number, align: 'left' | 'right' | 'center' = 'left'): string => {
  const cut = truncateToWidth(text, columns)
  const missing = Math.max(0, columns - textWidth(cut))
  const before = align === 'left' ? 0 : align === 'right' ? missing : Math.floor(missing / 2)
  return ' '.repeat(before) + cut + ' '.repeat(missing - before)
}

/** `head` is the longest beginning of whole clusters within `columns`, `tail` the rest. */
export const splitAtWidth = (text: string, columns: number): { readonly head: string; readonly tail: string } => {
  let end = 0
  let used = 0
  for (const cluster of clustersOf(text)) {
    used += textWidth(cluster)
    if (used > columns) break
    end += cluster.length
  }
  return { head: text.slice(0, end), tail: text.slice(end) }
}

/**
 * Breaks `text` into pieces of at most `columns` columns, whole clusters each; a cluster that is wider than that gets
 * a piece of its own, since too wide is better than lost. One pass.
 */
export const chunksOfWidth = (text: string, columns: number): string[] => {
  const width = Math.max(1, columns)
  const chunks: string[] = []
  let start = 0
  let end = 0
  let used = 0
  for (const cluster of clustersOf(text)) {
    const wide = textWidth(cluster)
    if (used > 0 && used + wide > width) {
      chunks.push(text.slice(start, end))
      start = end
      used = 0
    }
    end += cluster.length
    used += wide
  }
  if (end > start) chunks.push(text.slice(start, end))
  return chunks
}

/** What a reader takes for one character (UAX 29); a cursor never stands inside one. */
export function* clustersOf(text: string): Generator<string> {
  if (LONE_CHARACTERS.test(text)) {
    yield* text
    return
  }
  // Intl.Segmenter slows down with the length of what it is given (30 s for 200,000 units), so it is given a little at
  // a time; the last cluster of a slice may go on in the next one and is read again with it.
  for (let start = 0; start < text.length; ) {
    const slice = text.slice(start, start + SLICE_UNITS)
    const isLast = start + slice.length === text.length
    let held = ''
    for (const { segment } of segmenter.segment(slice)) {
      if (held !== '') yield held
      start += held.length
      held = segment
    }
    if (!isLast && held.length < slice.length) continue
    yield held
    start += held.length
  }
}

const characterWidth = (character: string): number => {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x7f) return code < 0x20 ? 0 : 1
  if (code === SOFT_HYPHEN) return 1
  if (ZERO.test(character)) return 0
  return code >= FIRST_WIDE && isWide(code) ? 2 : 1
}

const isWide = (code: number): boolean => {
  let low = 0
  let high = WIDE.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const [first, last] = WIDE[middle] ?? [0, 0]
    if (code < first) high = middle - 1
    else if (code > last) low = middle + 1
    else return true
  }
  return false
}
