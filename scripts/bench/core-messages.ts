// Durable channel messages through the core: every message is in the file, synced, before its speaker is answered.

import { join } from 'node:path'
import { pino } from 'pino'
import { loadConfig } from '../../server/config.ts'
import type { CoreLink } from '../../server/core/contract.ts'
import type { SessionId } from '../../server/core/ids.ts'
import { openHouse } from '../../server/house.ts'
import { type Bench, type BenchContext, percentile, type Row } from './bench.ts'

const SECONDS = 5
const CHANNEL = '#lobby'
const TEXT =
  'The quick brown fox jumps over the lazy dog, and then does it once more, for the sake of one hundred and twenty octets.'

export const coreMessages: Bench = {
  name: 'core-messages',
  what: 'durable channel messages a second through the core (synchronous FULL)',
  run: async (context) => [
    ...(await measure(context, 256, { atLeast: 20_000 })),
    ...(await measure(context, 16)),
    ...(await measure(context, 1)),
  ],
}

const measure = async (context: BenchContext, speakers: number, target?: Row['target']): Promise<Row[]> => {
  context.say(`${speakers} speakers`)
  const settings = { SAMBAND_SERVER_STATE: join(context.folder, `with-${speakers}`), SAMBAND_LIMITS_THROTTLE: 'false' }
  const house = openHouse(loadConfig(null, settings), {
    log: pino({ level: 'warn' }),
    onBroken: (error) => {
      throw error
    },
  })
  const waits: number[] = []
  const sessions = await Promise.all(Array.from({ length: speakers }, (_, index) => enter(house.link, index)))
  const started = performance.now()
  const end = started + SECONDS * 1000
  await Promise.all(
    sessions.map(async (session) => {
      for (let now = performance.now(); now < end; now = performance.now()) {
        await house.link.core.channels.say({ session, channel: CHANNEL, text: TEXT })
        await kept(house.link)
        waits.push(performance.now() - now)
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  house.close()
  const what = `${speakers} speaker${speakers === 1 ? '' : 's'}, each waiting for the answer`
  return [
    { measured: what, value: waits.length / seconds, unit: 'messages/s', ...(target === undefined ? {} : { target }) },
    { measured: `${what}: p50`, value: percentile(waits, 0.5), unit: 'ms' },
    { measured: `${what}: p99`, value: percentile(waits, 0.99), unit: 'ms' },
  ]
}

const enter = async ({ core }: CoreLink, index: number): Promise<SessionId> => {
  const session = await core.sessions.open({ face: 'irc', address: '', secure: true })
  await core.sessions.enterAsGuest({ session, nick: `speaker${index}` })
  await core.channels.join({ session, channel: CHANNEL })
  return session
}

/** Resolves where a gateway would write to its sockets: after this turn's COMMIT. */
const kept = ({ outlet }: CoreLink): Promise<void> => new Promise((flush) => outlet.schedule({ flush }))
