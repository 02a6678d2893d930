// The header of an article, over octets (RFC 5322 §2.2, RFC 5536 §2.2): where it ends, its fields, unfolding. Octets
// travel as latin1 strings here, one character an octet; nothing is decoded for display (display.ts does that).

export interface Field {
  /** As it was written. */
  readonly name: string
  /** Unfolded, without the blank behind the colon; octets as latin1. */
  readonly value: string
  /** Where the field stands in the header, its last CRLF included. */
  readonly start: number
  readonly end: number
}

/** An article cut in two. `header` ends with the CRLF of its last line; the blank line belongs to neither. */
export interface SplitArticle {
  readonly header: string
  readonly body: Buffer
}

const CRLF = '\r\n'
const FIELD = /^([!-9;-~]+)[ \t]*:[ \t]*/

/** Every line end CRLF, no NUL (RFC 3977 §3.6 bars it), all other octets as they came. */
export const normalizeOctets = (raw: Uint8Array): Buffer => {
  const octets = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const text = octets.toString('latin1')
  if (!/\0|(?<!\r)\n|\r(?!\n)/.test(text)) return octets
  return Buffer.from(text.replaceAll('\0', '').replace(/\r\n|\r|\n/g, CRLF), 'latin1')
}

/** Expects normalized octets. An article without a blank line is all header. */
export const splitArticle = (octets: Buffer): SplitArticle => {
  if (octets[0] === 0x0d) return { header: '', body: octets.subarray(2) }
  const end = octets.indexOf('\r\n\r\n', 0, 'latin1')
  if (end === -1) return { header: octets.toString('latin1'), body: Buffer.alloc(0) }
  return { header: octets.toString('latin1', 0, end + 2), body: octets.subarray(end + 4) }
}

/** Lines that are no field (a stray `From ` line, garbage) are passed over. */
export const parseFields = (header: string): readonly Field[] => {
  const fields: Field[] = []
  let start = 0
  while (start < header.length) {
    let end = endOfLine(header, start)
    while (header[end] === ' ' || header[end] === '\t') end = endOfLine(header, end)
    const line = header.slice(start, end)
    const name = FIELD.exec(line)
    if (name !== null && name[1] !== undefined) {
      fields.push({ name: name[1], value: unfold(line.slice(name[0].length)), start, end })
    }
    start = end
  }
  return fields
}

const endOfLine = (header: string, from: number): number => {
  const end = header.indexOf(CRLF, from)
  return end === -1 ? header.length : end + CRLF.length
}

/** RFC 5322 §2.2.3: the CRLF of a fold goes, its blank stays. */
const unfold = (value: string): string => value.replaceAll(CRLF, '').trim()

/** The first field of each name, by lower-case name. */
export const indexFields = (fields: readonly Field[]): ReadonlyMap<string, Field> => {
  const index = new Map<string, Field>()
  for (const field of fields) {
    const key = field.name.toLowerCase()
    if (!index.has(key)) index.set(key, field)
  }
  return index
}

/**
 * One field with its CRLF, folded before `columns` where a blank allows it.
 * @throws Error when the value holds CR, LF or NUL: only this function writes line ends
 */
export const serializeField = (name: string, value: string, columns = 78): string => {
  if (/[\r\n\0]/.test(value)) throw new Error(`a line end or NUL inside ${name}`)
  if (!/^[!-9;-~]+$/.test(name)) throw new Error(`not a field name: ${JSON.stringify(name)}`)
  let line = `${name}:`
  let lines = ''
  for (const word of value.split(' ')) {
    // A fold inside a run of blanks would leave a line of blanks only, which RFC 5536 §2.2 forbids.
    if (line.length + 1 + word.length > columns && line.trim() !== '' && line !== `${name}:` && word !== '') {
      lines += `${line}${CRLF}`
      line = ''
    }
    line += ` ${word}`
  }
  return `${lines}${line}${CRLF}`
}
