// Every command works and fails as clients expect it to, and every numeric that they know is heard somewhere.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMANDS } from '../gateways/irc/commands/table.ts'
import { PROJECT_ROOT } from '../root.ts'
import type { Conversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'
import { A_TO_M } from './conversations/a-to-m.ts'
import { FURTHER, N_TO_Z } from './conversations/n-to-z.ts'

const CAPS =
  'echo-message message-tags batch setname draft/multiline draft/message-redaction draft/extended-isupport ' +
  'draft/chathistory draft/search draft/webpush draft/metadata-3 draft/read-marker'

const CONVERSATIONS = { ...A_TO_M, ...N_TO_Z }

let house: IrcHouse
const cast = new Map<string, Conversation>()
const troubles = new Map<string, string>()
const heard = new Set<string>()

/** Plays a conversation. @throws Error with what came instead */
const play = async (steps: readonly string[]): Promise<void> => {
  const newcomer = steps.some((step) => step.startsWith('new')) ? await house.connect() : null
  let msgid = ''
  for (const step of steps) {
    const [, who = '', sign = '', body = ''] = /^(\w+)([<>]) (.*)$/s.exec(step) ?? []
    const speaker = who === 'new' ? newcomer : cast.get(who)
    const line = body.replace('{claim}', house.house.claimCode ?? '').replace('{msgid}', sign === '>' ? msgid : '*')
    if (sign === '>') speaker?.send(line)
    else msgid = /msgid=([^; ]+)/.exec((await speaker?.expect(line)) ?? '')?.[1] ?? msgid
  }
  if (newcomer === null) return
  note(newcomer)
  await newcomer.close()
}

const note = ({ lines }: Conversation): void => {
  for (const line of lines) heard.add(/^(?:@\S+ )?:irc\.test (\d{3}) /.exec(line)?.[1] ?? '')
}

beforeAll(async () => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  const attempt = async (name: string, steps: readonly string[] | { readonly none: string }): Promise<void> => {
    if ('none' in steps) return
    await play(steps as readonly string[]).catch((error: unknown) => troubles.set(name, String(error)))
  }
  for (const name of ['anna', 'bert']) await house.addAccount(name)
  await house.addAccount('mod', 'moderator')
  for (const name of ['anna', 'bert', 'mod']) cast.set(name, await house.enter(name, { account: name, caps: CAPS }))
  cast.set('gus', await house.enter('gus'))
  for (const name of ['anna', 'bert', 'mod']) await cast.get(name)?.script('> JOIN #tea', '< * 366 *')
  // From then on anna is sysop, as the other conversations have it.
  const { CLAIM, ...others } = CONVERSATIONS
  for (const [command, row] of Object.entries({ CLAIM, ...others })) {
    const { works, fails } = row ?? { works: [], fails: [] }
    await attempt(`${command} works`, works)
    await attempt(`${command} fails`, fails)
  }
  await attempt('further', FURTHER)
  for (const each of cast.values()) note(each)
  await crowd()
}, 120_000)
afterAll(() => house.close())

/** A house with its limits on, and without a message of the day: founding too fast, and being in too many channels. */
const crowd = async (): Promise<void> => {
  const busy = await openIrcHouse({ gateway: { motd: [] } })
  const names = Array.from({ length: 101 }, (_, n) => `#c${n}`)
  for (let at = 0; at < names.length; at += 5) {
    const session = await busy.core.sessions.open({ face: 'web', address: `198.51.${at}.1`, secure: true })
    await busy.core.sessions.enterAsGuest({ session, nick: `founder${at}` })
    for (const channel of names.slice(at, at + 5)) await busy.core.channels.join({ session, channel })
  }
  const gus = await busy.connect()
  gus.send('NICK gus', 'USER gus 0 * :g')
  try {
    await gus.expect('* 422 gus :*')
    gus.send('JOIN #n1,#n2,#n3,#n4,#n5,#n6')
    await gus.expect('* 437 gus #n6 :*')
    for (let at = 0; at < names.length; at += 40) gus.send(`JOIN ${names.slice(at, at + 40).join(',')}`)
    await gus.expect('* 405 gus #c95 :*')
    note(gus)
  } catch (error) {
    troubles.set('crowd', String(error))
  } finally {
    await gus.close()
    await busy.close()
  }
}

test('the conversations are those of the table, no more and no less', () => {
  expect(Object.keys(CONVERSATIONS).sort()).toEqual([...COMMANDS.keys()].sort())
})

describe.each([...COMMANDS.keys()])('%s', (command) => {
  test('works', () => expect(troubles.get(`${command} works`)).toBeUndefined())
  test('says what is wrong', () => expect(troubles.get(`${command} fails`)).toBeUndefined())
})

test('modes, lists and closed channels answer with their numerics', () => {
  expect(troubles.get('further')).toBeUndefined()
})

test('a house with its limits on says when there are too many channels, and founded too fast', () => {
  expect(troubles.get('crowd')).toBeUndefined()
})

/** What every client knows, from RFC 2812, Modern IRC and IRCv3. */
const KNOWN = [
  ...['001-005', '251-255', '265-266', '301-303', '305-306', '311-319', '321-324', '329-333', '335-338', '341'],
  ...['346-349', '351-354', '364-369', '371-372', '374-376', '378-379', '381', '391', '396', '401-407', '409-412'],
  ...['417', '421-422', '431-433', '437', '441-443', '451', '461-462', '464-465', '471-477', '482-483', '491'],
  ...['501-502', '524', '671', '696', '704-706', '723', '728-734', '900-908'],
].flatMap((range) => {
  const [first = '', last = first] = range.split('-')
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, n) => String(Number(first) + n).padStart(3, '0'))
})

/** Those that take more than this house, and where they are heard. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  '465': 'server/e2e/irc-order.test.ts',
  '671': 'server/e2e/irc-asking.test.ts',
}

/** Those that nothing here can bring about. */
const NEVER: Readonly<Record<string, string>> = {
  '316': 'RFC 1459 reserves it, and nobody ever sent it',
  '338': 'where one comes from is told to oneself alone, by 378',
  '483': 'there is one server, and KILL of its name is 401 like that of any other nobody',
  '728': 'mutes stand among the bans, as ~m:, and are told by 367',
  '729': 'as 728',
  '902': 'no account is locked to a nick; one that is shut out hears 904',
  '907': 'logging in again is always possible, as SASL 3.2 has it',
}

test.each(KNOWN)('%s is heard in some conversation, or there is a reason why not', (numeric) => {
  const file = ELSEWHERE[numeric]
  const isElsewhere = file !== undefined && readFileSync(join(PROJECT_ROOT, file), 'utf8').includes(` ${numeric} `)
  expect([heard.has(numeric), isElsewhere, numeric in NEVER].filter(Boolean)).toEqual([true])
})
