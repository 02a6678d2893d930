// Two of our own houses that feed each other, and a leaf that reads from one of them: what one writes, the other reads.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { MessageId } from '../core/ids.ts'
import { freePorts } from '../testing/daemon.ts'
import { openWorld, passwordOf, type World } from '../testing/world.ts'

const open: World[] = []
afterEach(async () => {
  for (const world of open.splice(0)) await world.close()
})

const BOARD = 'local.general'

const house = async (host: string, port: number, toml: string, stateFolder?: string): Promise<World> => {
  const settings = { SERVER_HOSTNAME: host, NNTP_PORT: String(port), LIMITS_THROTTLE: 'false', LOG_LEVEL: 'silent' }
  const world = await openWorld({ toml, settings, ...(stateFolder === undefined ? {} : { stateFolder }) })
  open.push(world)
  return world
}

const peer = (name: string, lines: Readonly<Record<string, unknown>>): string =>
  `[[nntp.peers]]\nname = "${name}"\n${Object.entries(lines)
    .map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`)
    .join('')}`

const both = (port: number, more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ direction: 'both', host: '127.0.0.1', port, addresses: ['127.0.0.1'], groups: 'local.*', ...more },
})

const write = async (world: World, subject: string, inReplyTo?: MessageId): Promise<MessageId> => {
  const name = `writer${open.indexOf(world)}`
  const { core, console: staff } = world
  if (!(await core.accounts.list({ session: staff })).some((account) => account.name === name)) {
    await world.addAccount(name)
  }
  const session = await core.sessions.open({ face: 'ssh', address: '', secure: true })
  await core.accounts.signIn({ session, name, password: passwordOf(name) })
  const words = { subject, text: `${subject}, in full.`, ...(inReplyTo === undefined ? {} : { inReplyTo }) }
  const { messageId } = await core.boards.post({ session, boards: [BOARD], ...words })
  await core.sessions.close({ session, reason: '' })
  return messageId
}

/** Message-IDs of the board, in the order of their numbers. */
const idsIn = async ({ core, console: session }: World, group = BOARD): Promise<readonly string[]> => {
  const { items } = await core.news.overview({ session, group, from: 1, to: 10_000 })
  return Buffer.from(items)
    .toString('latin1')
    .split('\r\n')
    .flatMap((line) => line.split('\t')[4] ?? [])
}

const until = async (what: () => Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + 20_000
  while (!(await what())) {
    if (performance.now() > deadline) throw new Error('it never came true')
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

const statusOf = async ({ core, console: session }: World, name: string) =>
  (await core.peering.status({ session })).find((each) => each.name === name)

test.each(['stream', 'ihave'])('what is written on one side is read on the other, sent by %s', async (sendBy) => {
  const [left = 0, right = 0] = await freePorts(2)
  const more = { send_by: sendBy }
  const a = await house('a.test', left, peer('b', both(right, { path: ['b.test'], ...more })))
  const b = await house('b.test', right, peer('a', both(left, { path: ['a.test'], ...more })))
  const question = await write(a, 'A question')
  await until(async () => (await idsIn(b)).length === 1)
  const answer = await write(b, 'Re: A question', question)
  await until(async () => (await idsIn(a)).length === 2)
  expect(await idsIn(a)).toEqual([question, answer])
  expect(await idsIn(b)).toEqual([question, answer])
  const [thread] = await a.core.boards.threads({ session: a.console, board: BOARD, limit: 5 })
  expect(thread?.count).toBe(2)
  await until(async () => (await statusOf(a, 'b'))?.sent === 1)
  // The answer is not offered back to where it came from.
  expect(await statusOf(a, 'b')).toMatchObject({ waiting: 0, sent: 1, unwanted: 0, received: 1, lastError: null })
})

test('what is written while a peer is down waits for it, over a restart of our own', async () => {
  const [left = 0, right = 0] = await freePorts(2)
  const toml = peer('b', both(right, { path: ['b.test'] }))
  const folder = mkdtempSync(join(tmpdir(), 'samband-peers-'))
  const before = await house('a.test', left, toml, folder)
  const ids = [await write(before, 'One'), await write(before, 'Two'), await write(before, 'Three')]
  await until(async () => (await statusOf(before, 'b'))?.lastError?.what === 'nobody listens there')
  expect(await statusOf(before, 'b')).toMatchObject({ waiting: 3, sent: 0 })
  await open.pop()?.close()
  const a = await house('a.test', left, toml, folder)
  const b = await house('b.test', right, peer('a', both(left, { path: ['a.test'] })))
  await until(async () => (await idsIn(b)).length === 3)
  expect(await idsIn(b)).toEqual(ids)
  await until(async () => (await statusOf(a, 'b'))?.waiting === 0)
  await open.shift()?.close()
  rmSync(folder, { recursive: true })
})

test('only what the wildmat takes goes out, and nothing that guests could not read', async () => {
  const [left = 0, right = 0] = await freePorts(2)
  const groups = 'local.*,!local.quiet,samband.*'
  const a = await house('a.test', left, peer('b', both(right, { path: ['b.test'], groups })))
  const { core, console: session } = a
  await core.boards.add({ session, board: 'local.quiet', description: 'Ours' })
  await core.boards.add({ session, board: 'local.closed', description: 'Members', readRole: 'member' })
  for (const board of ['local.quiet', 'local.closed', 'local.general']) {
    await a.addAccount(`in-${board.slice(6)}`)
    const writer = await core.sessions.open({ face: 'ssh', address: '', secure: true })
    const name = `in-${board.slice(6)}`
    await core.accounts.signIn({ session: writer, name, password: passwordOf(name) })
    await core.boards.post({ session: writer, boards: [board], subject: board, text: 'x' })
  }
  expect((await statusOf(a, 'b'))?.waiting).toBe(1)
})

test('who takes an article back here takes it back there too, and nobody else can', async () => {
  const [left = 0, right = 0] = await freePorts(2)
  const a = await house('a.test', left, peer('b', both(right, { path: ['b.test'] })))
  const b = await house('b.test', right, peer('a', both(left, { path: ['a.test'] })))
  const ids = [await write(a, 'Stays'), await write(a, 'Goes')]
  await until(async () => (await idsIn(b)).length === 2)
  await b.core.order.cancel({ session: b.console, article: ids[0] as MessageId, reason: 'not here' })
  const author = await a.core.sessions.open({ face: 'ssh', address: '', secure: true })
  await a.core.accounts.signIn({ session: author, name: 'writer0', password: passwordOf('writer0') })
  await a.core.order.cancel({ session: author, article: ids[1] as MessageId, reason: '' })
  await until(async () => (await idsIn(b)).length === 0)
  expect(await idsIn(a)).toEqual([ids[0]])
})

test.each(['post', 'ihave'])(
  'a leaf reads from its upstream, and sends up what is written there by %s',
  async (sendBy) => {
    const [up = 0, down = 0] = await freePorts(2)
    const trusted =
      sendBy === 'ihave' ? peer('leaf', { direction: 'in', account: 'leaf', groups: '*', path: ['leaf.test'] }) : ''
    const upstream = await house('up.test', up, trusted)
    await upstream.addAccount('leaf')
    const first = await write(upstream, 'From above')
    const lines = {
      host: '127.0.0.1',
      port: up,
      interval: 1,
      path: ['up.test'],
      user: 'leaf',
      password: passwordOf('leaf'),
    }
    const toml = peer('up', { direction: 'pull', groups: 'local.*', send_by: sendBy, ...lines })
    const leaf = await house('leaf.test', down, toml)
    await until(async () => (await idsIn(leaf)).length === 1)
    const reply = await write(leaf, 'Re: From above', first)
    await until(async () => (await idsIn(upstream)).length === 2)
    const second = await write(upstream, 'Again')
    await until(async () => (await idsIn(leaf)).length === 3)
    expect(await idsIn(leaf)).toEqual([first, reply, second])
    expect(await idsIn(upstream)).toEqual([first, reply, second])
    const [thread] = await upstream.core.boards.threads({
      session: upstream.console,
      board: BOARD,
      limit: 5,
      before: 3,
    })
    expect(thread?.count).toBe(2)
    expect(await statusOf(leaf, 'up')).toMatchObject({ waiting: 0, sent: 1, received: 2 })
  },
)
