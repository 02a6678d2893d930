import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MessageId } from '../../core/ids.ts'
import { ADDED, BOARD, type Newsroom, openNewsroom } from '../../testing/newsreader.ts'
import { haveClients } from '../../testing/real-clients.ts'
import { passwordOf } from '../../testing/world.ts'

let room: Newsroom
beforeAll(async () => {
  room = await openNewsroom()
})
afterAll(() => room.close())

/** The least that tin needs to post: an address, and UTF-8. */
const SETTINGS = `mail_address=Anna Åberg <anna@example.org>
beginner_level=OFF
mm_network_charset=UTF-8
post_mime_encoding=8bit
default_sigfile=--none
`

describe.runIf(haveClients('tmux', 'tin'))('tin', () => {
  test('reads a thread and posts a follow-up; an answer from the BBS then stands below it', {
    timeout: 60_000,
  }, async () => {
    const { home, world, start } = room
    mkdirSync(join(home, '.tin'))
    writeFileSync(join(home, '.tin/tinrc'), SETTINGS)
    writeFileSync(join(home, '.newsauth'), `127.0.0.1 "${passwordOf('anna')}" anna\n`, { mode: 0o600 })
    const tin = await start(['tin', '-r', '-A', '-g', '127.0.0.1', '-p', String(world.port('nntp'))])
    await tin.see(/1 +1 +local\.general +Whatever is on your mind/, 20_000)
    await tin.type('1')
    await tin.press('Enter')
    await tin.see(/1 +local\.general/)
    await tin.press('Enter')
    await tin.see(/Tea or coffee\? +bert/)
    await tin.press('Enter')
    expect(await tin.see('What do you drink, æøå?')).toMatch(/What do you drink, æøå\?\n\.\nI wonder\./)
    await tin.type('f')
    await tin.see('Your article:')
    await tin.type('p')
    await tin.see('Article posted: <')
    await room.untilThreadHas(2)
    const { core } = world
    const written = await core.boards.read({ session: room.bert, article: { board: BOARD, number: 2 } })
    expect(written).toMatchObject({ author: 'Anna Åberg', parent: room.question })
    expect(written.text).toContain(ADDED)
    await answerFromTheBbs(written.messageId)
    expect(await room.thread()).toEqual([
      '0 bert: Tea or coffee?',
      '1 Anna Åberg: Re: Tea or coffee?',
      '2 bert: Re: Tea or coffee?',
    ])
    // While it shows the notice it takes no keys.
    await tin.see('-- Last response --')
    // Back to the group, which tin enters anew, and the thread with all its articles.
    await tin.type('q')
    await tin.see(/local\.general \(/)
    await tin.type('q')
    await tin.see(/Group Selection/)
    await tin.press('Enter')
    await tin.see(/local\.general \(/)
    await tin.type('l')
    const tree = await tin.see(/bert[\s\S]*Anna Åberg[\s\S]*bert/)
    expect(tree).toMatch(/Tea or coffee\? +bert[\s\S]*`-> +Anna Åberg[\s\S]* `-> +bert/)
  })

  test('posts to a moderated group, and shows the follow-up when a moderator has let it in', {
    timeout: 60_000,
  }, async () => {
    const { home, world, start } = room
    const { core } = world
    const sysop = await core.sessions.open({ face: 'console', address: '', secure: true })
    await core.order.set({ session: sysop, board: BOARD, change: { isModerated: true } })
    mkdirSync(join(home, '.tin'), { recursive: true })
    writeFileSync(join(home, '.tin/tinrc'), SETTINGS)
    writeFileSync(join(home, '.newsauth'), `127.0.0.1 "${passwordOf('anna')}" anna\n`, { mode: 0o600 })
    const before = (await room.thread()).length
    const tin = await start(['tin', '-r', '-A', '-g', '127.0.0.1', '-p', String(world.port('nntp'))])
    await tin.see(/local\.general +Whatever is on your mind/, 20_000)
    await tin.type('1')
    await tin.press('Enter')
    await tin.press('Enter')
    await tin.see(/Tea or coffee\? +bert/)
    await tin.press('Enter')
    await tin.see('What do you drink, æøå?')
    await tin.type('f')
    await tin.see('Your article:')
    await tin.type('p')
    await tin.see('Article posted: <')
    expect((await room.thread()).length).toBe(before)
    const [held] = await core.order.held({ session: sysop, limit: 5 })
    expect(held).toMatchObject({ account: 'anna', boards: [BOARD], why: 'moderated' })
    await core.order.approve({ session: sysop, held: held?.id ?? 0 })
    await room.untilThreadHas(before + 1)
    // While it shows the notice it takes no keys.
    await tin.see(/-- (Last|Next) response --/)
    await tin.type('q')
    await tin.see(/local\.general \(/)
    await tin.type('q')
    await tin.see(/Group Selection/)
    await tin.press('Enter')
    await tin.see(/local\.general \(/)
    await tin.type('l')
    await tin.see(/`-> +Anna Åberg/)
  })
})

const answerFromTheBbs = (inReplyTo: MessageId) =>
  room.world.core.boards.post({
    ...{ session: room.bert, boards: [BOARD], inReplyTo },
    ...{ subject: 'Re: Tea or coffee?', text: 'Then tea it is.\n' },
  })
