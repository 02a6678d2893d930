// Callers over SSH at the real screens.

import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { callOverSsh, newKeyPair } from '../testing/ssh-caller.ts'
import { openWorld, passwordOf, type World } from '../testing/world.ts'

let world: World

afterEach(async () => {
  await world.close()
})

test('somebody new signs up with the key they came with, and comes back by key and by password', async () => {
  world = await openWorld()
  const port = world.port('ssh')
  const keys = newKeyPair()
  const newcomer = await callOverSsh({ port, username: 'new', privateKey: keys.private })
  await newcomer.see('Name')
  newcomer.type('mara')
  newcomer.type('\r')
  await newcomer.see('Password')
  newcomer.type('correct horse battery')
  await newcomer.see('Let my SSH key open the door')
  // To the toggle that keeps the key, to the button, and off.
  newcomer.type('\t\t\r')
  await newcomer.see('Main menu')
  newcomer.close()

  const byKey = await callOverSsh({ port, username: 'mara', privateKey: keys.private })
  await byKey.see('Main menu')
  byKey.close()
  const byPassword = await callOverSsh({ port, username: 'mara', answers: ['correct horse battery'] })
  await byPassword.see('Main menu')
  byPassword.close()
})

test('two sessions of one account are one person', async () => {
  world = await openWorld()
  const port = world.port('ssh')
  await world.addAccount('mara')
  const callers = await Promise.all(
    Array.from({ length: 2 }, () => callOverSsh({ port, username: 'mara', password: passwordOf('mara') })),
  )
  await Promise.all(callers.map((caller) => caller.see('Main menu')))
  const online = await world.core.sessions.online({ session: world.console })
  expect(online.map(({ nick, faces }) => [nick, faces])).toEqual([['mara', ['ssh']]])
  callers[0]?.close()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(await world.core.sessions.online({ session: world.console })).toHaveLength(1)
  callers[1]?.close()
  await expect.poll(() => world.core.sessions.online({ session: world.console })).toEqual([])
})

test('an empty password lands on the welcome screen', async () => {
  world = await openWorld()
  const caller = await callOverSsh({ port: world.port('ssh'), username: 'whoever', answers: [''] })
  await caller.see('Look around')
  caller.close()
})

test('a guest gets the menu, leaves by G and the terminal is put back', async () => {
  world = await openWorld()
  const caller = await callOverSsh({ port: world.port('ssh'), username: 'guest' })
  await caller.see('Goodbye')
  caller.type('g')
  await caller.see('Yes')
  caller.type('\r')
  expect(await caller.ended).toBe(0)
  expect(caller.received.raw).toContain('\u001b[?1049l')
  expect(caller.received.raw).toContain('\u001b[?25h')
})

test('a ban ends the visit with its reason, and the next login says it again', async () => {
  world = await openWorld()
  const port = world.port('ssh')
  await world.addAccount('troll')
  const caller = await callOverSsh({ port, username: 'troll', password: passwordOf('troll') })
  await caller.see('Main menu')
  await world.core.accounts.ban({ session: world.console, name: 'troll', reason: 'shouting', until: null })
  await caller.expect('shouting')
  await caller.ended
  const again = await callOverSsh({ port, username: 'troll', password: passwordOf('troll') })
  await again.expect('This account is banned: shouting')
  expect(await again.ended).toBe(1)
})

test('who signs up where people must be approved is told so, and told again at the door', async () => {
  world = await openWorld({ settings: { REGISTRATION_MODE: 'approve' } })
  const port = world.port('ssh')
  const newcomer = await callOverSsh({ port, username: 'new' })
  await newcomer.see('Name')
  newcomer.type('mara\r')
  await newcomer.see('Password')
  newcomer.type('correct horse battery\r')
  await expect
    .poll(() => world.core.accounts.list({ session: world.console, state: 'pending' }))
    .toEqual([expect.objectContaining({ name: 'mara' })])
  newcomer.close()
  const again = await callOverSsh({ port, username: 'mara', password: 'correct horse battery' })
  await again.expect('waits for a moderator')
})

test('200 connections that never log in keep no caller out', async () => {
  world = await openWorld()
  const port = world.port('ssh')
  const silent = Array.from({ length: 200 }, () => connect(port, '127.0.0.1').on('error', () => {}))
  await Promise.all(silent.map((socket) => once(socket, 'connect')))
  const caller = await patiently(() => callOverSsh({ port, username: 'guest' }))
  const started = performance.now()
  await caller.see('Main menu')
  caller.type('?')
  await caller.see('Esc')
  expect(performance.now() - started).toBeLessThan(3000)
  for (const socket of silent) socket.destroy()
  caller.close()
})

/** Tries again for a while, as people do: the flood has used up what one network may knock at once. */
const patiently = async <T>(attempt: () => Promise<T>): Promise<T> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (tries === 20) throw error
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }
}
