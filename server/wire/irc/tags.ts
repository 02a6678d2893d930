// IRCv3 message tags: `@key=value;key;+vendor/key=value`, and the escaping of their values
// (https://ircv3.net/specs/extensions/message-tags).

export type Tags = ReadonlyMap<string, string>

const KEY = /^\+?(?:[A-Za-z0-9.-]+\/)?[A-Za-z0-9-]+$/

const ESCAPES: Record<string, string> = { ';': '\\:', ' ': '\\s', '\\': '\\\\', '\r': '\\r', '\n': '\\n' }
const UNESCAPES: Record<string, string> = { ':': ';', s: ' ', r: '\r', n: '\n' }

export const escapeTagValue = (value: string): string => value.replace(/[; \\\r\n]/g, (char) => ESCAPES[char] ?? char)

/** A backslash before any other character is dropped, as is one at the end. */
export const unescapeTagValue = (value: string): string =>
  value.replace(/\\(.?)/gs, (_, char: string) => UNESCAPES[char] ?? char)

/** Tags without the leading `@`. Of two with one key the last counts; those with an impossible key are left out. */
export const parseTags = (text: string): Tags => {
  const tags = new Map<string, string>()
  for (const tag of text.split(';')) {
    const equals = tag.indexOf('=')
    const key = equals === -1 ? tag : tag.slice(0, equals)
    if (KEY.test(key)) tags.set(key, equals === -1 ? '' : unescapeTagValue(tag.slice(equals + 1)))
  }
  return tags
}

/** `@…` with the blank that ends it, or nothing when there are no tags. @throws RangeError an impossible key, NUL */
export const serialiseTags = (tags: Tags): string => {
  if (tags.size === 0) return ''
  const written = [...tags].map(([key, value]) => {
    if (!KEY.test(key) || value.includes('\0')) throw new RangeError(`tag ${JSON.stringify(key)} cannot be sent`)
    return value === '' ? key : `${key}=${escapeTagValue(value)}`
  })
  return `@${written.join(';')} `
}
