// Keeps an eye on free space, and tidies the store while the house is open.

import type { Log } from './gateways/gateway.ts'
import type { House } from './house.ts'

const WATCH_MS = 5000
const IDLE_CHECKPOINT_MS = 300_000
const DAY_MS = 86_400_000

/** Keeps an eye on free space (writing stops below the floor, and comes back by itself) and tidies the store. */
export const watchDisk = (core: House, floorMib: number, log: Log): (() => void) => {
  const look = (): void => {
    const writable = core.state.freeMib() >= floorMib
    if (writable !== core.store.journal.writable) log.warn({ writable, floorMib }, 'free disk space')
    core.store.journal.writable = writable
  }
  look()
  const timers = [
    setInterval(look, WATCH_MS),
    setInterval(() => core.store.checkpoint(), IDLE_CHECKPOINT_MS),
    setInterval(() => core.store.optimize(), DAY_MS),
  ]
  for (const timer of timers) timer.unref()
  return () => {
    for (const timer of timers) clearInterval(timer)
  }
}
