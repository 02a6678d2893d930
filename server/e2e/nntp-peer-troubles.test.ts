// Peers that refuse, put off, hang up, want TLS or a password: what we do then, and what the sysop is told.

import { afterEach, expect, test } from 'vitest'
import type { MessageId } from '../core/ids.ts'
import { type NntpHouse, openNntpHouse, passwordOf } from '../testing/nntp-house.ts'
import { openScriptedPeer, type ScriptedPeer } from '../testing/scripted-peer.ts'
import { openWorld, type World } from '../testing/world.ts'

let world: World | undefined
let peer: ScriptedPeer | undefined
let upstream: NntpHouse | undefined
afterEach(async () => {
  await world?.close()
  await peer?.close()
  await upstream?.close()
  world = undefined
  peer = undefined
  upstream = undefined
})

const open = async (port: number, more = ''): Promise<World> => {
  const lines = `name = "b"\ndirection = "out"\nhost = "127.0.0.1"\nport = ${port}\npath = ["b.test"]\ngroups = "local.*"\n`
  const settings = { SERVER_HOSTNAME: 'a.test', LIMITS_THROTTLE: 'false', LOG_LEVEL: 'silent' }
  world = await openWorld({ toml: `[[nntp.peers]]\n${lines}${more}`, settings })
  return world
}

/** Articles by one who is signed in. */
const write = async ({ core, addAccount }: World, ...subjects: readonly string[]): Promise<readonly MessageId[]> => {
  await addAccount('anna')
  const session = await core.sessions.open({ face: 'ssh', address: '', secure: true })
  await core.accounts.signIn({ session, name: 'anna', password: passwordOf('anna') })
  const ids: MessageId[] = []
  for (const subject of subjects) {
    ids.push((await core.boards.post({ session, boards: ['local.general'], subject, text: '.\n..dots\n' })).messageId)
  }
  return ids
}

const status = async () => (await world?.core.peering.status({ session: world.console }))?.[0]

const until = async (what: () => Promise<boolean> | boolean): Promise<void> => {
  const deadline = performance.now() + 15_000
  while (!(await what())) {
    if (performance.now() > deadline) throw new Error(`it never came true: ${JSON.stringify(await status())}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('a peer that knows no streaming is offered one article after the other', async () => {
  peer = await openScriptedPeer((line) => {
    if (line.startsWith('IHAVE')) return '335 send it'
    return line === '.' ? '235 thanks' : '500 what?'
  })
  const ids = await write(await open(peer.port), 'One', 'Two')
  await until(async () => (await status())?.sent === 2)
  expect(peer.heard.filter((line) => /^(MODE|IHAVE)/.test(line))).toEqual([
    'MODE STREAM',
    ...ids.map((id) => `IHAVE ${id}`),
  ])
  // Dots at the start of a line are doubled on the wire.
  expect(peer.heard).toContain('...dots')
  expect(await status()).toMatchObject({ waiting: 0, unwanted: 0 })
})

test('what a peer puts off waits, what it does not want is not sent, and the rest goes', async () => {
  const codes = ['431', '438', '238']
  peer = await openScriptedPeer((line, heard) => {
    const [verb = '', id = ''] = line.split(' ')
    if (verb === 'MODE') return '203 stream'
    if (verb === 'CHECK') return `${codes.shift() ?? 238} ${id}`
    return line === '.' ? `239 ${heard.findLast((each) => each.startsWith('TAKETHIS'))?.split(' ')[1]}` : null
  })
  const ids = await write(await open(peer.port), 'Later', 'Known', 'Wanted')
  await until(async () => (await status())?.sent === 1)
  await until(async () => (await status())?.unwanted === 1)
  expect(await status()).toMatchObject({ waiting: 1, sent: 1, unwanted: 1 })
  expect(peer.heard.filter((line) => line.startsWith('TAKETHIS'))).toEqual([`TAKETHIS ${ids[2]}`])
})

test.each([
  ['that hangs up in the middle', (line: string) => (line.startsWith('CHECK') ? 'hang up' : '203 ok'), 'it hung up'],
  ['that goes away', (line: string) => (line.startsWith('CHECK') ? '400 closing' : '203 ok'), 'it said 400 closing'],
  ['that wants a password', () => '480 log in first', 'it does not take our feed: 480 log in first'],
  ['that speaks another protocol', () => 'EHLO', 'it sent what is no answer of NNTP'],
])('a peer %s is tried again, and nothing is lost', async (_, answer, words) => {
  peer = await openScriptedPeer(answer)
  await write(await open(peer.port), 'One')
  await until(() => (peer?.connections() ?? 0) >= 2)
  expect(await status()).toMatchObject({ waiting: 1, sent: 0, lastError: { what: words } })
})

test('a peer that does not greet us is told of', async () => {
  peer = await openScriptedPeer(() => null, '502 not you')
  await write(await open(peer.port), 'One')
  await until(async () => (await status())?.lastError !== null)
  expect((await status())?.lastError?.what).toBe('its greeting was 502 not you')
})

test.each(['starttls', 'implicit'])('over TLS (%s) and with a password, articles go as ever', async (tls) => {
  const toml = '[[nntp.peers]]\nname = "a"\ndirection = "in"\naccount = "afeed"\ngroups = "*"\npath = ["a.test"]\n'
  upstream = await openNntpHouse({ toml })
  await upstream.addAccount('afeed')
  const { gateway } = upstream
  const login = `user = "afeed"\npassword = "${passwordOf('afeed')}"\ntls = "${tls}"\n`
  await open(tls === 'implicit' ? gateway.tlsPort : gateway.port, `${login}tls_verify = false\n`)
  const [id] = await write(world as World, 'Secret')
  await until(async () => (await status())?.sent === 1)
  const { octets } = await upstream.core.news.article({ session: upstream.console, article: id as MessageId })
  expect(Buffer.from(octets).toString()).toMatch(/^Path: news\.test!!a\.test!\.POSTED!/)
})

test('a certificate that is not valid is not trusted unless the sysop says so', async () => {
  upstream = await openNntpHouse()
  await open(upstream.gateway.tlsPort, 'tls = "implicit"\n')
  await write(world as World, 'Secret')
  await until(async () => (await status())?.lastError !== null)
  expect((await status())?.lastError?.what).toMatch(/certificate/)
  expect((await status())?.sent).toBe(0)
})

test('an upstream without NEWNEWS is read group by group, and from where the last look ended', async () => {
  const article = (id: string): string =>
    `Path: up.test!x\r\nFrom: a@up.test\r\nNewsgroups: local.general\r\nSubject: ${id}\r\nDate: ${new Date().toUTCString()}\r\nMessage-ID: ${id}\r\n\r\nText`
  let high = 2
  peer = await openScriptedPeer((line) => {
    const [verb = '', first = ''] = line.split(' ')
    if (verb === 'GROUP') return first === 'local.general' ? `211 ${high} 1 ${high} local.general` : '411 no such group'
    if (verb === 'OVER') return '500 what?'
    if (verb === 'XOVER') {
      const [from = 1, to = 1] = first.split('-').map(Number)
      const numbers = Array.from({ length: to - from + 1 }, (_, each) => from + each)
      return `224 follows\r\n${numbers.map((each) => `${each}\ts\tf\td\t<${each}@up.test>\t\t9\t1\r\n`).join('')}.`
    }
    if (verb === 'ARTICLE') return `220 0 x\r\n${article(`<${first}@up.test>`)}\r\n.`
    return verb === 'DATE' ? '111 20260101000000' : '500 what?'
  })
  const settings = { SERVER_HOSTNAME: 'a.test', LOG_LEVEL: 'silent' }
  const table = `name = "up"\ndirection = "pull"\nsend_by = "none"\nhost = "127.0.0.1"\nport = ${peer.port}\npath = ["up.test"]\ngroups = "local.*"\ninterval = 1\n`
  world = await openWorld({ toml: `[[nntp.peers]]\n${table}`, settings })
  await until(async () => (await status())?.received === 2)
  high = 3
  await until(async () => (await status())?.received === 3)
  expect(peer.heard.filter((line) => line.startsWith('XOVER'))).toEqual(['XOVER 1-2', 'XOVER 3-3'])
})
