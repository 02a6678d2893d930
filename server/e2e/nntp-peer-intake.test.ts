// What another server says to us, word by word: CHECK, TAKETHIS, IHAVE, and what becomes of the articles.

import { afterEach, expect, test } from 'vitest'
import type { Conversation } from '../testing/conversation.ts'
import { type NntpHouse, type NntpHouseOptions, openNntpHouse } from '../testing/nntp-house.ts'
import { lockAndKey, peerArticle, takeThisOf } from '../testing/peer-articles.ts'

let house: NntpHouse | undefined
afterEach(() => house?.close())

const PEER = `[[nntp.peers]]
name = "feeder"
direction = "in"
addresses = ["127.0.0.1"]
groups = "local.*,!local.away,@alt.binaries.*"
path = ["feeder.test"]
`

const open = async (toml = PEER, options: NntpHouseOptions = {}): Promise<Conversation> => {
  house = await openNntpHouse({ toml, ...options })
  return house.connect()
}

/** Sends an article by TAKETHIS and gives the code of the answer. */
const send = async (peer: Conversation, messageId: string, article: string): Promise<string> => {
  peer.sendRaw(takeThisOf(messageId, article))
  const line = await peer.next()
  expect(line).toContain(messageId)
  return line.slice(0, 3)
}

test('a peer streams articles in, and they are read as any other', async () => {
  const peer = await open()
  await peer.script('> CAPABILITIES', '= 101 *', '< IHAVE', '< STREAMING', '< .', '> MODE STREAM', '= 203 *')
  await peer.script('> CHECK <1@feeder.test>', '= 238 <1@feeder.test>')
  const fields = { Xref: 'feeder.test local.general:99' }
  expect(await send(peer, '<1@feeder.test>', peerArticle('<1@feeder.test>', fields, '.dots\r\n..stay'))).toBe('239')
  await peer.script('> CHECK <1@feeder.test>', '= 438 <1@feeder.test>')
  await peer.script('> ARTICLE <1@feeder.test>', '= 220 *')
  await peer.script('= Path: news.test!!feeder.test!.POSTED!not-for-mail', '< Xref: news.test local.general:1', '= ')
  await peer.script('= ..dots', '= ...stay', '= .')
})

test('what has been here, or is told to be sent by another, is not sent again', async () => {
  const peer = await open()
  const article = peerArticle('<2@feeder.test>')
  expect(await send(peer, '<2@feeder.test>', article)).toBe('239')
  expect(await send(peer, '<2@feeder.test>', article)).toBe('439')
  const second = `${PEER}[[nntp.peers]]\nname = "other"\ndirection = "in"\naccount = "other"\ngroups = "local.*"\npath = ["other.test"]\n`
  await house?.close()
  const first = await open(second)
  const other = await house?.logIn('other')
  await first.script('> CHECK <3@x>', '= 238 <3@x>')
  await other?.script('> CHECK <3@x>', '= 431 <3@x>', '> IHAVE <3@x>', '= 436 *')
  expect(await send(first, '<3@x>', peerArticle('<3@x>'))).toBe('239')
  await other?.script('> CHECK <3@x>', '= 438 <3@x>', '> IHAVE <3@x>', '= 435 *')
})

test('IHAVE asks first and takes one article', async () => {
  const peer = await open()
  await peer.script('> IHAVE <4@x>', '= 335 *')
  peer.sendRaw(`${peerArticle('<4@x>')}.\r\n`)
  await peer.script('= 235 *', '> IHAVE <4@x>', '= 435 *', '> IHAVE <5@x>', '= 335 *')
  peer.sendRaw(`${peerArticle('<5@x>', { Newsgroups: 'no.such.group' })}.\r\n`)
  await peer.script('= 437 *newsgroups*', '> IHAVE <5@x>', '= 435 *')
})

test.each([
  ['our own name in its Path', { Path: 'feeder.test!news.test!elsewhere!not-for-mail' }],
  ['a date of last year', { Date: 'Thu, 01 Jan 2015 00:00:00 +0000' }],
  ['a date in the future', { Date: 'Thu, 01 Jan 2099 00:00:00 +0000' }],
  ['groups that are not carried', { Newsgroups: 'no.such.group' }],
  ['a group that is not exchanged with this peer', { Newsgroups: 'samband.help' }],
  ['a group that is poison', { Newsgroups: 'local.general,alt.binaries.pictures' }],
  ['a local distribution', { Distribution: 'local' }],
])('an article with %s is refused, and stays refused', async (_, fields) => {
  const peer = await open()
  expect(await send(peer, '<6@x>', peerArticle('<6@x>', fields))).toBe('439')
  await peer.script('> CHECK <6@x>', '= 438 <6@x>')
})

test.each([
  ['no From', { From: null }],
  ['no Date', { Date: null }],
  ['a Date that is none', { Date: 'yesterday' }],
  ['no Path', { Path: null }],
  ['another Message-ID', { 'Message-ID': '<other@x>' }],
  ['two words for a Message-ID', { 'Message-ID': '<7@x> <7@x>' }],
])('an article with %s is refused, and may come unharmed from elsewhere', async (_, fields) => {
  const peer = await open()
  expect(await send(peer, '<7@x>', peerArticle('<7@x>', fields))).toBe('439')
  expect(await send(peer, '<7@x>', peerArticle('<7@x>'))).toBe('239')
})

test('a crosspost is filed where we carry it, and Path says who sent it', async () => {
  const peer = await open()
  const fields = { Newsgroups: 'no.such.group,local.general', Path: 'somebody.else!not-for-mail' }
  expect(await send(peer, '<8@x>', peerArticle('<8@x>', fields))).toBe('239')
  await peer.script('> HEAD <8@x>', '= 221 *')
  await peer.script('= Path: news.test!.MISMATCH.feeder.test!somebody.else!not-for-mail')
  await peer.script('< Newsgroups: no.such.group,local.general', '< Xref: news.test local.general:1', '= .')
})

test('a follow-up from afar hangs below its parent', async () => {
  const peer = await open()
  await send(peer, '<9@x>', peerArticle('<9@x>'))
  await send(peer, '<10@x>', peerArticle('<10@x>', { References: '<9@x>', Subject: 'Re: From afar' }))
  const { core, console: session } = house as NntpHouse
  const [thread] = await core.boards.threads({ session, board: 'local.general', limit: 5 })
  expect(thread).toMatchObject({ subject: 'From afar', count: 2 })
})

test('a cancel is carried out when its key opens the lock, and only then', async () => {
  const peer = await open()
  const { lock, key } = lockAndKey('c2VjcmV0')
  const cancel = (id: string, fields: Record<string, string>): string =>
    peerArticle(id, { Subject: 'cancel', Control: 'cancel <11@x>', ...fields })
  await send(peer, '<11@x>', peerArticle('<11@x>', { 'Cancel-Lock': lock }))
  expect(await send(peer, '<c1@x>', cancel('<c1@x>', {}))).toBe('239')
  expect(await send(peer, '<c2@x>', cancel('<c2@x>', { 'Cancel-Key': 'sha256:wrong' }))).toBe('239')
  await peer.script('> STAT <11@x>', '= 223 *')
  expect(await send(peer, '<c3@x>', cancel('<c3@x>', { 'Cancel-Key': key }))).toBe('239')
  await peer.script('> STAT <11@x>', '= 430 *', '> CHECK <c3@x>', '= 438 *', '> CHECK <11@x>', '= 438 *')
})

test('an article that supersedes another takes its place when it proves to be of the same author', async () => {
  const peer = await open()
  const { lock, key } = lockAndKey('c2VjcmV0')
  await send(peer, '<12@x>', peerArticle('<12@x>', { 'Cancel-Lock': lock }))
  await send(peer, '<13@x>', peerArticle('<13@x>', { Supersedes: '<12@x>' }))
  await peer.script('> STAT <12@x>', '= 223 *', '> STAT <13@x>', '= 223 *')
  await send(peer, '<14@x>', peerArticle('<14@x>', { Supersedes: '<12@x>', 'Cancel-Key': key }))
  await peer.script('> STAT <12@x>', '= 430 *', '> STAT <14@x>', '= 223 *')
})

test('newgroup is carried out for a peer that is trusted with it, and rmgroup for nobody', async () => {
  const control = (id: string, what: string): string =>
    peerArticle(id, { Newsgroups: 'local.fresh', Control: what, Approved: 'friend@feeder.test' })
  const peer = await open()
  expect(await send(peer, '<15@x>', control('<15@x>', 'newgroup local.fresh'))).toBe('239')
  const names = async (): Promise<readonly string[]> => {
    const { core, console: session } = house as NntpHouse
    return (await core.boards.list({ session })).map(({ name }) => name)
  }
  expect(await names()).not.toContain('local.fresh')
  await house?.close()
  const trusted = await open(`${PEER}trust = ["newgroup"]\n`)
  expect(await send(trusted, '<16@x>', control('<16@x>', 'newgroup local.fresh'))).toBe('239')
  expect(await send(trusted, '<17@x>', control('<17@x>', 'newgroup samband.fresh'))).toBe('239')
  expect(await send(trusted, '<18@x>', control('<18@x>', 'rmgroup local.general'))).toBe('239')
  expect(await names()).toEqual(expect.arrayContaining(['local.fresh', 'local.general']))
  expect(await names()).not.toContain('samband.fresh')
})

test('nobody else feeds us: a newsreader is told so, whatever it sends', async () => {
  const stranger = await open(PEER.replace('127.0.0.1', '192.0.2.1'))
  await stranger.script('> CAPABILITIES', '= 101 *')
  await stranger.expect('.')
  expect(stranger.lines).not.toContain('STREAMING')
  await stranger.script('> MODE STREAM', '= 501 *', '> IHAVE <19@x>', '= 480 *', '> CHECK <19@x>', '= 438 *')
  expect(await send(stranger, '<19@x>', peerArticle('<19@x>'))).toBe('439')
  await stranger.script('> STAT <19@x>', '= 430 *')
})

test('a board that guests cannot read takes nothing, but where the peer is named for it', async () => {
  const add = async (): Promise<void> => {
    const { core, console: session } = house as NntpHouse
    await core.boards.add({ session, board: 'local.closed', description: 'Members', readRole: 'member' })
  }
  const peer = await open()
  await add()
  expect(await send(peer, '<20@x>', peerArticle('<20@x>', { Newsgroups: 'local.closed' }))).toBe('439')
  await house?.close()
  const named = await open(`${PEER}private_boards = ["local.closed"]\n`)
  await add()
  expect(await send(named, '<20@x>', peerArticle('<20@x>', { Newsgroups: 'local.closed' }))).toBe('239')
})
