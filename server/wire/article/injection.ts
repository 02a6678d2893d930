// What an injecting agent does to an article (RFC 5537 §3.5): looks whether it is a proper one (RFC 5536), and adds what
// is the server's to add. The poster's own octets stay as they are.

import { formatDate, parseDate } from './date.ts'
import { type Field, indexFields, parseFields, serializeField, splitArticle } from './header.ts'

export interface Proto {
  readonly messageId: string | null
  readonly date: number | null
  readonly newsgroups: readonly string[]
  readonly isApproved: boolean
  readonly cancels: string | null
  readonly supersedes: string | null
  readonly cancelKeys: readonly string[]
}

export interface Injection {
  readonly host: string
  readonly account: string
  readonly messageId: string
  readonly now: number
  readonly cancelLock: string
  readonly cancelKey: string | null
}

/** RFC 5322 §2.1.1. */
const LINE_OCTETS = 998
const HEADER_OCTETS = 65_536
/** RFC 5536 §3.1.3, without quoted strings: what every server takes. */
const MESSAGE_ID = /^<[^\s<>@\\"]+@[^\s<>@\\"]+>$/
const MESSAGE_ID_OCTETS = 250
const NEWSGROUP = /^[A-Za-z0-9+_-]+(\.[A-Za-z0-9+_-]+)*$/
/** RFC 5536 §3: each of these stands at most once. */
const ONCE = [
  ...['from', 'newsgroups', 'subject', 'date', 'message-id', 'path', 'followup-to', 'references', 'expires'],
  ...['control', 'distribution', 'organization', 'reply-to', 'sender', 'summary', 'supersedes', 'approved', 'archive'],
  ...['injection-date', 'injection-info', 'user-agent', 'xref', 'lines', 'keywords', 'in-reply-to', 'mime-version'],
  ...['content-type', 'content-transfer-encoding', 'cancel-lock', 'cancel-key'],
]
/** Put in by injecting agents alone: an article that has one was injected already (RFC 5537 §3.5, step 2). */
const INJECTED = ['injection-info', 'nntp-posting-host', 'nntp-posting-date', 'x-trace']
/** Fields of the poster that make way for ours. */
const REPLACED = new Set(['path', 'sender', 'xref'])

/** Returns what is wrong, as an English sentence without its full stop. */
export const inspectProto = (raw: Uint8Array): Proto | string => {
  const octets = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const { header, body } = splitArticle(octets)
  const fault = faultOfOctets(octets, header, body) ?? faultOfLines(header)
  if (fault !== null) return fault
  const fields = parseFields(header)
  const index = indexFields(fields)
  const wrong = faultOfFields(fields, index)
  if (wrong !== null) return wrong
  const value = (name: string): string => index.get(name)?.value ?? ''
  const date = index.has('date') ? parseDate(value('date')) : null
  if (index.has('date') && date === null) return 'The Date cannot be read'
  const [, verb = '', target = ''] = /^(\S+)\s*(.*)$/.exec(value('control')) ?? []
  if (verb !== '' && verb.toLowerCase() !== 'cancel') return `Control messages other than cancel are not taken here`
  if (verb !== '' && !isProperId(target)) return 'Control: cancel needs the Message-ID of an article'
  if (index.has('supersedes') && !isProperId(value('supersedes'))) return 'Supersedes needs a Message-ID'
  if (verb !== '' && index.has('supersedes')) return 'Control and Supersedes exclude each other'
  return {
    messageId: index.get('message-id')?.value ?? null,
    date,
    newsgroups: namesIn(value('newsgroups')),
    isApproved: index.has('approved'),
    cancels: verb === '' ? null : target,
    supersedes: index.get('supersedes')?.value ?? null,
    cancelKeys: value('cancel-key')
      .split(/\s+/)
      .filter((key) => key !== ''),
  }
}

export const isProperId = (word: string): boolean => word.length <= MESSAGE_ID_OCTETS && MESSAGE_ID.test(word)

const faultOfOctets = (octets: Buffer, header: string, body: Buffer): string | null => {
  if (octets.includes(0)) return 'An article may not hold a NUL'
  if (/(?<!\r)\n|\r(?!\n)/.test(octets.toString('latin1')))
    return 'Every line must end in CR LF; a bare CR or LF is in it'
  if (header === '') return 'It has no header'
  if (header.length > HEADER_OCTETS) return `Its header is larger than ${HEADER_OCTETS / 1024} KiB`
  if (!octets.includes('\r\n\r\n')) return 'There is no blank line between header and body'
  return body.toString('latin1').trim() === '' ? 'It has no text' : null
}

/** RFC 5536 §2.2: name, colon, blank, content; folded lines begin with a blank and are not blank. */
const faultOfLines = (header: string): string | null => {
  for (const [at, line] of header.slice(0, -2).split('\r\n').entries()) {
    if (line.length > LINE_OCTETS) return `A line of its header is longer than ${LINE_OCTETS} octets`
    const isFolded = /^[ \t]/.test(line)
    const isField = isFolded ? at > 0 && line.trim() !== '' : /^[!-9;-~]+:([ \t]|$)/.test(line)
    if (!isField) return `Line ${at + 1} of its header is no header field`
  }
  return null
}

const faultOfFields = (fields: readonly Field[], index: ReadonlyMap<string, Field>): string | null => {
  for (const name of ['From', 'Newsgroups', 'Subject']) {
    if ((index.get(name.toLowerCase())?.value ?? '') === '') return `${name} is missing`
  }
  const seen = new Set<string>()
  for (const { name } of fields) {
    const key = name.toLowerCase()
    if (seen.has(key) && ONCE.includes(key)) return `${name} stands there more than once`
    seen.add(key)
  }
  const value = (name: string): string => index.get(name)?.value ?? ''
  if (!/[^\s<>@()]+@[^\s<>@()]+/.test(value('from'))) return 'From holds no address'
  if (index.has('message-id') && !isProperId(value('message-id'))) return 'Message-ID is not a proper one'
  if (!namesIn(value('newsgroups')).every((name) => NEWSGROUP.test(name))) return 'Newsgroups holds what is no name'
  const followup = index.get('followup-to')?.value
  if (followup !== undefined && followup.toLowerCase() !== 'poster') {
    const names = namesIn(followup)
    if (names.length === 0 || !names.every((name) => NEWSGROUP.test(name))) return 'Followup-To holds what is no name'
  }
  const injected = INJECTED.find((name) => index.has(name))
  if (injected !== undefined) return `It was injected elsewhere already: it has ${index.get(injected)?.name}`
  return /(^|!)\.POSTED/i.test(value('path')) ? 'It was injected elsewhere already: its Path says POSTED' : null
}

const namesIn = (list: string): string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** Expects what `inspectProto` found good. */
export const injectProto = (raw: Uint8Array, facts: Injection): Uint8Array => {
  const octets = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const { header, body } = splitArticle(octets)
  const fields = parseFields(header)
  const index = indexFields(fields)
  const tail = index.get('path')?.value ?? ''
  const { host, account, messageId, now } = facts
  const date = formatDate(now)
  const hasOwnTime = index.has('injection-date') || (index.has('message-id') && index.has('date'))
  const added = [
    index.has('message-id') ? '' : serializeField('Message-ID', messageId),
    index.has('date') ? '' : serializeField('Date', date),
    // The Sender is who the server knows it is, where the poster set one.
    index.has('sender') ? serializeField('Sender', `${account}@${host}`) : '',
    // RFC 5537 §3.5, step 11: not where the poster gave both, since other servers may be given the same article.
    hasOwnTime ? '' : serializeField('Injection-Date', date),
    serializeField('Injection-Info', `${host}; posting-account="${account}"; mail-complaints-to="usenet@${host}"`),
    index.has('cancel-lock') ? '' : serializeField('Cancel-Lock', facts.cancelLock),
    facts.cancelKey === null || index.has('cancel-key')
      ? ''
      : serializeField('Cancel-Key', `sha256:${facts.cancelKey}`),
  ]
  const path = serializeField('Path', `${host}!.POSTED!${/^[!-~]+$/.test(tail) ? tail : 'not-for-mail'}`, LINE_OCTETS)
  const whole = `${path}${without(header, fields)}${added.join('')}\r\n`
  return Buffer.concat([Buffer.from(whole, 'latin1'), body])
}

const without = (header: string, fields: readonly Field[]): string => {
  let kept = ''
  let position = 0
  for (const { name, start, end } of fields) {
    if (!REPLACED.has(name.toLowerCase())) continue
    kept += header.slice(position, start)
    position = end
  }
  return kept + header.slice(position)
}
