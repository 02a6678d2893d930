// What a client wrote, quoted back where only one word may stand.

import { cutToOctets } from '../../wire/irc/octets.ts'

/** How much of a parameter is quoted back. */
const QUOTED_OCTETS = 100

export const asMiddle = (param: string): string => {
  const word = cutToOctets(param.replace(/^:+|[ \r\n\0]/g, '_'), QUOTED_OCTETS)
  return word === '' ? '*' : word
}
