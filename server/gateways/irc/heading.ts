// A connection from a configured gateway: whom it carries is read before anything else (PROXY, WEBIRC), so that
// limits, bans and cloaks go by the person's address and not by the gateway's.

import type { Socket } from 'node:net'
import { type Carried, readHeading } from '../../wire/proxy-protocol.ts'
import { isSameSecret } from '../same-secret.ts'

export interface TrustedGateways {
  /** Addresses as the socket spells them, or without `::ffff:`. */
  readonly addresses: readonly string[]
  /** What WEBIRC must say; '' refuses WEBIRC. */
  readonly password: string
}

const HEADING_MS = 5000

export const isTrusted = ({ addresses }: TrustedGateways, address: string): boolean =>
  addresses.includes(address) || addresses.includes(address.replace(/^::ffff:/i, ''))

/**
 * Calls `onRead` once: with whom the gateway carries; with null when it said nothing of that, and comes for itself. What
 * follows the heading stays in the socket. One that is malformed, late, or has the wrong password is hung up on.
 */
export const readCarried = (
  socket: Socket,
  { password }: TrustedGateways,
  onRead: (carried: Carried | null) => void,
): void => {
  let octets = Buffer.alloc(0)
  const done = (): void => {
    clearTimeout(late)
    socket.off('readable', read)
  }
  const late = setTimeout(() => {
    done()
    socket.destroy()
  }, HEADING_MS)
  socket.once('close', () => clearTimeout(late))
  const read = (): void => {
    const chunk: Buffer | null = socket.read()
    if (chunk === null) return
    octets = Buffer.concat([octets, chunk])
    const heading = readHeading(octets)
    if (heading === 'more') return
    done()
    const isWrong = heading === 'malformed' || (heading !== 'none' && !mayCarry(heading, password))
    if (isWrong) return void socket.destroy()
    const rest = heading === 'none' ? octets : octets.subarray(heading.length)
    if (rest.length > 0) socket.unshift(rest)
    onRead(heading === 'none' ? null : heading)
  }
  socket.on('readable', read)
}

const mayCarry = (carried: Carried, password: string): boolean =>
  carried.password === null || (password !== '' && isSameSecret(carried.password, password))
