// A filed article as it is served (RFC 5537 §3.7): with this server's Xref, and its fields one by one.

import { indexFields, parseFields, serializeField, splitArticle } from './header.ts'

/** Where fields stand in an overview line (RFC 3977 §8.3.2); number 0 is the article number. */
const OVERVIEW_PLACES: Readonly<Record<string, number>> = {
  ...{ subject: 1, from: 2, date: 3, 'message-id': 4, references: 5 },
  ...{ ':bytes': 6, bytes: 6, ':lines': 7, lines: 7, xref: 8 },
}

/** `xref` without the field's name. Any Xref of another server goes: its numbers mean nothing here. */
export const servedArticle = (raw: Uint8Array, xref: string): Uint8Array => {
  const octets = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const own = Buffer.from(`Xref: ${xref}\r\n`, 'latin1')
  const end = octets.indexOf('\r\n\r\n', 0, 'latin1')
  const { header, body } = splitArticle(octets)
  if (end !== -1 && !/^xref:/im.test(header)) {
    return Buffer.concat([octets.subarray(0, end + 2), own, octets.subarray(end + 2)])
  }
  const ended = header === '' || header.endsWith('\r\n') ? header : `${header}\r\n`
  return Buffer.concat([Buffer.from(withoutXref(ended), 'latin1'), own, Buffer.from('\r\n'), body])
}

/** RFC 5536 §3.2.1; one that has an Approved stays as it is. */
export const approvedArticle = (raw: Uint8Array, who: string): Uint8Array =>
  fieldOf(raw, 'approved') === null ? withFields(raw, [['Approved', who]]) : raw

export const supersedingArticle = (
  raw: Uint8Array,
  { messageId, cancelKey, cancelLock }: { messageId: string; cancelKey: string; cancelLock: string },
): Uint8Array =>
  withFields(raw, [
    ['Supersedes', messageId],
    ['Cancel-Lock', cancelLock],
    ['Cancel-Key', `sha256:${cancelKey}`],
  ])

/** Behind the fields that are there. */
const withFields = (raw: Uint8Array, added: readonly (readonly [string, string])[]): Uint8Array => {
  const octets = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const { header, body } = splitArticle(octets)
  const ended = header === '' || header.endsWith('\r\n') ? header : `${header}\r\n`
  const fields = added.map(([name, value]) => serializeField(name, value)).join('')
  return Buffer.concat([Buffer.from(`${ended}${fields}\r\n`, 'latin1'), body])
}

const withoutXref = (header: string): string => {
  let kept = ''
  let position = 0
  for (const { name, start, end } of parseFields(header)) {
    if (name.toLowerCase() !== 'xref') continue
    kept += header.slice(position, start)
    position = end
  }
  return kept + header.slice(position)
}

/** RFC 3977 §8.3.2: unfolded, and each TAB, NUL, CR or LF a blank. Octets as latin1. */
export const fieldOf = (octets: Uint8Array, name: string): string | null => {
  const { header } = splitArticle(Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength))
  const value = indexFields(parseFields(header)).get(name.toLowerCase())?.value
  return value === undefined ? null : value.replace(/[\t\0\r\n]/g, ' ')
}

export const overviewFieldOf = (overview: Uint8Array, name: string): string | null | undefined => {
  const key = name.toLowerCase()
  const place = Object.hasOwn(OVERVIEW_PLACES, key) ? OVERVIEW_PLACES[key] : undefined
  if (place === undefined) return undefined
  const line = Buffer.from(overview.buffer, overview.byteOffset, overview.byteLength).toString('latin1').trimEnd()
  const value = line.split('\t')[place] ?? ''
  if (key === 'xref') return value.replace(/^xref: */i, '')
  return value === '' ? null : value
}

export const cancelLocksOf = (raw: Uint8Array): readonly string[] =>
  (fieldOf(raw, 'cancel-lock') ?? '').split(/\s+/).filter((lock) => lock !== '')
