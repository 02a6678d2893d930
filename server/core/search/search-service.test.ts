// Search over a real store and real reader threads.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { MessageId, SessionId } from '../ids.ts'

let core: TestCore
let ola: SessionId
beforeEach(async () => {
  core = openCore()
  ola = await core.enter('ola')
  core.boards.add({ session: core.console, board: 'test.search', description: '' })
})
afterEach(() => core.close())

const post = (subject: string, text: string, board = 'test.search', session = ola) => {
  core.pass(60_000)
  return core.boards.post({ session, boards: [board], subject, text })
}

const find = async (query: string, session = ola): Promise<string[]> => {
  const { items } = await core.search.articles({ session, query, limit: 50 })
  return items.map(({ subject }) => subject)
}

test('an article is found by words of its body, its subject and its author, right after it was posted', async () => {
  const { messageId, placements } = post('Packed decimal', 'How does COMP-3 hold a sign nibble?')
  post('Something else', 'Nothing of that kind.')
  for (const query of ['nibble', 'PACKED', 'sign comp', 'author:ola nibble', 'subject:packed', 'nib*']) {
    expect(await find(query), query).toEqual(['Packed decimal'])
  }
  const { items } = await core.search.articles({ session: ola, query: 'nibble', limit: 5 })
  expect(items[0]).toMatchObject({ messageId, author: 'ola', boards: placements })
  expect(items[0]?.snippet).toEqual([
    { text: 'How does COMP-3 hold a sign ', isHit: false },
    { text: 'nibble', isHit: true },
    { text: '?', isHit: false },
  ])
})

test('accents and case make no difference, and bodies are searched as they are shown', async () => {
  const raw = [
    'From: =?utf-8?Q?=C3=85se?= <ase@example.net>',
    'Subject: =?iso-8859-1?Q?Sm=F8rbr=F8d?=',
    'Newsgroups: test.search',
    'Date: Tue, 3 Feb 1998 10:00:00 +0000',
    'Message-ID: <smor@example.net>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'En caf=E9 i Troms=F8.',
    '',
  ].join('\r\n')
  core.boards.import({ session: core.console, board: 'test.search', articles: [Buffer.from(raw)] })
  await core.house.indexing.catchUp()
  for (const query of ['CAFE', 'tromsø', 'smørbrød', 'author:Ase'])
    expect(await find(query), query).toEqual(['Smørbrød'])
})

test('what stands in the subject comes before what stands in the body', async () => {
  post('About moves', 'The word is perform, perform and perform.')
  post('Perform varying', 'A loop.')
  expect(await find('perform')).toEqual(['Perform varying', 'About moves'])
})

test('minus, phrases, boards and dates narrow a search', async () => {
  core.boards.add({ session: core.console, board: 'test.other', description: '' })
  post('One', 'move corresponding group')
  post('Two', 'corresponding move group')
  post('Three', 'move corresponding group', 'test.other')
  expect((await find('"move corresponding"')).sort()).toEqual(['One', 'Three'])
  expect(await find('group -"move corresponding"')).toEqual(['Two'])
  expect(await find('group in:test.other')).toEqual(['Three'])
  expect(await find('group after:2027')).toEqual([])
  expect((await find('group before:2027 after:2025-12-31')).length).toBe(3)
})

test('pages follow each other without a hole or a repetition, in both orders', async () => {
  for (let number = 1; number <= 12; number += 1) post(`Number ${number}`, `needle ${'hay '.repeat(number)}`)
  for (const order of ['best', 'newest'] as const) {
    const seen: string[] = []
    let after: Parameters<typeof core.search.articles>[0]['after']
    do {
      const page = await core.search.articles({
        ...{ session: ola, query: 'needle', order, limit: 5 },
        ...(after !== undefined && { after }),
      })
      seen.push(...page.items.map(({ subject }) => subject))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(seen.length).toBe(12)
    expect(new Set(seen).size).toBe(12)
    if (order === 'newest') expect(seen[0]).toBe('Number 12')
  }
})

test('a cancelled article is found no more', async () => {
  const { messageId } = post('Regret', 'unfortunate words')
  expect(await find('unfortunate')).toEqual(['Regret'])
  const octets = [
    'From: ola <ola@example.net>',
    'Newsgroups: test.search',
    `Subject: cmsg cancel ${messageId}`,
    `Control: cancel ${messageId}`,
    '',
    'gone',
    '',
  ].join('\r\n')
  core.news.inject({ session: ola, octets: Buffer.from(octets) })
  expect(await find('unfortunate')).toEqual([])
})

test('a board that somebody may not read is not there for their search', async () => {
  const board = 'test.staff'
  core.boards.add({ session: core.console, board, description: '', readRole: 'moderator', writeRole: 'moderator' })
  const mod = await core.enter('moderator')
  core.accounts.setRole({ session: core.console, name: 'moderator', role: 'moderator' })
  post('Secret', 'classified matter', board, mod)
  expect(await find('classified', mod)).toEqual(['Secret'])
  expect(await find('classified')).toEqual([])
  expect(await refusalOf(() => find(`classified in:${board}`))).toBe('no-such-board')
})

test.each([
  '"',
  'NEAR(a b)',
  'a AND',
  'subject:',
  '{body} : x',
  'x" OR "y',
  'body:^x + y',
  "'; DROP TABLE article; --",
])('nothing that people write is syntax to the index: %s', async (query) => {
  expect(['empty', null]).toContain(await refusalOf(() => find(query)))
})

test('too much, too many and too fast are refused', async () => {
  expect(await refusalOf(() => find('   '))).toBe('empty')
  expect(await refusalOf(() => find('-only -minus'))).toBe('empty')
  expect(await refusalOf(() => find('x'.repeat(501)))).toBe('too-long')
  expect(await refusalOf(() => find('a '.repeat(25)))).toBe('too-many')
  const results = await Promise.all(Array.from({ length: 22 }, () => refusalOf(() => find('word'))))
  expect(results.slice(0, 20)).toEqual(Array(20).fill(null))
  expect(results.slice(20)).toEqual(['throttled', 'throttled'])
})

const lines = async (query: string, session = ola, more = {}): Promise<string[]> => {
  const { items } = await core.search.messages({ session, query, limit: 50, ...more })
  return items.map(({ target, nick, text }) => `${target} ${nick}: ${text}`)
}

test('lines of channels are found newest first, and narrowed to a channel, a nick, a time', async () => {
  const kari = await core.enter('kari')
  for (const session of [ola, kari]) {
    core.channels.join({ session, channel: '#lobby' })
    core.channels.join({ session, channel: '#other' })
  }
  core.channels.say({ session: ola, channel: '#lobby', text: 'the teapot is hot' })
  core.pass(1000)
  core.channels.say({ session: kari, channel: '#other', text: 'Teapot? which teapot' })
  core.pass(1000)
  core.channels.say({ session: kari, channel: '#lobby', text: 'no coffee' })
  expect(await lines('teapot')).toEqual(['#other kari: Teapot? which teapot', '#lobby ola: the teapot is hot'])
  expect(await lines('teapot in:#lobby')).toEqual(['#lobby ola: the teapot is hot'])
  expect(await lines('teapot from:kari')).toEqual(['#other kari: Teapot? which teapot'])
  expect(await lines('', ola, { target: '#lobby' })).toEqual([
    '#lobby kari: no coffee',
    '#lobby ola: the teapot is hot',
  ])
  expect(await lines('', ola, { from: 'kari' })).toHaveLength(2)
  const { items, next } = await core.search.messages({ session: ola, query: 'teapot', limit: 1 })
  expect(items[0]?.snippet.filter(({ isHit }) => isHit)).toHaveLength(2)
  expect(await lines('teapot', ola, { after: next })).toEqual(['#lobby ola: the teapot is hot'])
})

test('a line that was taken back is found no more', async () => {
  core.channels.join({ session: ola, channel: '#lobby' })
  const { msgid } = core.channels.say({ session: ola, channel: '#lobby', text: 'a slip of the tongue' })
  expect(await lines('tongue')).toHaveLength(1)
  core.history.redact({ session: ola, target: '#lobby', msgid, reason: '' })
  expect(await lines('tongue')).toEqual([])
  expect(await lines('', ola, { target: '#lobby' })).toEqual([])
})

test('private lines are found by the two who said them, and by nobody else', async () => {
  const kari = await core.enter('kari')
  const eve = await core.enter('eve')
  core.channels.tell({ session: ola, to: 'kari', text: 'psst, the key is under the mat' })
  expect(await lines('mat')).toEqual(['kari ola: psst, the key is under the mat'])
  expect(await lines('mat with:ola', kari)).toEqual(['ola ola: psst, the key is under the mat'])
  expect(await lines('mat', eve)).toEqual([])
  expect(await lines('mat', core.guest())).toEqual([])
})

test('a channel whose history is for members, or for nobody, says nothing to others', async () => {
  const kari = await core.enter('kari')
  core.channels.join({ session: ola, channel: '#club' })
  core.channels.register({ session: ola, channel: '#club' })
  core.channels.say({ session: ola, channel: '#club', text: 'handshake' })
  expect(await lines('handshake', kari)).toHaveLength(1)
  core.channels.setSettings({ session: ola, channel: '#club', settings: { history: 'members' } })
  expect(await lines('handshake', kari)).toEqual([])
  expect(await refusalOf(() => lines('handshake in:#club', kari))).toBe('not-in-channel')
  core.channels.join({ session: kari, channel: '#club' })
  expect(await lines('handshake', kari)).toHaveLength(1)
  core.channels.setSettings({ session: ola, channel: '#club', settings: { history: 'none' } })
  expect(await lines('handshake', kari)).toEqual([])
})

test('what is asked of a channel that is not there is refused', async () => {
  expect(await refusalOf(() => lines('x in:#nowhere'))).toBe('no-such-channel')
  expect(await refusalOf(() => lines('x with:nobody'))).toBe('no-such-account')
  expect(await refusalOf(() => lines('x with:ola', core.guest()))).toBe('sign-in-required')
  expect(await refusalOf(() => core.search.articles({ session: ola, query: 'x in:no.board', limit: 5 }))).toBe(
    'no-such-board',
  )
  expect(post('Here', 'x').messageId satisfies MessageId).toMatch(/^<.*>$/)
})
