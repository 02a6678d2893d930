import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { MessageId, SessionId } from '../ids.ts'
import { announcementOf } from './place.ts'

let core: TestCore
let ann: SessionId

beforeEach(async () => {
  core = openCore()
  ann = await core.enter('ann')
  core.channels.join({ session: ann, channel: '#music' })
  core.channels.register({ session: ann, channel: '#music' })
})
afterEach(() => core.close())

const link = (session = ann, board = 'rec.music') => core.places.link({ session, channel: '#music', board })
const post = (subject: string, inReplyTo?: MessageId, board = 'rec.music') =>
  core.boards.post({
    ...{ session: ann, boards: [board], subject, text: 'words' },
    ...(inReplyTo !== undefined && { inReplyTo }),
  })
const said = (channel = '#music') =>
  core.events.flatMap((event) => (event.type === 'channel.said' && event.channel === channel ? [event] : []))

describe('a place', () => {
  test('announces a new thread in its channel, once, under the name of the house, with the way to the article', async () => {
    link()
    const { messageId } = await post('A song')
    expect(said()).toHaveLength(1)
    expect(said()[0]).toMatchObject({
      from: { nick: 'Samband', account: null },
      kind: 'notice',
      tags: { '+samband/article': messageId },
    })
    expect(said()[0]?.text).toContain(
      `New on rec.music by ann: A song  news:${messageId.slice(1, -1)}  http://localhost:8080/thread/`,
    )
    const [kept] = core.channels.history({ session: ann, channel: '#music', limit: 1 })
    expect(kept).toMatchObject({ msgid: said()[0]?.msgid, tags: { '+samband/article': messageId } })
  })

  test('does not announce replies, nor threads on other boards', async () => {
    link()
    const { messageId } = await post('A song')
    await post('Re: A song', messageId)
    await post('A book', undefined, 'rec.books')
    expect(said()).toHaveLength(1)
  })

  test('is linked by the owner of the channel or the staff, and by nobody else', async () => {
    const bob = await core.enter('bob')
    core.channels.join({ session: bob, channel: '#music' })
    expect(await refusalOf(() => link(bob))).toBe('not-operator')
    expect(link()).toMatchObject({ channel: '#music', board: 'rec.music', setBy: 'ann' })
    expect(link(core.console, 'rec.books')).toMatchObject({ board: 'rec.books' })
  })

  test('takes another board in place of the one it had, and none after it was undone', async () => {
    link()
    link(ann, 'rec.books')
    await post('A song')
    await post('A book', undefined, 'rec.books')
    expect(said().map(({ text }) => text)).toEqual([expect.stringContaining('A book')])
    core.places.unlink({ session: ann, channel: '#music' })
    await post('Another book', undefined, 'rec.books')
    expect(said()).toHaveLength(1)
    expect(await refusalOf(() => core.places.unlink({ session: ann, channel: '#music' }))).toBe('no-such-thing')
    const told = core.events.flatMap((event) => (event.type.startsWith('place.') ? [event] : []))
    expect(told.slice(-4).map((event) => [event.type, 'board' in event ? event.board : ''])).toEqual([
      ['place.linked', 'rec.music'],
      ['place.unlinked', 'rec.music'],
      ['place.linked', 'rec.books'],
      ['place.unlinked', 'rec.books'],
    ])
  })

  test('is refused where people who read the channel may not read the board', async () => {
    expect(await refusalOf(() => link(core.console, 'samband.staff'))).toBe('too-open')
    expect(await refusalOf(() => link(ann, 'samband.staff'))).toBe('no-such-board')
  })

  test('goes apart when its board is closed to some who read the channel, and is refused for such a board', async () => {
    link()
    core.groups.add({ session: core.console, group: 'band' })
    core.groups.addMember({ session: core.console, group: 'band', account: 'ann' })
    const doors = { readers: 'group:band', writers: 'group:band' } as const
    core.order.set({ session: core.console, board: 'rec.music', change: doors })
    await post('A secret song')
    expect(said().map(({ text }) => text)).toEqual([
      expect.stringMatching(/^The board of this place is no longer open/),
    ])
    expect(core.events.findLast(({ type }) => type === 'place.unlinked')).toMatchObject({ board: 'rec.music' })
    expect(core.places.list({ session: ann }).some(({ channel }) => channel === '#music')).toBe(false)
    expect(await refusalOf(() => link(core.console))).toBe('too-open')
  })

  test('stays when something else is set for its board', () => {
    link()
    core.order.set({ session: core.console, board: 'rec.music', change: { description: 'Songs' } })
    expect(said()).toEqual([])
    expect(core.places.list({ session: ann }).some(({ channel }) => channel === '#music')).toBe(true)
  })

  test('takes an announcement back when the article is cancelled, also after it was edited', async () => {
    link()
    const { messageId } = await post('A song')
    const { messageId: edited } = core.boards.edit({ session: ann, article: messageId, subject: 'B song', text: 'x' })
    expect(said()).toHaveLength(1)
    const standing = () =>
      core.channels
        .history({ session: ann, channel: '#music', limit: 9 })
        .filter(({ text, redacted }) => text.includes('A song') && redacted === undefined)
    expect(standing()).toHaveLength(1)
    core.order.cancel({ session: ann, article: edited, reason: '' })
    expect(core.events.filter(({ type }) => type === 'message.redacted')).toMatchObject([
      { channel: '#music', msgid: said()[0]?.msgid, by: { nick: 'Samband' }, reason: 'The article was taken away.' },
    ])
    expect(standing()).toEqual([])
  })

  test('goes with its channel to a new name', async () => {
    link()
    core.channels.rename({ session: ann, channel: '#music', to: '#songs', reason: '' })
    await post('A song')
    expect(said('#songs')).toHaveLength(1)
    expect(core.places.list({ session: ann }).find(({ board }) => board === 'rec.music')?.channel).toBe('#songs')
  })

  test('is there only for those who may see both of its sides', async () => {
    const channelsFor = (session: SessionId) => core.places.list({ session }).map(({ channel }) => channel)
    expect(channelsFor(await core.enter())).toEqual(['#help', '#lobby', '#tech'])
    expect(channelsFor(core.console)).toContain('#staff')
  })

  test('that the house ships and somebody undid, stays undone after a start', () => {
    const folder = mkdtempSync(join(tmpdir(), 'samband-places-'))
    const open = () => openCore({ SERVER_STATE: folder })
    const channelsIn = (house: TestCore) => house.places.list({ session: house.console }).map(({ channel }) => channel)
    const first = open()
    first.places.unlink({ session: first.console, channel: '#lobby' })
    first.close()
    const second = open()
    expect(channelsIn(second)).toEqual(['#help', '#staff', '#tech'])
    second.close()
    rmSync(folder, { recursive: true })
  })
})

describe('an announcement', () => {
  const thread = { board: 'rec.music', author: 'ann', messageId: '<a@b>', webAddress: 'http://h/x' }

  test('fits one line of a channel, whatever the subject', () => {
    const text = announcementOf({ ...thread, subject: 'ø'.repeat(400) })
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(380)
    expect(text).toMatch(/… {2}news:a@b {2}http:\/\/h\/x$/)
  })

  test('leaves out an address that would take all the room', () => {
    const text = announcementOf({ ...thread, subject: 'S', webAddress: `http://h/${'x'.repeat(300)}` })
    expect(text).toBe('New on rec.music by ann: S  news:a@b')
  })

  test('writes what a URL may not hold with percent signs', () => {
    expect(announcementOf({ ...thread, subject: 'S', messageId: '<a#b?c%d@e>', webAddress: '' })).toContain(
      'news:a%23b%3Fc%25d@e',
    )
  })
})
