import { afterEach, describe, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'

let core: TestCore
const open = (settings = {}): TestCore => {
  core = openCore(settings)
  return core
}
afterEach(() => core.close())

const HOUR = 3_600_000

/** Sessions of every role, by name. */
const people = async ({ console, accounts, enter, guest }: TestCore): Promise<Record<string, SessionId>> => {
  for (const role of ['moderator', 'sysop'] as const) {
    await accounts.add({ session: console, name: role, password: `password of ${role}`, role })
  }
  const [member, moderator, sysop] = [await enter('member'), await enter('moderator'), await enter('sysop')]
  return { guest: guest('gus'), member, moderator, sysop, console }
}

describe('rights', () => {
  const moderators = ['moderator', 'sysop', 'console']
  const sysops = ['sysop', 'console']
  const acts: [string, readonly string[], (core: TestCore, session: SessionId) => unknown][] = [
    ['ban', moderators, (c, session) => c.moderation.ban({ session, target: '192.0.2.99', reason: '', until: null })],
    ['bans', moderators, (c, session) => c.moderation.bans({ session })],
    ['unban', moderators, (c, session) => c.moderation.unban({ session, target: '198.51.100.1' })],
    ['kill', moderators, (c, session) => c.moderation.kill({ session, nick: 'victim', reason: '' })],
    ['setDefcon', sysops, (c, session) => c.moderation.setDefcon({ session, level: 5, reason: '' })],
    ['log', moderators, (c, session) => c.moderation.log({ session, limit: 10 })],
    ['record', sysops, (c, session) => c.moderation.record({ session, act: 'x', target: 'y', reason: '' })],
  ]
  for (const [act, allowed, run] of acts) {
    test.each(['guest', 'member', 'moderator', 'sysop', 'console'])(`${act} by a %s`, async (who) => {
      const opened = open()
      const session = (await people(opened))[who] as SessionId
      opened.guest('victim')
      opened.moderation.ban({ session: opened.console, target: '198.51.100.1', reason: '', until: null })
      expect(await refusalOf(() => run(opened, session))).toBe(allowed.includes(who) ? null : 'not-permitted')
    })
  }

  test('a moderator kills members and guests, not their equals; nobody but the console bans a sysop', async () => {
    const { moderation, console } = open()
    const { moderator = console, sysop = console } = await people(core)
    const kill = (nick: string) => refusalOf(() => moderation.kill({ session: moderator, nick, reason: '' }))
    expect([await kill('gus'), await kill('member'), await kill('sysop')]).toEqual([null, null, 'not-permitted'])
    const ban = { target: 'sysop', reason: '', until: null }
    expect(await refusalOf(() => moderation.ban({ session: sysop, ...ban }))).toBe('not-permitted')
    expect(await refusalOf(() => moderation.ban({ session: console, ...ban }))).toBeNull()
  })
})

describe('bans', () => {
  test('an address ban ends who is here, keeps out who comes, runs out by itself, and outlives a restart', async () => {
    const { moderation, console, sessions, events, pass, enter, guest, house } = open()
    const member = await enter('member')
    const until = Date.UTC(2026, 0, 1) + HOUR
    moderation.ban({ session: console, target: '192.0.2.0/24', reason: 'noise', until })
    expect(events.at(-1)).toMatchObject({ type: 'presence.left', who: { nick: 'member' } })
    expect(events).toContainEqual({ type: 'session.dismissed', session: member, reason: 'banned: noise', isBan: true })
    expect(await refusalOf(() => guest())).toBe('house-banned')
    expect(sessions.open({ face: 'console', address: '192.0.2.7', secure: true })).not.toBe('')
    const kept = house.store.reader('SELECT target, until FROM house_ban').all()
    expect(kept).toEqual([{ target: '192.0.2.0/24', until }])
    pass(HOUR)
    expect(await refusalOf(() => guest())).toBeNull()
    expect(moderation.bans({ session: console })).toEqual([])
  })

  test('a mask keeps guests from a nick and members from coming in, but never the staff', async () => {
    const { moderation, console, accounts, enter, guest } = open()
    await accounts.add({ session: console, name: 'mona', password: 'password of mona', role: 'moderator' })
    moderation.ban({ session: console, target: '*@user/*', reason: '', until: null })
    moderation.ban({ session: console, target: 'bad*', reason: '', until: null })
    expect(await refusalOf(() => enter('mel'))).toBe('house-banned')
    expect(await refusalOf(() => enter('mona'))).toBeNull()
    expect(await refusalOf(() => guest('badguy'))).toBe('house-banned')
    expect(await refusalOf(() => guest('good'))).toBeNull()
    expect(moderation.bans({ session: console }).map(({ target }) => target)).toEqual(['*!*@user/*', 'bad*!*@*'])
  })

  test('every act is in the log with who, what and why, newest first, in pages', async () => {
    const { moderation, console: session } = open()
    moderation.ban({ session, target: '198.51.100.0/24', reason: 'spam', until: null })
    moderation.unban({ session, target: '198.51.100.0/24' })
    moderation.setDefcon({ session, level: 4, reason: 'drill' })
    const [newest, ...rest] = moderation.log({ session, limit: 2 })
    expect(newest).toMatchObject({ actor: 'console', act: 'defcon', target: '4', reason: 'drill' })
    expect(rest).toMatchObject([{ act: 'unban', target: '198.51.100.0/24' }])
    const older = moderation.log({ session, limit: 9, before: rest[0]?.id ?? 0 })
    expect(older).toMatchObject([{ act: 'ban', target: '198.51.100.0/24', reason: 'spam' }])
  })
})

describe('the state of alarm', () => {
  test('closes more with every level, and is kept', async () => {
    const { moderation, console: session, guest, accounts, enter, house } = open()
    const stranger = await enter()
    const register = () => accounts.register({ session: stranger, name: 'newbie', password: 'a good password' })
    await enter('mel')
    moderation.setDefcon({ session, level: 4, reason: '' })
    expect([await refusalOf(register), await refusalOf(() => guest())]).toEqual(['house-closed', null])
    moderation.setDefcon({ session, level: 3, reason: '' })
    expect([await refusalOf(() => guest()), await refusalOf(() => enter('mel'))]).toEqual(['house-closed', null])
    moderation.setDefcon({ session, level: 1, reason: '' })
    expect(await refusalOf(() => enter('mel'))).toBe('house-closed')
    expect(house.store.reader("SELECT value FROM setting WHERE name = 'defcon'").get()).toEqual({ value: '1' })
    expect(moderation.defcon({ session })).toBe(1)
  })
})
