// INN beside us: articles pass both ways, and round a ring of two of our daemons and INN, through restarts.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Conversation, openConversation } from '../../testing/conversation.ts'
import { type Daemon, freePorts, startDaemon } from '../../testing/daemon.ts'
import { haveInn, type Inn, startInn } from '../../testing/inn.ts'
import { peerArticle } from '../../testing/peer-articles.ts'
import { openWorld, passwordOf } from '../../testing/world.ts'

const BOARD = 'local.general'

/** One of our daemons, with a folder that outlives its restarts. */
interface Site {
  readonly port: number
  readonly folder: string
  daemon: Daemon
}

const sites: Site[] = []
let inn: Inn | undefined
afterEach(async () => {
  for (const { daemon, folder } of sites.splice(0)) {
    await daemon.end('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  await inn?.end()
  inn = undefined
})

interface Neighbour {
  readonly name: string
  readonly port: number
  readonly path: string
}

const start = (folder: string, host: string, port: number): Daemon =>
  startDaemon({
    stateFolder: join(folder, 'state'),
    settings: { SERVER_HOSTNAME: host, NNTP_PORT: String(port), LIMITS_THROTTLE: 'false' },
    programArguments: ['--config', join(folder, 'samband.toml')],
  })

const tableOf = ({ name, port, path }: Neighbour): string => `[[nntp.peers]]
name = "${name}"
direction = "both"
host = "127.0.0.1"
port = ${port}
addresses = ["127.0.0.1"]
path = ["${path}"]
groups = "local.*"
`

const openSite = async (host: string, port: number, neighbours: readonly Neighbour[]): Promise<Site> => {
  const folder = mkdtempSync(join(tmpdir(), 'samband-ring-'))
  const tables = neighbours.map(tableOf)
  const origin =
    '[[nntp.peers]]\nname = "origin"\ndirection = "in"\naddresses = ["127.0.0.2"]\ngroups = "*"\npath = ["o"]\n'
  writeFileSync(join(folder, 'samband.toml'), [...tables, origin].join('\n'))
  const site: Site = { port, folder, daemon: start(folder, host, port) }
  sites.push(site)
  await site.daemon.ready
  return site
}

/** Message-IDs in the board, in the order of their numbers. */
const idsAt = async (port: number): Promise<readonly string[]> => {
  const reader = await openConversation({ port })
  await reader.script('= 200 *', '> MODE READER', '= 200 *', `> GROUP ${BOARD}`)
  if (!(await reader.next()).startsWith('211')) throw new Error('the group is not there')
  reader.send('XOVER 1-', 'QUIT')
  const first = await reader.next()
  if (first.startsWith('224')) await reader.expect('.')
  await reader.expect('205*')
  reader.socket.destroy()
  return reader.lines.flatMap((line) => line.split('\t')[4] ?? [])
}

const untilCount = async (port: number, count: number): Promise<void> => {
  const deadline = performance.now() + 90_000
  for (let ids = await idsAt(port); ids.length < count; ids = await idsAt(port)) {
    if (performance.now() > deadline) throw new Error(`only ${ids.length} of ${count} articles came to ${port}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Posts through INN's nnrpd, or feeds a site as a peer would. */
const postAt = async (reader: Conversation, messageId: string, fields: Record<string, string> = {}): Promise<void> => {
  await reader.script('> POST', '= 340 *')
  reader.sendRaw(`${peerArticle(messageId, { Path: 'not-for-mail', ...fields })}.\r\n`)
  await reader.script('= 240 *')
}

const feedAt = async (
  port: number,
  ids: readonly string[],
  fields: Record<string, string> = {},
  isInn = false,
): Promise<void> => {
  const peer = await openConversation({ port, localAddress: isInn ? '127.0.0.1' : '127.0.0.2' })
  await peer.script('= 200 *')
  for (const id of ids) peer.sendRaw(`TAKETHIS ${id}\r\n${peerArticle(id, { Path: 'o!x', ...fields })}.\r\n`)
  for (const id of ids) await peer.script(`= 239 ${id}*`)
  peer.socket.destroy()
}

const idsOf = (site: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, each) => `<${each}.${Date.now()}@${site}>`)

// innfeed takes its time over what it could not send at once, the more so on a busy machine.
describe.runIf(haveInn())('INN beside us', { timeout: 120_000 }, () => {
  test('articles pass both ways, streamed, and a follow-up hangs below what it answers', async () => {
    const [port = 0, innPort = 0] = await freePorts(2)
    const peers = [{ name: 'samband', pathIdentity: 'a.test', port, groups: 'local.*' }]
    // First, so that innfeed finds it when it first looks.
    const site = await openSite('a.test', port, [{ name: 'inn', port: innPort, path: 'inn.test' }])
    inn = await startInn({ groups: [BOARD], peers, port: innPort })
    const reader = await openConversation({ port: innPort })
    await reader.script('= 200 *', '> MODE READER', '= 200 *')
    await postAt(reader, '<1@inn.test>', { Subject: 'From INN' })
    await untilCount(site.port, 1)
    const fields = { References: '<1@inn.test>', Subject: 'Re: From INN' }
    await feedAt(site.port, ['<2@a.test>'], fields)
    await untilCount(innPort, 2)
    expect(await idsAt(site.port)).toEqual(['<1@inn.test>', '<2@a.test>'])
    expect(await idsAt(innPort)).toEqual(['<1@inn.test>', '<2@a.test>'])
    await reader.script('> HEAD <2@a.test>', '= 221 *', '< Path: inn.test!*a.test!!o!x')
    const ours = await openConversation({ port: site.port })
    await ours.script('= 200 *', '> HEAD <1@inn.test>', '= 221 *', '= Path: a.test!!inn.test!*')
  })

  test('what its author takes back here is gone there too: INN finds that the key opens the lock', async () => {
    const [port = 0, innPort = 0] = await freePorts(2)
    inn = await startInn({ groups: [BOARD], port: innPort })
    const toml = tableOf({ name: 'inn', port: innPort, path: 'inn.test' })
    const world = await openWorld({ toml, settings: { SERVER_HOSTNAME: 'a.test', NNTP_PORT: String(port) } })
    try {
      await world.addAccount('anna')
      const session = await world.core.sessions.open({ face: 'ssh', address: '', secure: true })
      await world.core.accounts.signIn({ session, name: 'anna', password: passwordOf('anna') })
      const words = { boards: [BOARD], subject: 'Rash', text: 'I never said that.' }
      const { messageId } = await world.core.boards.post({ session, ...words })
      await untilCount(innPort, 1)
      await world.core.order.cancel({ session, article: messageId, reason: '' })
      const deadline = performance.now() + 20_000
      while ((await idsAt(innPort)).length > 0) {
        if (performance.now() > deadline) throw new Error(`INN still has it: ${inn.log()}`)
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    } finally {
      await world.close()
    }
  })

  test('round a ring everything comes everywhere once, though two of the three are killed on the way', {
    timeout: 240_000,
  }, async () => {
    const [a = 0, b = 0, i = 0] = await freePorts(3)
    const toInn = { name: 'inn', port: i, path: 'inn.test' }
    inn = await startInn({
      groups: [BOARD],
      port: i,
      peers: [
        { name: 'a', pathIdentity: 'a.test', port: a, groups: 'local.*' },
        { name: 'b', pathIdentity: 'b.test', port: b, groups: 'local.*' },
      ],
    })
    const siteA = await openSite('a.test', a, [{ name: 'b', port: b, path: 'b.test' }, toInn])
    const siteB = await openSite('b.test', b, [{ name: 'a', port: a, path: 'a.test' }, toInn])
    const ids = { a: idsOf('a', 150), b: idsOf('b', 150), inn: idsOf('inn', 150), late: idsOf('late', 100) }
    await Promise.all([feedAt(a, ids.a), feedAt(b, ids.b), feedAt(i, ids.inn, {}, true)])
    await siteB.daemon.end('SIGKILL')
    await inn.stop()
    // Nobody is there to take these now.
    await feedAt(a, ids.late)
    await siteA.daemon.end('SIGKILL')
    siteA.daemon = start(siteA.folder, 'a.test', a)
    siteB.daemon = start(siteB.folder, 'b.test', b)
    await Promise.all([siteA.daemon.ready, siteB.daemon.ready, inn.again()])
    const all = [...ids.a, ...ids.b, ...ids.inn, ...ids.late].sort()
    for (const port of [a, b, i]) await untilCount(port, all.length)
    // Time for what would come twice.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    for (const port of [a, b, i]) expect([...(await idsAt(port))].sort()).toEqual(all)
  })
})
