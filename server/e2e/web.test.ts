// Callers in a browser at the real screens, without the browser.

import { afterEach, expect, test } from 'vitest'
import { callFromBrowser, openSocket } from '../testing/browser-caller.ts'
import { openWorld, passwordOf, type World } from '../testing/world.ts'

let world: World

afterEach(async () => {
  await world.close()
})

test('somebody new signs up in the browser and is on', async () => {
  world = await openWorld()
  const caller = await callFromBrowser({ port: world.port('web') })
  await caller.welcome()
  await caller.see('Look around')
  caller.type('n')
  await caller.see('Name')
  caller.type('mara\r')
  await caller.see('Password')
  caller.type('correct horse battery\r')
  await caller.see('Main menu')
  const online = await world.core.sessions.online({ session: world.console })
  expect(online.map(({ nick, faces }) => [nick, faces])).toEqual([['mara', ['web']]])
})

test('a dropped line comes back to the same screen, painted whole', async () => {
  world = await openWorld()
  const port = world.port('web')
  await world.addAccount('mara')
  const first = await callFromBrowser({ port })
  const { resumeToken } = await first.welcome()
  await first.see('Log in')
  first.type('l')
  await first.see('Name')
  first.type('mara\r')
  await first.see('Password')
  first.type(`${passwordOf('mara')}\r`)
  await first.see('Main menu')
  first.socket.terminate()
  await first.closed
  const second = await callFromBrowser({ port, resume: resumeToken, columns: 100, rows: 30 })
  expect((await second.welcome()).resumed).toBe(true)
  await second.see('Main menu')
  await second.see('mara')
  await second.see('Boards')
  expect(await world.core.sessions.online({ session: world.console })).toHaveLength(1)
})

test('another page is refused before anything is upgraded', async () => {
  world = await openWorld()
  const port = world.port('web')
  const refused = await Promise.allSettled(
    Array.from({ length: 50 }, () => openSocket({ port, origin: 'https://evil.example' })),
  )
  expect(refused.every(({ status }) => status === 'rejected')).toBe(true)
  const caller = await callFromBrowser({ port })
  await caller.welcome()
})

test('garbage closes its own line only', async () => {
  world = await openWorld()
  const port = world.port('web')
  const good = await callFromBrowser({ port })
  await good.see('Look around')
  for (const garbage of ['', 'x', '{}', '[1]', '{"type":"input"}', '\u0000'.repeat(1000)]) {
    const bad = await callFromBrowser({ port })
    await bad.welcome()
    bad.send(garbage)
    expect(await bad.closed).toBe(1008)
  }
  good.type('g')
  await good.see('Main menu')
})

test('200 idle tabs keep nobody from talking', async () => {
  world = await openWorld({ settings: { LIMITS_THROTTLE: 'false' } })
  const port = world.port('web')
  const idle = await Promise.all(Array.from({ length: 200 }, () => callFromBrowser({ port })))
  await Promise.all(idle.map((each) => each.welcome()))
  const caller = await callFromBrowser({ port })
  await caller.see('Look around')
  const started = performance.now()
  caller.type('g')
  await caller.see('Main menu')
  expect(performance.now() - started).toBeLessThan(1000)
  for (const each of idle) each.socket.terminate()
})
