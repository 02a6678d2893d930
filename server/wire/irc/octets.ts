// Cutting text to a number of octets without ever cutting inside a character.

const isContinuation = (octet: number | undefined): boolean => octet !== undefined && (octet & 0xc0) === 0x80

/** The longest beginning of `text` that measures at most `limit` octets of UTF-8. */
export const cutToOctets = (text: string, limit: number): string => {
  // A UTF-16 unit is at most three octets, so short text needs no counting.
  if (text.length * 3 <= limit) return text
  const octets = Buffer.from(text)
  if (octets.length <= limit) return text
  let end = Math.max(0, limit)
  while (isContinuation(octets[end])) end -= 1
  return octets.toString('utf8', 0, end)
}

/**
 * Text in pieces of at most `limit` octets (at least 4), cut at the last blank where there is one in the second half
 * of a piece. That blank is dropped; nothing else is.
 */
export const splitByOctets = (text: string, limit: number): string[] => {
  const pieces: string[] = []
  let rest = text
  for (;;) {
    const piece = cutToOctets(rest, limit)
    if (piece.length === rest.length) return [...pieces, piece]
    const blank = rest[piece.length] === ' ' ? piece.length : piece.lastIndexOf(' ')
    const atBlank = blank > piece.length / 2
    pieces.push(atBlank ? rest.slice(0, blank) : piece)
    rest = rest.slice(atBlank ? blank + 1 : piece.length)
  }
}
