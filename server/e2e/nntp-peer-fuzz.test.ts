// Streaming sessions of a peer gone mad: articles that are broken, cut off, full of dots, NULs and endless lines. Nothing
// may crash, every command is answered, and no octet of an article is ever taken for a command.

import { afterEach, expect, test } from 'vitest'
import { type NntpHouse, openNntpHouse } from '../testing/nntp-house.ts'
import { peerArticle } from '../testing/peer-articles.ts'
import { randomOf } from '../testing/random.ts'

let house: NntpHouse | undefined
afterEach(() => house?.close())

const ROUNDS = Number(process.env['FUZZ_LINES'] ?? 4000)
const SESSIONS = 4
const BATCH = 100

const PEER = `[[nntp.peers]]
name = "mad"
direction = "in"
addresses = ["127.0.0.1"]
groups = "*"
path = ["feeder.test"]
`

type Random = () => number
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
const octetsOf = (random: Random, count: number): Buffer =>
  Buffer.from(Array.from({ length: count }, () => Math.floor(random() * 256)))

/** What ends an article may not stand in one: only that is kept out of what is made up. */
const withoutEnd = (octets: Buffer): Buffer => {
  const text = octets.toString('latin1').replace(/^\.\r\n/, '..\r\n')
  return Buffer.from(text.replace(/\r\n\.(?=\r\n)/g, '\r\n..'), 'latin1')
}

const FIELDS: readonly Readonly<Record<string, string | null>>[] = [
  {},
  { Newsgroups: 'local.general,no.such.group' },
  { Path: '!'.repeat(900) },
  { Path: 'news.test!x' },
  { 'Message-ID': '<>' },
  { Date: 'x'.repeat(500) },
  { From: '\u001b[2J=?utf-8?b?/////?=' },
  { References: '<a@b> '.repeat(2000) },
  { Control: 'cancel <x' },
  { Control: 'newgroup ../../etc/passwd moderated' },
  { Supersedes: '<1@fuzz> <2@fuzz>', 'Cancel-Key': 'sha256: : ::' },
  { Subject: 'y'.repeat(65_536) },
  { 'Content-Type': `multipart/mixed; boundary="${'-'.repeat(300)}"` },
  { Subject: null, Newsgroups: null },
]

const articleOf = (random: Random, messageId: string): Buffer => {
  const body = pick(random, ['x', '.', '..', '.\n.', '\n.\n', '\r.\r', 'CHECK <a@b>\r\nQUIT', 'z'.repeat(65_536), '\0'])
  const whole = Buffer.from(peerArticle(messageId, pick(random, FIELDS), body), 'latin1')
  const kind = random()
  if (kind < 0.4) return whole
  if (kind < 0.55) return whole.subarray(0, Math.floor(random() * whole.length))
  if (kind < 0.7) return octetsOf(random, Math.floor(random() * 400))
  if (kind < 0.8) return Buffer.alloc(0)
  const torn = Buffer.from(whole)
  for (let hit = 0; hit < 5; hit += 1) torn[Math.floor(random() * torn.length)] = Math.floor(random() * 256)
  return torn
}

/** One command, and how its answer begins. */
const exchange = (random: Random, id: string): { readonly octets: Buffer; readonly answer: RegExp } => {
  const kind = random()
  if (kind < 0.2) return { octets: Buffer.from(`CHECK ${id}\r\n`), answer: new RegExp(`^(?:238|431|438) ${id}$`) }
  if (kind < 0.25) return { octets: Buffer.from('DATE\r\n'), answer: /^111 \d{14}$/ }
  // Sent as it should be: the dot behind it stands at the start of a line.
  const data = withoutEnd(articleOf(random, id))
  const end = data.length === 0 || data.toString('latin1').endsWith('\r\n') ? '.\r\n' : '\r\n.\r\n'
  const command = pick(random, [id, id, id, id, 'x'.repeat(300), '', `${id} ${id}`, '<no', '<a\0b@c>'])
  const octets = Buffer.concat([Buffer.from(`TAKETHIS ${command}\r\n`), data, Buffer.from(end)])
  return { octets, answer: command === id ? new RegExp(`^(?:239|439) ${id}(?: |$)`) : /^(?:439|501) / }
}

test('a peer gone mad harms nobody, is answered to the end, and never comes out of step', {
  timeout: 600_000,
}, async () => {
  house = await openNntpHouse({ toml: PEER, settings: { LIMITS_THROTTLE: 'false' } })
  const opened = house
  const bystander = await opened.connect()
  const feed = async (index: number): Promise<void> => {
    const random = randomOf(index + 1)
    const peer = await opened.connect()
    for (let sent = 0; sent < ROUNDS / SESSIONS; sent += BATCH) {
      const exchanges = Array.from({ length: BATCH }, (_, each) => exchange(random, `<${sent + each}.${index}@fuzz>`))
      const stream = Buffer.concat(exchanges.map(({ octets }) => octets))
      // In pieces that are cut anywhere.
      for (let at = 0; at < stream.length; ) {
        const piece = stream.subarray(at, at + 1 + Math.floor(random() * 40_000))
        peer.sendRaw(piece)
        at += piece.length
      }
      for (const { answer } of exchanges) expect(await peer.next()).toMatch(answer)
    }
    await peer.script('> QUIT', '= 205 *')
  }
  await Promise.all(Array.from({ length: SESSIONS }, (_, index) => feed(index)))
  await bystander.script('> DATE', '= 111 *')
  const { core, console: session } = opened
  const { count, low, high } = await core.news.group({ session, group: 'local.general' })
  expect(count).toBe(high - low + 1)
  expect(count).toBeGreaterThan(ROUNDS / 100)
})

test('a peer that is cut off in the middle of an article leaves nothing behind', async () => {
  house = await openNntpHouse({ toml: PEER })
  const peer = await house.connect()
  peer.sendRaw(`TAKETHIS <half@fuzz>\r\n${peerArticle('<half@fuzz>')}`)
  peer.socket.destroy()
  const again = await house.connect()
  await again.script('> CHECK <half@fuzz>', '= 238 <half@fuzz>', '> STAT <half@fuzz>', '= 430 *')
})
