// Which pages may open a terminal here: our own, and those the sysop names. A page from elsewhere would otherwise
// speak through its visitor's browser, from the visitor's address.

import type { IncomingMessage } from 'node:http'

/** `origins`: further addresses of our own page, as `https://bbs.example.org`. No Origin at all is no browser. */
export const isOwnOrigin = (request: IncomingMessage, origins: readonly string[]): boolean => {
  const { origin, host } = request.headers
  const from = typeof origin === 'string' ? parse(origin) : null
  if (from === null || (from.protocol !== 'http:' && from.protocol !== 'https:')) return false
  if (typeof host === 'string' && from.host === host.toLowerCase()) return true
  return origins.some((own) => parse(own)?.origin === from.origin)
}

const parse = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null)
