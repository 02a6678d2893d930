// Order on boards as newsreaders meet it: moderated groups, closed threads, groups for some, kill files, SCRAM, LIST.

import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MessageId, SessionId } from '../core/ids.ts'
import type { Conversation } from '../testing/conversation.ts'
import { type NntpHouse, openNntpHouse, passwordOf } from '../testing/nntp-house.ts'

let house: NntpHouse
let anna: Conversation
let eva: Conversation
let console: SessionId

beforeEach(async () => {
  house = await openNntpHouse({
    settings: { LIMITS_THROTTLE: 'false' },
    gateway: {
      lists: {
        subscriptions: 'test.*,!test.b',
        moderators: ['test.*:%s@news.test'],
        distributions: ['local Not for other servers'],
        distribPats: ['10:test.*:local'],
      },
    },
  })
  await house.fill('test.a', 3)
  await house.fill('test.b', 0)
  anna = await house.logIn('anna')
  eva = await house.logIn('eva')
  console = await house.core.sessions.open({ face: 'console', address: '', secure: true })
})
afterEach(() => house.close())

const HEAD = ['From: Anna <anna@example.org>', 'Newsgroups: test.a', 'Subject: Hello']

const post = async (poster: Conversation, ...fields: readonly string[]): Promise<string> => {
  await poster.script('> POST', '= 340 *')
  poster.send(...HEAD, ...fields, '', 'Words.', '.')
  return poster.next()
}

const list = async (reader: Conversation, command: string): Promise<readonly string[]> => {
  await reader.script(`> ${command}`, command === 'CAPABILITIES' ? '= 101 *' : '= 2*')
  const lines: string[] = []
  for (let line = await reader.next(); line !== '.'; line = await reader.next()) lines.push(line)
  return lines
}

const moderate = async (): Promise<void> => {
  const { order } = house.core
  await order.set({ session: console, board: 'test.a', change: { isModerated: true } })
  await order.addModerator({ session: console, board: 'test.a', account: 'eva' })
}

describe('a moderated group', () => {
  test('takes an article with 240, and shows it when a moderator has let it in', async () => {
    await moderate()
    expect(await list(anna, 'LIST ACTIVE test.*')).toEqual(['test.a 3 1 m', 'test.b 0 1 y'])
    const answer = await post(anna, 'Message-ID: <tea@example.org>', 'References: <1@test>')
    expect(answer).toBe('240 <tea@example.org> waits for a moderator: this newsgroup is moderated')
    await anna.script('> GROUP test.a', '= 211 3 1 3 test.a', '> STAT <tea@example.org>', '= 430 *')
    expect(await post(anna, 'Message-ID: <tea@example.org>')).toMatch(/^441 An article with the Message-ID <tea@/)
    const [held] = await house.core.order.held({ session: console, limit: 5 })
    await house.core.order.approve({ session: console, held: held?.id ?? 0 })
    await anna.script('> STAT <tea@example.org>', '= 223 0 <tea@example.org>')
    await anna.script(
      '> GROUP test.a',
      '= 211 4 1 4 test.a',
      '> HDR Approved 4',
      '= 225 *',
      '= 4 console@news.test',
      '= .',
    )
  })

  test('takes Approved from its moderators alone', async () => {
    await moderate()
    expect(await post(anna, 'Approved: anna@example.org')).toBe('441 Only moderators may set Approved')
    expect(await post(eva, 'Approved: eva@example.org')).toMatch(/^240 <[^>]+> posted to test\.a:4$/)
    await anna.script('> GROUP test.a', '= 211 4 1 4 *', '> HDR Approved 4', '= 225 *', '= 4 eva@example.org', '= .')
  })

  test('lets its moderators take away what others wrote, and nobody else', async () => {
    await moderate()
    expect(await post(anna, 'Control: cancel <1@test>')).toBe('441 You may not post that: <1@test> is not yours')
    expect(await post(eva, 'Control: cancel <1@test>')).toBe('240 Done: the article is cancelled')
    await anna.script('> GROUP test.a', '= 211 2 2 3 test.a', '> ARTICLE 1', '= 423 *')
  })
})

test('a closed thread takes no answers: 441', async () => {
  const { thread } = await house.core.boards.read({ session: console, article: '<1@test>' as MessageId })
  await house.core.order.lock({ session: console, board: 'test.a', thread, isLocked: true, reason: '' })
  expect(await post(anna, 'References: <1@test>')).toBe(
    '441 That thread is closed: a moderator wants no more answers in it',
  )
})

test('a thread that was moved leaves 423 here and has new numbers there', async () => {
  const { thread } = await house.core.boards.read({ session: console, article: '<2@test>' as MessageId })
  const { moved } = await house.core.order.move({ session: console, board: 'test.a', thread, to: 'test.b', reason: '' })
  expect(moved).toBe(3)
  await anna.script('> GROUP test.a', '= 211 0 4 3 test.a', '> STAT 2', '= 423 *')
  await anna.script('> GROUP test.b', '= 211 3 1 3 test.b', '> STAT 2', '= 223 2 <2@test>')
})

test('a group for some is not there for others, and is at once for who comes into their group', async () => {
  const { groups, order } = house.core
  await groups.add({ session: console, group: 'club' })
  await order.set({ session: console, board: 'test.a', change: { readers: 'group:club', writers: 'group:club' } })
  await anna.script('> GROUP test.a', '= 411 *', '> ARTICLE <1@test>', '= 430 *')
  expect(await list(anna, 'LIST ACTIVE test.*')).toEqual(['test.b 0 1 y'])
  expect(await list(anna, 'NEWNEWS test.* 20000101 000000 GMT')).toEqual([])
  await groups.addMember({ session: console, group: 'club', account: 'anna' })
  await anna.script('> GROUP test.a', '= 211 3 1 3 test.a')
})

test('what the kill file of an account is against is left out of OVER and LISTGROUP, and there by its id', async () => {
  const session = await house.enter('anna')
  await post(eva, 'Message-ID: <noise@example.org>')
  await house.core.killFile.add({ session, kind: 'address', pattern: '*@example.org' })
  expect(await list(anna, 'LISTGROUP test.a')).toEqual(['1', '2', '3'])
  expect((await list(anna, 'OVER 1-')).map((line) => line.split('\t')[0])).toEqual(['1', '2', '3'])
  expect(await list(anna, 'XHDR Message-ID 1-')).toHaveLength(3)
  await anna.script('> STAT <noise@example.org>', '= 223 0 <noise@example.org>')
  expect(await list(eva, 'LISTGROUP test.a')).toEqual(['1', '2', '3', '4'])
})

test('LIST tells what the sysop has written down', async () => {
  expect(await list(anna, 'LIST MODERATORS')).toEqual(['test.*:%s@news.test'])
  expect(await list(anna, 'LIST DISTRIBUTIONS')).toEqual(['local\tNot for other servers'])
  expect(await list(anna, 'LIST DISTRIB.PATS')).toEqual(['10:test.*:local'])
  expect(await list(anna, 'LIST SUBSCRIPTIONS')).toEqual(['test.a'])
})

describe('SCRAM-SHA-256', () => {
  const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
  const encode = (text: string): string => Buffer.from(text).toString('base64')

  /** The exchange as RFC 5802 §3 has it, up to the server's last word; and what that must hold. */
  const exchange = async (reader: Conversation, name: string, password: string) => {
    const bare = `n=${name},r=abc123`
    reader.send(`AUTHINFO SASL SCRAM-SHA-256 ${encode(`n,,${bare}`)}`)
    const serverFirst = Buffer.from((await reader.next()).replace(/^383 /, ''), 'base64').toString()
    const [, nonce = '', salt = '', rounds = ''] = /^r=([^,]+),s=([^,]+),i=(\d+)$/.exec(serverFirst) ?? []
    const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(rounds), 32, 'sha256')
    const key = hmac(salted, 'Client Key')
    const withoutProof = `c=${encode('n,,')},r=${nonce}`
    const message = `${bare},${serverFirst},${withoutProof}`
    const signature = hmac(createHash('sha256').update(key).digest(), message)
    const proof = Buffer.from(key.map((octet, at) => octet ^ (signature[at] ?? 0))).toString('base64')
    reader.send(encode(`${withoutProof},p=${proof}`))
    return {
      answer: await reader.next(),
      expected: `v=${hmac(hmac(salted, 'Server Key'), message).toString('base64')}`,
    }
  }

  test('logs in without the password on the wire, and the server proves that it knows it too', async () => {
    const reader = await house.connect({ secure: true })
    expect(await list(reader, 'CAPABILITIES')).toContain('SASL SCRAM-SHA-256 PLAIN')
    const { answer, expected } = await exchange(reader, 'anna', passwordOf('anna'))
    expect(answer).toBe(`283 ${encode(expected)}`)
    await reader.script('> AUTHINFO SASL PLAIN x', '= 502 *', '> POST', '= 340 *')
  })

  test('turns away a wrong password, a strange name and what is no exchange', async () => {
    const reader = await house.connect()
    expect((await exchange(reader, 'anna', 'wrong password')).answer).toMatch(/^481 /)
    expect((await exchange(reader, 'nobody-here', 'wrong password')).answer).toMatch(/^481 /)
    await reader.script(
      ...['> AUTHINFO SASL SCRAM-SHA-256', '= 383 =', `> ${encode('p=tls-unique,,n=anna,r=x')}`, '= 482 *'],
      ...[`> AUTHINFO SASL SCRAM-SHA-256 ${encode('n,,n=anna,r=x')}`, '= 383 *', '> *', '= 481 *'],
      ...[`> AUTHINFO SASL SCRAM-SHA-256 ${encode('n,,n=anna,r=x')}`, '= 383 *', `> ${encode('c=biws,r=y,p=AAAA')}`],
      ...['= 482 *', `> AUTHINFO SASL SCRAM-SHA-256 ${encode('n,a=eva,n=anna,r=x')}`, '= 481 *'],
    )
  })
})
