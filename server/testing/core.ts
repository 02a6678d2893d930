// The core over a real store in a temporary folder, without gateways: for tests of use cases.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Config, loadConfig } from '../config.ts'
import type { Face } from '../core/accounts/session.ts'
import type { Outcome } from '../core/boards/submission.ts'
import type { CoreServices } from '../core/contract.ts'
import type { CoreEvent } from '../core/events.ts'
import type { SessionId } from '../core/ids.ts'
import { isRefusal, type RefusalCode } from '../core/refusal.ts'
import { type House, openHouse } from '../house.ts'

export interface TestCore extends CoreServices {
  readonly house: House
  readonly config: Config
  /** Everything that was published, in order. */
  readonly events: CoreEvent[]
  /** A session that acts as sysop. */
  readonly console: SessionId
  /** Moves the clock. */
  pass(milliseconds: number): void
  /** Opens a session; with a name it is signed in (the account is made when there is none). */
  enter(name?: string, face?: Face): Promise<SessionId>
  guest(nick?: string): SessionId
  close(): void
}

export const passwordFor = (name: string): string => `password of ${name}`

/** `settings`: environment variables without their prefix, as in world.ts. `toml`: a file, for what they cannot say. */
export const openCore = (settings: Readonly<Record<string, string>> = {}, toml?: string): TestCore => {
  const folder = mkdtempSync(join(tmpdir(), 'samband-core-'))
  const environment = Object.entries({ SERVER_STATE: folder, ...settings })
  const file = toml === undefined ? null : join(folder, 'samband.toml')
  if (file !== null) writeFileSync(file, toml ?? '')
  const config = loadConfig(file, Object.fromEntries(environment.map(([key, value]) => [`SAMBAND_${key}`, value])))
  let now = Date.UTC(2026, 0, 1)
  const house = openHouse(config, {
    log: pino({ level: 'error' }),
    clock: { now: () => now },
    onBroken: (error) => {
      throw error
    },
  })
  const { services } = house
  const events: CoreEvent[] = []
  house.tick.subscribe((event) => events.push(event))
  const session = (face: Face): SessionId => services.sessions.open({ face, address: '192.0.2.7', secure: true })
  const staff = session('console')
  return {
    ...{ ...services, house, config, events, console: staff },
    pass: (milliseconds) => {
      now += milliseconds
    },
    enter: async (name, face = 'ssh') => {
      const id = session(face)
      if (name === undefined) return id
      const exists = services.accounts.list({ session: staff }).some((account) => account.name === name)
      if (!exists) await services.accounts.add({ session: staff, name, password: passwordFor(name) })
      await services.accounts.signIn({ session: id, name, password: passwordFor(name) })
      return id
    },
    guest: (nick) => {
      const id = session('irc')
      services.sessions.enterAsGuest({ session: id, ...(nick === undefined ? {} : { nick }) })
      return id
    },
    close: () => {
      house.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The code of the Refusal that `act` throws; null when it goes through. */
export const refusalOf = async (act: () => unknown): Promise<RefusalCode | null> => {
  try {
    await act()
    return null
  } catch (error) {
    if (isRefusal(error)) return error.code
    throw error
  }
}

/** An article that was filed at once, with its places. */
export const filed = (outcome: Outcome): Extract<Outcome, { held: null }> => {
  if (outcome.held !== null) throw new Error(`${outcome.messageId} waits for a moderator (${outcome.held})`)
  return outcome
}
