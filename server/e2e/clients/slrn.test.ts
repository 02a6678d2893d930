import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADDED, BOARD, type Newsroom, openNewsroom } from '../../testing/newsreader.ts'
import { haveClients } from '../../testing/real-clients.ts'
import { passwordOf } from '../../testing/world.ts'

let room: Newsroom
beforeAll(async () => {
  room = await openNewsroom()
  const settings = [...SETTINGS, `set editor_command "${join(room.home, 'editor')} %s"`]
  writeFileSync(join(room.home, '.slrnrc'), `${settings.join('\n')}\n`)
})
afterAll(() => room.close())

const SETTINGS = [
  `nnrpaccess "127.0.0.1" "anna" "${passwordOf('anna')}"`,
  'set force_authentication 1',
  'set username "anna"',
  'set hostname "example.org"',
  'set realname "Anna"',
]

describe.runIf(haveClients('tmux', 'slrn'))('slrn', () => {
  test('subscribes, reads a thread, and posts a follow-up that the BBS shows below', { timeout: 60_000 }, async () => {
    const { home, world, start } = room
    const port = String(world.port('nntp'))
    const slrn = await start(['slrn', '-f', join(home, '.jnewsrc'), '-h', '127.0.0.1', '-p', port, '--create'], {
      NNTPSERVER: '127.0.0.1',
    })
    // The house's own boards come subscribed, from LIST SUBSCRIPTIONS; the others can be.
    await slrn.see(/-> +1 +local\.general/)
    await slrn.see(/U +0 +comp\.misc/)
    await slrn.press('Enter')
    await slrn.see(/\[bert +\] +Tea or coffee\?/)
    await slrn.press('Space')
    const article = await slrn.see('What do you drink, æøå?')
    expect(article).toMatch(/What do you drink, æøå\?\n\.\nI wonder\./)
    await slrn.type('f')
    await slrn.see('Are you sure you want to followup?')
    await slrn.type('y')
    await slrn.see('Post the message?')
    await slrn.type('y')
    await room.untilThreadHas(2)
    expect(await room.thread()).toEqual(['0 bert: Tea or coffee?', '1 Anna: Re: Tea or coffee?'])
    const { core } = world
    const written = await core.boards.read({ session: room.bert, article: { board: BOARD, number: 2 } })
    expect(written.text).toContain('> What do you drink, æøå?')
    expect(written.text).toContain(ADDED)
    expect(written.parent).toBe(room.question)
  })

  test('what it posts to a moderated board waits, and is there when a moderator has let it in', {
    timeout: 60_000,
  }, async () => {
    const { home, world, start } = room
    const { core } = world
    const before = (await room.thread()).length
    await core.order.set({ session: world.console, board: BOARD, change: { isModerated: true } })
    const port = String(world.port('nntp'))
    const slrn = await start(['slrn', '-f', join(home, '.jnewsrc-2'), '-h', '127.0.0.1', '-p', port, '--create'], {
      NNTPSERVER: '127.0.0.1',
    })
    await slrn.see(/-> +\d+ +local\.general/)
    await slrn.press('Enter')
    await slrn.see('Tea or coffee?')
    await slrn.press('Space')
    await slrn.see('What do you drink, æøå?')
    await slrn.type('f')
    await slrn.see('Are you sure you want to followup?')
    await slrn.type('y')
    await slrn.see('Post the message?')
    await slrn.type('y')
    const waiting = () => core.order.held({ session: world.console, limit: 5 })
    await expect.poll(waiting, { timeout: 20_000 }).toMatchObject([{ boards: [BOARD], why: 'moderated' }])
    expect(await room.thread()).toHaveLength(before)
    const [held] = await waiting()
    await core.order.approve({ session: world.console, held: held?.id ?? 0 })
    await room.untilThreadHas(before + 1)
    await slrn.type('q')
    await slrn.type('G')
    // One of them was read here, and one has come.
    await slrn.see(new RegExp(`-> +${before} +local\\.general`))
    await slrn.press('Enter')
    await slrn.see(/Anna/)
  })
})
