// Listening to what is new: programs on /live, with boards, threads and public logs.

import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { SessionId } from '../core/ids.ts'
import { enliven, type LivelyHouse } from '../testing/lively-house.ts'
import { until } from '../testing/received.ts'
import { openWorld, type World } from '../testing/world.ts'

let world: World
let house: LivelyHouse
const sockets: WebSocket[] = []

beforeEach(async () => {
  world = await openWorld()
  house = await enliven(world)
})

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate()
  await world.close()
})

interface Ear {
  readonly socket: WebSocket
  readonly frames: readonly { readonly type: string; readonly [key: string]: unknown }[]
  /** Waits for the next frame of this type; gives it with the moment when it came. */
  hear(type: string): Promise<{ readonly at: number; readonly [key: string]: unknown }>
}

const listen = async (query: string, headers: Record<string, string> = {}): Promise<Ear> => {
  const socket = new WebSocket(`ws://127.0.0.1:${world.port('web')}/live?${query}`, { headers })
  sockets.push(socket)
  const frames: { type: string; heard: number; [key: string]: unknown }[] = []
  socket.on('message', (data: Buffer) => frames.push({ ...JSON.parse(data.toString()), heard: performance.now() }))
  await once(socket, 'open')
  let next = 0
  const hear: Ear['hear'] = async (type) => {
    const find = () => frames.findIndex((frame, index) => index >= next && frame.type === type)
    await until(5000, () => (find() === -1 ? `no ${type} came: ${JSON.stringify(frames)}` : null))
    const found = frames[find()]
    next = find() + 1
    if (found === undefined) throw new Error('it is there')
    return { ...found, at: found.heard }
  }
  await hear('hello')
  return { socket, frames, hear }
}

const kari = (): SessionId => house.sessions.get('kari') ?? world.console

const post = (board: string, subject: string, inReplyTo?: LivelyHouse['thread']) =>
  world.core.boards.post({
    ...{ session: kari(), boards: [board], subject, text: 'Good evening.\n' },
    ...(inReplyTo !== undefined && { inReplyTo }),
  })

test('a new article is told within 100 ms of being written, once it is on disk', async () => {
  const ear = await listen('boards=*')
  const delays: number[] = []
  for (let round = 0; round < 5; round += 1) {
    const started = performance.now()
    const session = house.sessions.get(round % 2 === 0 ? 'ola' : 'per') ?? world.console
    const words = { subject: `round ${round}`, text: 'Good evening.\n' }
    const { messageId } = await world.core.boards.post({ session, boards: ['rec.music'], ...words })
    const frame = await ear.hear('article')
    expect(frame['messageId']).toBe(messageId)
    delays.push(frame.at - started)
  }
  // The machine may be busy with other tests now and then: the middle one counts.
  expect(delays.sort((a, b) => a - b)[2]).toBeLessThan(100)
})

test('a program is told what it needs, and no HTML', async () => {
  const ear = await listen('boards=comp.*')
  const { messageId, placements } = await post('comp.misc', 'Lights', house.thread)
  const frame = await ear.hear('article')
  expect(frame).toMatchObject({
    ...{ messageId, boards: placements, thread: house.thread, parent: house.thread, startsThread: false },
    ...{ subject: 'Lights', author: 'kari', url: expect.stringContaining('/thread/') },
  })
  expect(frame['html']).toBeUndefined()
})

test('boards are chosen by a wildmat, and what a visitor may not see is never told', async () => {
  const some = await listen('boards=rec.*,!rec.music')
  const all = await listen('boards=*')
  await world.core.accounts.setRole({ session: world.console, name: 'ola', role: 'moderator' })
  const session = house.sessions.get('ola') ?? world.console
  await world.core.boards.post({ session, boards: ['samband.staff'], subject: 'hush', text: 'x\n' })
  await post('rec.music', 'one')
  await post('rec.books', 'two')
  expect((await some.hear('article'))['subject']).toBe('two')
  expect((await all.hear('article'))['subject']).toBe('one')
  expect((await all.hear('article'))['subject']).toBe('two')
})

test('a page is sent the row as it would have drawn it itself', async () => {
  const ear = await listen('html=nb&boards=rec.music')
  await post('rec.music', '<b>Trackers</b>')
  const frame = await ear.hear('article')
  expect(frame['html']).toContain('&lt;b&gt;Trackers&lt;/b&gt;')
  expect(frame['html']).toContain('1 innlegg')
  const page = await fetch(`http://127.0.0.1:${world.port('web')}/board/rec.music`, {
    headers: { 'accept-language': 'nb' },
  })
  expect(await page.text()).toContain(String(frame['html']))
})

test('a thread is heard of by itself, with the place where the answer belongs', async () => {
  const ear = await listen(`html&thread=${encodeURIComponent('courier.1@example.net')}`)
  await post('rec.music', 'elsewhere')
  await post('comp.misc', 'Re: USR Courier on the shelf', house.thread)
  const frame = await ear.hear('article')
  expect(ear.frames.filter(({ type }) => type === 'article')).toHaveLength(1)
  expect(frame).toMatchObject({ thread: house.thread, after: expect.stringMatching(/^m[0-9a-f]{12}$/) })
  expect(frame['html']).toContain('answers Kari Nordmann')
})

test('an article that is taken back is told to those who heard of it', async () => {
  const ear = await listen('boards=rec.*')
  const { messageId } = await post('rec.books', 'x')
  await ear.hear('article')
  const cancel = [
    'From: kari@x',
    'Newsgroups: rec.books',
    'Subject: cancel',
    `Control: cancel ${messageId}`,
    '',
    'x',
    '',
  ]
  await world.core.news.inject({ session: kari(), octets: Buffer.from(cancel.join('\r\n')) })
  expect(await ear.hear('cancelled')).toMatchObject({ messageId })
})

test('a public log is told line by line, and no longer than it is public', async () => {
  const ear = await listen('html&channel=modems')
  const session = kari()
  const started = performance.now()
  const { msgid } = await world.core.channels.say({ session, channel: '#modems', text: '\u0002bold\u0002 <i>' })
  const frame = await ear.hear('line')
  expect(frame.at - started).toBeLessThan(1000)
  expect(frame).toMatchObject({ channel: '#modems', nick: 'kari', kind: 'message', text: 'bold <i>' })
  expect(frame['html']).toContain('bold &lt;i&gt;')
  await world.core.history.redact({ session, target: '#modems', msgid, reason: '' })
  expect(await ear.hear('redacted')).toMatchObject({ msgid })
  await world.core.channels.setSettings({ session, channel: '#modems', settings: { publicLog: false } })
  await world.core.channels.say({ session, channel: '#modems', text: 'among ourselves' })
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(JSON.stringify(ear.frames)).not.toContain('among ourselves')
})

test.each([
  ['what is no wildmat', 'boards=[', 400],
  ['nothing at all', '', 400],
  ['a thread that is not here', 'thread=never@x', 404],
  ['a channel whose log is not public', 'channel=lobby', 404],
])('%s is refused before anything is upgraded', async (_, query, status) => {
  await expect(listen(query)).rejects.toThrow(String(status))
})

test('programs may listen, pages of others may not', async () => {
  await expect(listen('boards=*', { origin: 'https://evil.example' })).rejects.toThrow('403')
  await listen('boards=*', { origin: `http://127.0.0.1:${world.port('web')}` })
})

test('a listener who talks is sent away, and nobody listens without bound', async () => {
  const ear = await listen('boards=*')
  ear.socket.send('hello?')
  const [code] = await once(ear.socket, 'close')
  expect(code).toBe(1008)
  const tries = await Promise.allSettled(Array.from({ length: 100 }, () => listen('boards=*')))
  expect(tries.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(20)
})

test('whoever is banned hears no more', async () => {
  const ear = await listen('boards=*')
  await world.core.moderation.ban({ session: world.console, target: '127.0.0.1', reason: 'noise', until: null })
  const [code] = await once(ear.socket, 'close')
  expect(code).toBe(1008)
  await expect(listen('boards=*')).rejects.toThrow('403')
})
