// What a relaying agent does with an article (RFC 5537 §3.6): looks whether it is a sound one (RFC 5536), puts itself
// into its Path, takes the Xref of others out. All other octets stay as they came.

import { formatDate, parseDate } from './date.ts'
import { type Field, indexFields, parseFields, serializeField, splitArticle } from './header.ts'
import { isProperId } from './injection.ts'

export interface Facts {
  readonly newsgroups: readonly string[]
  readonly path: readonly string[]
  readonly distributions: readonly string[]
  readonly octets: number
}

export interface Relayed extends Facts {
  readonly messageId: string
  readonly date: number
  readonly isApproved: boolean
  readonly control: { readonly verb: string; readonly argument: string } | null
  readonly supersedes: string | null
  readonly cancelKeys: readonly string[]
}

const HEADER_OCTETS = 65_536
/** RFC 5536 §3.1: each of them once. */
const MANDATORY = ['Date', 'From', 'Message-ID', 'Newsgroups', 'Path', 'Subject']
/** Further fields that may stand once at most, of those that decide anything here. */
const ONCE = ['approved', 'control', 'distribution', 'injection-date', 'supersedes', 'references', 'cancel-key']
/** A long Path may not make a line that nobody takes. */
const PATH_COLUMNS = 998
/** What an injecting agent puts in by itself, and refuses from others (RFC 5537 §3.5, step 2). */
const OF_INJECTION = new Set([
  ...['injection-info', 'injection-date', 'nntp-posting-host', 'nntp-posting-date', 'x-trace', 'x-complaints-to'],
  ...['xref', 'path'],
])

/** Returns what is wrong, as an English phrase. */
export const inspectRelayed = (raw: Uint8Array): Relayed | string => {
  const octets = bufferOf(raw)
  const fault = faultOfOctets(octets)
  if (fault !== null) return fault
  const { header } = splitArticle(octets)
  if (header.length > HEADER_OCTETS) return `its header is larger than ${HEADER_OCTETS / 1024} KiB`
  if (!header.slice(0, -2).split('\r\n').every(isHeaderLine)) return 'its header holds what is no header field'
  const fields = parseFields(header)
  const wrong = faultOfFields(fields)
  if (wrong !== null) return wrong
  const index = indexFields(fields)
  const value = (name: string): string => index.get(name)?.value ?? ''
  const date = parseDate(value('injection-date')) ?? parseDate(value('date'))
  if (date === null || parseDate(value('date')) === null) return 'its Date cannot be read'
  const [, verb, argument = ''] = /^(\S+)\s*(.*)$/.exec(value('control')) ?? []
  const isCancel = verb?.toLowerCase() === 'cancel'
  if (isCancel && !isProperId(argument)) return 'its Control names no Message-ID'
  if (index.has('supersedes') && !isProperId(value('supersedes'))) return 'its Supersedes is no Message-ID'
  return {
    ...factsIn(index, octets.length),
    messageId: value('message-id'),
    date,
    isApproved: index.has('approved'),
    control: verb === undefined ? null : { verb: verb.toLowerCase(), argument },
    supersedes: index.get('supersedes')?.value ?? null,
    cancelKeys: wordsOf(value('cancel-key')),
  }
}

export const relayFacts = (raw: Uint8Array): Facts => {
  const { header } = splitArticle(bufferOf(raw))
  return factsIn(indexFields(parseFields(header)), raw.byteLength)
}

/** `prefix` ends in `!`. */
export const relayArticle = (raw: Uint8Array, prefix: string): Uint8Array => {
  const octets = bufferOf(raw)
  const { header, body } = splitArticle(octets)
  const fields = parseFields(header)
  const path = indexFields(fields).get('path')?.value ?? 'not-for-mail'
  const kept = without(header, fields, new Set(['path', 'xref']))
  const field = serializeField('Path', `${prefix}${path.replace(/\s+/g, '')}`, PATH_COLUMNS)
  return Buffer.concat([Buffer.from(`${field}${kept}\r\n`, 'latin1'), body])
}

/** What we have injected, as it may be injected once more elsewhere: with its Message-ID and Date, so it stays the same. */
export const protoOf = (raw: Uint8Array): Uint8Array => {
  const { header, body } = splitArticle(bufferOf(raw))
  return Buffer.concat([Buffer.from(`${without(header, parseFields(header), OF_INJECTION)}\r\n`, 'latin1'), body])
}

export interface Cancellation {
  readonly host: string
  readonly messageId: string
  readonly now: number
  readonly cancelKey: string
}

/** RFC 5537 §5.3: by whom and where the article was written, and the proof that it is its author's wish (RFC 8315). */
export const cancelOf = (raw: Uint8Array, { host, messageId, now, cancelKey }: Cancellation): Uint8Array => {
  const index = indexFields(parseFields(splitArticle(bufferOf(raw)).header))
  const value = (name: string): string => index.get(name)?.value ?? ''
  const target = value('message-id')
  const distribution = value('distribution')
  const header = [
    serializeField('Path', `${host}!.POSTED!not-for-mail`, PATH_COLUMNS),
    serializeField('From', value('from')),
    serializeField('Newsgroups', value('newsgroups').replace(/\s+/g, ''), PATH_COLUMNS),
    serializeField('Subject', `cmsg cancel ${target}`, PATH_COLUMNS),
    serializeField('Control', `cancel ${target}`, PATH_COLUMNS),
    serializeField('Message-ID', messageId, PATH_COLUMNS),
    serializeField('Date', formatDate(now)),
    distribution === '' ? '' : serializeField('Distribution', distribution),
    serializeField('Cancel-Key', `sha256:${cancelKey}`, PATH_COLUMNS),
    serializeField('Injection-Info', `${host}; mail-complaints-to="usenet@${host}"`),
  ]
  return Buffer.from(`${header.join('')}\r\nTaken back by its author.\r\n`, 'latin1')
}

const bufferOf = (raw: Uint8Array): Buffer => Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)

const faultOfOctets = (octets: Buffer): string | null => {
  if (octets.includes(0)) return 'it holds a NUL'
  if (/(?<!\r)\n|\r(?!\n)/.test(octets.toString('latin1'))) return 'it holds a bare CR or LF'
  if (!octets.includes('\r\n\r\n')) return 'there is no blank line behind its header'
  return octets[0] === 0x0d ? 'it has no header' : null
}

/** RFC 5536 §2.2: a field, or the rest of one, which begins with a blank and is not blank. */
const isHeaderLine = (line: string, at: number): boolean =>
  /^[ \t]/.test(line) ? at > 0 && line.trim() !== '' : /^[!-9;-~]+:(?:[ \t]|$)/.test(line)

const faultOfFields = (fields: readonly Field[]): string | null => {
  const counts = new Map<string, number>()
  for (const { name } of fields) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1)
  const index = indexFields(fields)
  for (const name of MANDATORY) {
    if ((index.get(name.toLowerCase())?.value ?? '') === '') return `${name} is missing`
    if (counts.get(name.toLowerCase()) !== 1) return `${name} stands there more than once`
  }
  const twice = ONCE.find((name) => (counts.get(name) ?? 0) > 1)
  if (twice !== undefined) return `${twice} stands there more than once`
  return isProperId(index.get('message-id')?.value ?? '') ? null : 'its Message-ID is not a proper one'
}

const factsIn = (index: ReadonlyMap<string, Field>, octets: number): Facts => {
  const value = (name: string): string => index.get(name)?.value ?? ''
  return {
    newsgroups: listOf(value('newsgroups')),
    path: pathIdentities(value('path')),
    distributions: listOf(value('distribution')).map((each) => each.toLowerCase()),
    octets,
  }
}

/** RFC 5536 §3.1.5: what stands between `!`; diagnostics begin with a dot, and the tail names nobody. */
const pathIdentities = (path: string): readonly string[] =>
  path
    .replace(/\s+/g, '')
    .toLowerCase()
    .split('!')
    .slice(0, -1)
    .filter((each) => each !== '' && !each.startsWith('.'))

const listOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')

const wordsOf = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '')

const without = (header: string, fields: readonly Field[], names: ReadonlySet<string>): string => {
  let kept = ''
  let position = 0
  for (const { name, start, end } of fields) {
    if (!names.has(name.toLowerCase())) continue
    kept += header.slice(position, start)
    position = end
  }
  return kept + header.slice(position)
}
