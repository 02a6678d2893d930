// Lets go of old articles while the house is open: now and then, a batch at a time, with room for others in between.

import type { Log } from './gateways/gateway.ts'
import type { House } from './house.ts'

const EVERY_MS = 10 * 60_000
const BETWEEN_MS = 50

/** Returns what stops it. */
export const watchExpiry = ({ services }: House, log: Log, everyMs = EVERY_MS): (() => void) => {
  let timer: NodeJS.Timeout | undefined
  const session = services.sessions.open({ face: 'console', address: '', secure: true })
  const look = (): void => {
    let wait = everyMs
    try {
      const { expired, isThrough } = services.order.expire({ session })
      if (!isThrough) wait = BETWEEN_MS
      if (expired > 0) log.info({ expired }, 'old articles have gone')
    } catch (error) {
      log.warn({ err: error }, 'old articles could not be let go of')
    }
    timer = setTimeout(look, wait)
    timer.unref()
  }
  timer = setTimeout(look, everyMs)
  timer.unref()
  return () => {
    clearTimeout(timer)
    services.sessions.close({ session, reason: '' })
  }
}
