// Whole sessions fed with lines that no client would send: 10^5 of them, or as many as FUZZ_LINES in the environment says. The
// server must stay up, answer everybody in order, and never say a line that breaks the protocol.

import { afterEach, expect, test } from 'vitest'
import { COMMANDS } from '../gateways/irc/commands/table.ts'
import { openConversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'
import { randomOf } from '../testing/random.ts'

let house: IrcHouse | undefined
afterEach(() => house?.close())

const LINES = Number(process.env['FUZZ_LINES'] ?? 100_000)
const SESSIONS = 4
const BATCH = 2500
/** For one batch of lines on a machine that has other things to do. */
const PATIENCE = 60_000

// What would end the session at once, or ask the password hasher for work, is left to the tests of its own.
const SPARED = new Set(['QUIT', 'OPER', 'AUTHENTICATE', 'REGISTER', 'NS', 'NICKSERV', 'CS', 'CHANSERV', 'LIST', 'WHO'])
const VERBS = [...COMMANDS.keys(), 'NOSUCH', 'x', '0', '999', ''].filter((verb) => !SPARED.has(verb))
const WORDS = [
  ...['#a', '#b', '#a,#b,#c', '#', 'fuzz0', 'fuzz1', 'nobody', 'NickServ', '*', '0', '-1', '+b', '-b', '+ntlk', 'b'],
  ...['+ooo', '*!*@*', '%tcuihsnfdlaor,999', '302', 'LS', 'LATEST', 'timestamp=x', 'a=b', ':', ': ', ':two words'],
  ...['\u0001ACTION\u0001', '\u0001VERSION', 'ø', '\u202e', '\u{1f408}', 'e\u0301', ',', ',,', '@', '!', '%', '', ' '],
  'x'.repeat(300),
]

const lineOf = (random: () => number): Buffer => {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const kind = random()
  if (kind < 0.05)
    return Buffer.from(Array.from({ length: Math.floor(random() * 80) }, () => Math.floor(random() * 256)))
  const tags = random() < 0.1 ? `@label=${Math.floor(random() * 99)};+draft/x=\\:;${pick(WORDS)} ` : ''
  const source = random() < 0.05 ? `:${pick(WORDS)} ` : ''
  const params = Array.from({ length: Math.floor(random() * 5) }, () => pick(WORDS)).join(' ')
  return Buffer.from(`${tags}${source}${pick(VERBS)} ${params}`)
}

const NEVER = /Something broke on our side/
const WELL_FORMED = /^(?:@[^ ]+ )?(?::[^ ]+ )?(?:[A-Z]+|\d{3})(?: |$)/

test('sessions of nonsense harm nobody, and are answered to the end', { timeout: 600_000 }, async () => {
  // The one who only stands by answers no PING in all that time.
  const timings = { idle: 3_600_000 }
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' }, gateway: { timings } })
  const bystander = await house.enter('bystander')
  const opened = house
  const caps =
    'server-time message-tags echo-message multi-prefix batch labeled-response draft/metadata-3 draft/multiline ' +
    'draft/chathistory draft/event-playback draft/message-redaction'
  const feed = async (index: number): Promise<number> => {
    const random = randomOf(index + 1)
    const client = await openConversation({ port: opened.gateway.port, patience: PATIENCE })
    client.send(`CAP REQ :${caps}`, `NICK fuzz${index}`, 'USER f 0 * :f', 'CAP END')
    await client.expect('* 376 *')
    client.send('JOIN #a')
    const quota = LINES / SESSIONS
    for (let sent = 0; sent < quota; sent += BATCH) {
      const lines = Array.from({ length: Math.min(BATCH, quota - sent) }, () => lineOf(random))
      const ends = lines.flatMap((line) => [line, Buffer.from('\r\n')])
      client.sendRaw(Buffer.concat([...ends, Buffer.from(`\r\nPING :mark-${sent}\r\n`)]))
      await client.expect(`*PONG * :mark-${sent}`)
      for (const line of client.lines) {
        if (NEVER.test(line) || !WELL_FORMED.test(line)) throw new Error(`the server said: ${line}`)
      }
      client.forget()
    }
    return quota
  }
  const fed = await Promise.all(Array.from({ length: SESSIONS }, (_, index) => feed(index)))
  expect(fed.reduce((sum, each) => sum + each, 0)).toBe(LINES)
  await bystander.script('> PING :alive', '< * PONG * :alive')
  expect(bystander.hasEnded).toBe(false)
})
