import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { turnOutlet } from '../core/link.ts'
import type { Caller, CallerOptions } from '../screens/caller.ts'
import { openCore, passwordFor, type TestCore } from '../testing/core.ts'
import { CarriedTerminal } from './carried-terminal.ts'
import { type Visit, Visits } from './visits.ts'

let core: TestCore
let visits: Visits
let openCaller: (options: CallerOptions) => Caller
const said: string[] = []
const faults: string[] = []

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  said.length = 0
  faults.length = 0
  core = openCore()
  openCaller = () => ({ render: () => {}, redraw: () => {}, close: (reason) => said.push(`screen: ${reason}`) })
  visits = new Visits({
    link: core.house.link,
    house: { name: 'Testhouse', ways: [], dataFolders: [] },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: (fields) => faults.push(JSON.stringify(fields)) },
    openCaller: (options) => openCaller(options),
  })
})

afterEach(() => {
  visits.stop()
  core.close()
  vi.useRealTimers()
})

const arrive = (): Promise<Visit> =>
  visits.open({
    ...{ face: 'ssh', address: '192.0.2.1', secure: true },
    onDismissed: (reason) => said.push(`gateway: ${reason}`),
  })

const openTerminal = (): CarriedTerminal => {
  const terminal = new CarriedTerminal({
    kind: { term: 'xterm', colors: 16, charset: 'utf-8', language: '' },
    size: { columns: 80, rows: 24 },
    outlet: turnOutlet(),
    sendLimit: 1000,
    onClosed: () => {},
    onFault: () => {},
  })
  const sink = { write: () => {}, backlog: 0 }
  terminal.attach({ sink, pause: () => {}, resume: () => {}, overflow: () => {} })
  return terminal
}

const minutes = (count: number): void => {
  vi.advanceTimersByTime(count * 60_000)
}

test('nobody in particular, silent for a quarter of an hour, is sent away', async () => {
  const visit = await arrive()
  const terminal = openTerminal()
  visit.sit({ terminal, entry: 'welcome' })
  minutes(14)
  terminal.receive('x')
  minutes(14)
  expect(said).toEqual([])
  minutes(2)
  expect(said).toEqual([expect.stringContaining('screen: You have been quiet for a while')])
})

test('somebody who has a name may be silent for ever', async () => {
  const visit = await arrive()
  visit.sit({ terminal: openTerminal(), entry: 'welcome' })
  core.sessions.enterAsGuest({ session: visit.session })
  minutes(600)
  expect(said).toEqual([])
})

test('a session that is dismissed hears it on its screen, and from the gateway while there is none', async () => {
  await core.accounts.add({ session: core.console, name: 'troll', password: passwordFor('troll') })
  const seated = await arrive()
  const standing = await arrive()
  for (const { session } of [seated, standing]) {
    await core.accounts.signIn({ session, name: 'troll', password: passwordFor('troll') })
  }
  seated.sit({ terminal: openTerminal(), entry: 'menu' })
  core.accounts.ban({ session: core.console, name: 'troll', reason: 'shouting', until: null })
  expect(said).toEqual(['screen: banned: shouting', 'gateway: banned: shouting'])
  expect(seated.farewell).toBe('banned: shouting')
})

test('a visit that has ended is nobody’s any more, and ends once', async () => {
  const visit = await arrive()
  core.sessions.enterAsGuest({ session: visit.session })
  visit.end('gone')
  visit.end('gone again')
  await Promise.resolve()
  expect(core.sessions.online({ session: core.console })).toEqual([])
  visit.dismiss('too late')
  expect(said).toEqual([])
})

test('a screen that cannot say goodbye is logged', async () => {
  openCaller = () => ({
    render: () => {},
    redraw: () => {},
    close: () => {
      throw new Error('no words')
    },
  })
  const visit = await arrive()
  visit.sit({ terminal: openTerminal(), entry: 'welcome' })
  visit.dismiss('bye')
  expect(faults).toEqual([expect.stringContaining('"face":"ssh"')])
})
