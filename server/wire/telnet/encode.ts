// What we say in telnet: text with its IACs doubled, options, subnegotiations.

import { DO, DONT, IAC, SB, SE, WILL, WONT } from './codes.ts'
import type { Verb } from './parser.ts'

const CODES: Readonly<Record<Verb, number>> = { will: WILL, wont: WONT, do: DO, dont: DONT }

/** Data in which an octet 255 stands for itself. */
export const escapeIac = (octets: Uint8Array): Buffer => {
  if (!octets.includes(IAC)) return Buffer.from(octets)
  const escaped: number[] = []
  for (const octet of octets) escaped.push(...(octet === IAC ? [IAC, IAC] : [octet]))
  return Buffer.from(escaped)
}

export const command = (code: number): Buffer => Buffer.from([IAC, code])

export const option = (verb: Verb, code: number): Buffer => Buffer.from([IAC, CODES[verb], code])

export const subnegotiation = (code: number, octets: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([IAC, SB, code]), escapeIac(octets), Buffer.from([IAC, SE])])
