// A ban shuts somebody out on every face at once, and every face says so in a sentence: by address, by network, by
// account, by mask; for a time; and not the console.

import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { callFromBrowser, openSocket } from '../testing/browser-caller.ts'
import { openConversation } from '../testing/conversation.ts'
import { callOverSsh, newKeyPair } from '../testing/ssh-caller.ts'
import { openWorld, passwordOf, type World } from '../testing/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
  await world.addAccount('mel')
})
afterEach(() => world.close())

const ban = (target: string, reason: string, until: number | null = null) =>
  world.core.moderation.ban({ session: world.console, target, reason, until })

const SENTENCE = 'You are banned from this house: noise'

describe.each(['127.0.0.1', '127.0.0.0/24'])('a ban of the address %s', (target) => {
  beforeEach(() => ban(target, 'noise'))

  test('is 465 and ERROR on IRC', async () => {
    const irc = await openConversation({ port: world.port('irc') })
    await irc.script(`= * 465 * :${SENTENCE}`, `= ERROR :Closing link: ${SENTENCE}`)
    await irc.ended()
  })

  test('is 502 for a newsreader', async () => {
    const news = await openConversation({ port: world.port('nntp') })
    await news.script(`= 502 ${SENTENCE}`)
    await news.ended()
  })

  test.each([
    ['a password', { username: 'mel', password: passwordOf('mel') }],
    ['an account that asks to be asked', { username: 'mel', answers: [passwordOf('mel')] }],
    ['a guest', { username: 'guest', password: 'x' }],
    ['somebody new', { username: 'new' }],
    ['a key', { username: 'mel', privateKey: newKeyPair().private }],
  ])('is a sentence on the screen over SSH, for %s', async (_, who) => {
    const caller = await callOverSsh({ port: world.port('ssh'), ...who })
    await caller.expect(SENTENCE)
    expect(await caller.ended).toBe(1)
  })

  test('closes the browser’s line with the reason', async () => {
    const socket = await openSocket({ port: world.port('web') })
    const closed = once(socket, 'close')
    socket.send(JSON.stringify({ type: 'hello', columns: 80, rows: 24 }))
    const [code, reason] = await closed
    expect([code, String(reason)]).toEqual([1008, SENTENCE])
  })

  test('and is over when it is lifted', async () => {
    await world.core.moderation.unban({ session: world.console, target })
    const irc = await openConversation({ port: world.port('irc') })
    await irc.script('> NICK gus', '> USER g 0 * :g', '< * 001 gus *')
    await irc.close()
  })
})

test('those who are in are told why they go, on every face', async () => {
  const ssh = await callOverSsh({ port: world.port('ssh'), username: 'mel', password: passwordOf('mel') })
  await ssh.see('Main menu')
  const web = await callFromBrowser({ port: world.port('web') })
  await web.welcome()
  const news = await openConversation({ port: world.port('nntp') })
  await news.script('< 200 *')
  const irc = await openConversation({ port: world.port('irc') })
  await irc.script('> NICK gus', '> USER g 0 * :g', '< * 376 *')
  await ban('127.0.0.1', 'noise')
  await irc.script('< * 465 gus :You are banned: noise', '< ERROR :Closing link: banned: noise')
  await news.script('< 400 banned: noise')
  await ssh.expect('banned: noise')
  expect(await web.closed).toBeGreaterThanOrEqual(1000)
})

test('a mask shuts out whom it fits on every face, and nobody else', async () => {
  await ban('mel!*@*', 'rude')
  const ssh = callOverSsh({ port: world.port('ssh'), username: 'mel', password: passwordOf('mel') })
  await expect(ssh).rejects.toThrow()
  const news = await openConversation({ port: world.port('nntp') })
  await news.script('< 200 *', '> AUTHINFO USER mel', '< 381 *', `> AUTHINFO PASS ${passwordOf('mel')}`)
  await news.script('= * You are banned from this house: rude')
  const irc = await openConversation({ port: world.port('irc') })
  await irc.script(`> PASS mel:${passwordOf('mel')}`, '> NICK mel', '> USER m 0 * :m', '< * 465 * :*rude', '< ERROR *')
  const gus = await openConversation({ port: world.port('irc') })
  await gus.script('> NICK gus', '> USER g 0 * :g', '< * 001 gus *')
  await gus.close()
})

test('an account’s ban and a ban for a time end by themselves', async () => {
  await ban('mel', 'a rest', Date.now() + 400)
  const irc = await openConversation({ port: world.port('irc') })
  await irc.script(
    `> PASS mel:${passwordOf('mel')}`,
    '> NICK mel',
    '> USER m 0 * :m',
    '< * 465 * :*a rest',
    '< ERROR *',
  )
  await ban('127.0.0.1', 'a moment', Date.now() + 400)
  await new Promise((resolve) => setTimeout(resolve, 450))
  const again = await openConversation({ port: world.port('irc') })
  await again.script(`> PASS mel:${passwordOf('mel')}`, '> NICK mel', '> USER m 0 * :m', '< * 001 mel *')
  await again.close()
})
