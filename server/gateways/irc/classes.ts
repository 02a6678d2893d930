// Connection classes: how much may wait in each direction for a connection, and how fast its lines are taken. Which
// class a connection is in follows from who it is.

import { CLIENT_TAGS_OCTETS } from '../../wire/irc/message.ts'

export const CLASS_NAMES = ['unregistered', 'guest', 'account', 'operator', 'gateway'] as const
export type ClassName = (typeof CLASS_NAMES)[number]

export interface ConnectionClass {
  readonly name: ClassName
  /** Octets that may wait to be read by the client: past it the connection is closed. */
  readonly sendq: number
  /** Octets of complete lines that may wait to be carried out: past it the connection is closed. */
  readonly recvq: number
  /** So many lines at once, and then so many a second (fakelag). */
  readonly burst: number
  readonly perSecond: number
}

export type ConnectionClasses = Readonly<Record<ClassName, ConnectionClass>>

const KIB = 1024
/** Room for one line full of tags besides. */
const RECVQ = 8 * KIB + CLIENT_TAGS_OCTETS

const classOf = (
  name: ClassName,
  sendqKib: number,
  rest: Pick<ConnectionClass, 'recvq' | 'burst' | 'perSecond'>,
): ConnectionClass => ({ name, sendq: sendqKib * KIB, ...rest })

export const DEFAULT_CLASSES: ConnectionClasses = {
  // Logging in takes some ten lines, most of them at once.
  unregistered: classOf('unregistered', 64, { recvq: RECVQ, burst: 20, perSecond: 2 }),
  guest: classOf('guest', 256, { recvq: RECVQ, burst: 10, perSecond: 2 }),
  account: classOf('account', 512, { recvq: RECVQ, burst: 10, perSecond: 2 }),
  operator: classOf('operator', 1024, { recvq: 32 * KIB, burst: 60, perSecond: 10 }),
  // A configured gateway that comes for itself: a relay speaks for many.
  gateway: classOf('gateway', 1024, { recvq: 64 * KIB, burst: 200, perSecond: 50 }),
}

const SETTING = /^sendq=(\d{1,6})k recvq=(\d{1,5})k burst=(\d{1,5}) rate=(\d{1,5}(?:\.\d{1,3})?)$/

/** As settings write them: `sendq=256k recvq=12k burst=10 rate=2`; '' is the default. Null when it cannot be read. */
export const readClass = (name: ClassName, text: string): ConnectionClass | null => {
  if (text === '') return DEFAULT_CLASSES[name]
  const [, sendq, recvq, burst, rate] = SETTING.exec(text) ?? []
  const limits = {
    sendq: Number(sendq) * KIB,
    recvq: Number(recvq) * KIB,
    burst: Number(burst),
    perSecond: Number(rate),
  }
  // Less would not hold a welcome, or one line.
  const isEnough = limits.sendq >= 16 * KIB && limits.recvq >= RECVQ && limits.burst >= 1 && limits.perSecond > 0
  return isEnough ? { name, ...limits } : null
}
