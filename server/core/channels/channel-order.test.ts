import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'
import type { ModeOutcome } from './modes.ts'

let folder: string
let core: TestCore
let anna: SessionId
let ola: SessionId

const open = async (): Promise<void> => {
  core = openCore({ SERVER_STATE: folder, LIMITS_THROTTLE: 'false' })
  anna = await core.enter('anna')
  ola = await core.enter('ola')
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samband-order-'))
  await open()
  core.channels.join({ session: anna, channel: '#den' })
  core.channels.join({ session: ola, channel: '#den' })
})
afterEach(() => {
  core.close()
  rmSync(folder, { recursive: true, force: true })
})

const reopen = async (): Promise<void> => {
  core.close()
  await open()
}

/** `+ov-k anna bert` by one session. */
const set = (session: SessionId, modes: string, ...params: string[]): ModeOutcome => {
  let sign: '+' | '-' = '+'
  const changes = [...modes].flatMap((letter) => {
    if (letter === '+' || letter === '-') {
      sign = letter
      return []
    }
    const takes = 'qaohvbeI'.includes(letter) || ('kfl'.includes(letter) && sign === '+')
    const param = takes ? params.shift() : undefined
    return [{ sign, letter, ...(param === undefined ? {} : { param }) }]
  })
  return core.channels.setModes({ session, channel: '#den', changes })
}
const refused = (outcome: ModeOutcome): string[] => outcome.refused.map(({ code }) => code)
const modesOf = (nick: string): string | undefined =>
  core.channels.members({ session: anna, channel: '#den' }).find((member) => member.nick === nick)?.modes
const enter = (session: SessionId, key?: string): unknown =>
  core.channels.join({ session, channel: '#den', ...(key === undefined ? {} : { key }) })
const say = (session: SessionId): unknown => core.channels.say({ session, channel: '#den', text: 'hi' })

describe('over a restart', () => {
  test('flags, key, limit, forward and lists stay as they were', async () => {
    core.channels.join({ session: anna, channel: '#other' })
    set(anna, '+imklf-tbeI', 'sesame', '9', '#other', 'x!*@*', '~account:ola', 'y!*@*')
    set(anna, '+beI', 'bad!*@*', '~account:ola', 'good!*@*')
    const before = core.channels.get({ session: anna, channel: '#den' }).modes
    await reopen()
    core.channels.join({ session: anna, channel: '#den' })
    expect(core.channels.get({ session: anna, channel: '#den' }).modes).toEqual(before)
    expect(before).toEqual({ flags: 'imn', key: 'sesame', limit: 9, forward: '#other' })
    const masks = (list: 'b' | 'e' | 'I'): string[] =>
      core.channels.masks({ session: anna, channel: '#den', list }).map(({ mask, setBy }) => `${mask} ${setBy}`)
    expect([masks('b'), masks('e'), masks('I')]).toEqual([['bad!*@* anna'], ['~account:ola anna'], ['good!*@* anna']])
  })

  test('owner, access and settings stay, and give their prefixes', async () => {
    core.channels.register({ session: anna, channel: '#den' })
    core.channels.setAccess({ session: anna, channel: '#den', account: 'ola', level: 'h' })
    const settings = { topicLock: true, modeLock: '+nt-k', history: 'members' } as const
    core.channels.setSettings({ session: anna, channel: '#den', settings })
    await reopen()
    enter(anna)
    enter(ola)
    expect([modesOf('anna'), modesOf('ola')]).toEqual(['q', 'h'])
    expect(core.channels.info({ session: ola, channel: '#den' })).toMatchObject({ founder: 'anna', ...settings })
  })
})

describe('who may', () => {
  test('give and take what: as far up as one stands', () => {
    expect(refused(set(ola, '+m'))).toEqual(['not-operator'])
    set(anna, '+h', 'ola')
    expect(refused(set(ola, '+bm', 'x'))).toEqual(['not-operator'])
    expect(refused(set(ola, '-o', 'anna'))).toEqual(['not-operator'])
    expect(refused(set(anna, '+qa', 'ola', 'ola'))).toEqual(['not-operator', 'not-operator'])
    set(anna, '+o', 'ola')
    expect(refused(set(ola, '-o', 'anna'))).toEqual([])
    expect(refused(set(anna, '+m'))).toEqual([])
  })

  test('anybody takes a prefix off themselves', () => {
    set(anna, '+v', 'ola')
    expect(set(ola, '-v', 'ola').applied).toHaveLength(1)
    expect(modesOf('ola')).toBe('')
  })

  test('one who founded a channel keeps order in it from outside too', () => {
    core.channels.part({ session: anna, channel: '#den', reason: '' })
    expect(set(anna, '+m').applied).toHaveLength(1)
  })

  test('one who is not there at all is told so', async () => {
    const kari = await core.enter('kari')
    expect(await refusalOf(() => core.channels.setModes({ session: kari, channel: '#den', changes: [] }))).toBe(
      'not-in-channel',
    )
  })
})

describe('a line of changes', () => {
  test('is told once, in order, with what took effect', () => {
    core.events.length = 0
    const { applied } = set(anna, '+v-n+mk', 'ola', 'key')
    const told = core.events.filter((event) => event.type === 'channel.modes-changed')
    expect(told).toHaveLength(1)
    expect(told[0]?.changes).toEqual(applied)
    expect(applied.map(({ sign, letter, param }) => `${sign}${letter}${param ?? ''}`)).toEqual([
      '+vola',
      '-n',
      '+m',
      '+kkey',
    ])
  })

  test('changes that come to nothing are told to nobody', () => {
    core.events.length = 0
    expect(set(anna, '+n-k-b', 'nobody').applied).toEqual([])
    expect(core.events).toEqual([])
  })
})

describe('doors', () => {
  test.each([
    ['+i', [], 'invite-only'],
    ['+k', ['sesame'], 'bad-key'],
    ['+l', ['2'], 'channel-full'],
    ['+b', ['kari'], 'banned'],
    ['+b', ['~account:kari'], 'banned'],
  ])('%s %j keeps kari out as %s', async (modes, params, code) => {
    const kari = await core.enter('kari')
    set(anna, modes, ...params)
    expect(await refusalOf(() => enter(kari))).toBe(code)
  })

  test('R keeps guests out', async () => {
    const guest = core.guest('gus')
    set(anna, '+R')
    expect(await refusalOf(() => enter(guest))).toBe('sign-in-required')
  })

  test('the key, an invitation, an exception, or a standing opens them', async () => {
    const kari = await core.enter('kari')
    set(anna, '+k', 'sesame')
    expect(await refusalOf(() => enter(kari, 'sesame'))).toBeNull()
    core.channels.kick({ session: anna, channel: '#den', nick: 'kari', reason: '' })
    core.channels.invite({ session: anna, channel: '#den', nick: 'kari' })
    expect(core.channels.invitations({ session: kari })).toEqual(['#den'])
    expect(await refusalOf(() => enter(kari))).toBeNull()
    expect(core.channels.invitations({ session: kari })).toEqual([])
    core.channels.part({ session: kari, channel: '#den', reason: '' })
    set(anna, '-k+ibI', 'kari', 'kari')
    expect(await refusalOf(() => enter(kari))).toBe('banned')
    set(anna, '+e', 'kari')
    expect(await refusalOf(() => enter(kari))).toBeNull()
    core.channels.part({ session: kari, channel: '#den', reason: '' })
    set(anna, '-eI', 'kari', 'kari')
    core.channels.register({ session: anna, channel: '#den' })
    core.channels.setAccess({ session: anna, channel: '#den', account: 'kari', level: 'o' })
    expect(await refusalOf(() => enter(kari))).toBeNull()
  })

  test('a ban ends by itself, and is gone from the list', async () => {
    const kari = await core.enter('kari')
    const until = Date.UTC(2026, 0, 1) + 60_000
    const change = { sign: '+', letter: 'b', param: 'kari', until, reason: 'cool off' } as const
    core.channels.setModes({ session: anna, channel: '#den', changes: [change] })
    expect(core.channels.masks({ session: ola, channel: '#den', list: 'b' })).toMatchObject([
      { mask: 'kari!*@*', until, reason: 'cool off' },
    ])
    expect(await refusalOf(() => enter(kari))).toBe('banned')
    core.pass(60_001)
    expect(await refusalOf(() => enter(kari))).toBeNull()
    expect(core.channels.masks({ session: ola, channel: '#den', list: 'b' })).toEqual([])
  })

  test('what was said behind a closed door is not read from outside', async () => {
    say(anna)
    const kari = await core.enter('kari')
    const read = (): unknown => core.channels.history({ session: kari, channel: '#den', limit: 5 })
    expect(await refusalOf(read)).toBeNull()
    for (const [modes, ...params] of [['+i'], ['-i+k', 'x'], ['-k+b', 'kari']] as const) {
      set(anna, modes, ...params)
      expect(await refusalOf(read)).toBe('not-in-channel')
    }
    set(anna, '-b+s', 'kari')
    expect(await refusalOf(read)).toBe('no-such-channel')
  })
})

describe('talking', () => {
  test('a ban, a silencing, m and M hush those without a voice', async () => {
    for (const [modes, params, code] of [
      ['+m', [], 'moderated'],
      ['-m+b', ['ola'], 'banned'],
      ['-b+b', ['ola', '~m:~account:ola'], 'banned'],
    ] as const) {
      set(anna, modes, ...params)
      expect(await refusalOf(() => say(ola))).toBe(code)
    }
    set(anna, '+v', 'ola')
    expect(await refusalOf(() => say(ola))).toBeNull()
    const guest = core.guest('gus')
    enter(guest)
    set(anna, '+M')
    expect(await refusalOf(() => say(guest))).toBe('sign-in-required')
  })

  test('a silenced one may come in, and a banned one who was in may stay', async () => {
    const kari = await core.enter('kari')
    set(anna, '+bb', '~m:kari', 'ola')
    expect(await refusalOf(() => enter(kari))).toBeNull()
    expect(modesOf('ola')).toBe('')
  })

  test('what only some hear is kept in no history', () => {
    core.channels.say({ session: ola, channel: '#den', text: 'psst', to: 'o' })
    const told = core.events.findLast((event) => event.type === 'channel.confided')
    const ids = core.channels.members({ session: anna, channel: '#den' }).map(({ presence }) => presence)
    expect(told).toMatchObject({ to: 'o', text: 'psst', only: ids })
    expect(core.channels.history({ session: ola, channel: '#den', limit: 5 })).toEqual([])
  })
})

describe('owners', () => {
  test('register what they founded, once, and lose nothing by it', async () => {
    expect(await refusalOf(() => core.channels.register({ session: ola, channel: '#den' }))).toBe('not-operator')
    core.channels.register({ session: anna, channel: '#den' })
    expect(modesOf('anna')).toBe('qo')
    expect(await refusalOf(() => core.channels.register({ session: anna, channel: '#den' }))).toBe('already-exists')
    expect(core.channels.mine({ session: anna })).toEqual([{ channel: '#den', level: 'q' }])
  })

  test('access is given from above: admins up to operator, owners up to admin, the founder all', async () => {
    core.channels.register({ session: anna, channel: '#den' })
    await core.enter('kari')
    const give = (session: SessionId, account: string, level: 'q' | 'a' | 'o' | null): Promise<string | null> =>
      refusalOf(() => core.channels.setAccess({ session, channel: '#den', account, level }))
    expect(await give(ola, 'kari', 'o')).toBe('not-operator')
    expect(await give(anna, 'ola', 'a')).toBeNull()
    expect(modesOf('ola')).toBe('a')
    expect([await give(ola, 'kari', 'o'), await give(ola, 'kari', 'a')]).toEqual([null, 'not-operator'])
    expect(await give(anna, 'ola', 'q')).toBeNull()
    expect([await give(ola, 'kari', 'a'), await give(ola, 'kari', 'q')]).toEqual([null, 'not-operator'])
    expect(await give(ola, 'anna', null)).toBe('already-exists')
    expect(await give(anna, 'nobody', 'o')).toBe('no-such-account')
    expect(core.channels.access({ session: anna, channel: '#den' }).map(({ account }) => account)).toEqual([
      'ola',
      'kari',
    ])
  })

  test('a lock holds whoever asks, and is put in force at once', () => {
    core.channels.register({ session: anna, channel: '#den' })
    set(anna, '+k', 'x')
    core.channels.setSettings({ session: anna, channel: '#den', settings: { modeLock: '+s-k' } })
    expect(core.channels.get({ session: anna, channel: '#den' }).modes).toMatchObject({ flags: 'nst', key: null })
    expect(refused(set(anna, '+k-s', 'x'))).toEqual(['locked', 'locked'])
  })

  test('a locked topic is for owner and admins', async () => {
    core.channels.register({ session: anna, channel: '#den' })
    set(anna, '+o', 'ola')
    const topic = (session: SessionId): unknown => core.channels.setTopic({ session, channel: '#den', topic: 'x' })
    expect(await refusalOf(() => topic(ola))).toBeNull()
    core.channels.setSettings({ session: anna, channel: '#den', settings: { topicLock: true } })
    expect(await refusalOf(() => topic(ola))).toBe('locked')
    expect(await refusalOf(() => topic(anna))).toBeNull()
  })

  test('history can be kept to members, or not at all', async () => {
    core.channels.register({ session: anna, channel: '#den' })
    const history = (session: SessionId): unknown[] => [
      ...core.channels.history({ session, channel: '#den', limit: 9 }),
    ]
    const keep = (to: 'everyone' | 'members' | 'none'): unknown =>
      core.channels.setSettings({ session: anna, channel: '#den', settings: { history: to } })
    keep('none')
    say(anna)
    expect(history(anna)).toEqual([])
    keep('members')
    say(anna)
    expect(history(anna)).toHaveLength(1)
    const kari = await core.enter('kari')
    expect(await refusalOf(() => history(kari))).toBe('not-in-channel')
  })

  test('a channel given away is the other one alone to give away again', async () => {
    core.channels.register({ session: anna, channel: '#den' })
    core.channels.transfer({ session: anna, channel: '#den', account: 'ola' })
    expect([modesOf('anna'), modesOf('ola')]).toEqual(['o', 'q'])
    expect(await refusalOf(() => core.channels.drop({ session: anna, channel: '#den' }))).toBe('not-operator')
    core.channels.drop({ session: ola, channel: '#den' })
    expect(core.channels.info({ session: ola, channel: '#den' })).toMatchObject({ registered: null, founder: null })
  })

  test('a guest who signs in gets the prefix of the account', async () => {
    core.channels.register({ session: anna, channel: '#den' })
    await core.accounts.add({ session: core.console, name: 'kari', password: 'password of kari' })
    core.channels.setAccess({ session: anna, channel: '#den', account: 'kari', level: 'v' })
    const guest = core.guest('gus')
    enter(guest)
    await core.accounts.signIn({ session: guest, name: 'kari', password: 'password of kari' })
    expect(modesOf('kari')).toBe('v')
  })
})

test('a channel of the house belongs to nobody who joins it, and the staff keep order in it', async () => {
  core.channels.join({ session: anna, channel: '#lobby' })
  expect(core.channels.members({ session: anna, channel: '#lobby' })[0]?.modes).toBe('')
  expect(await refusalOf(() => core.channels.register({ session: anna, channel: '#lobby' }))).toBe('already-exists')
  core.channels.join({ session: ola, channel: '#lobby' })
  core.accounts.setRole({ session: core.console, name: 'ola', role: 'moderator' })
  core.channels.kick({ session: ola, channel: '#lobby', nick: 'anna', reason: 'a moment, please' })
  expect(core.events.at(-1)).toMatchObject({ type: 'channel.kicked', reason: 'a moment, please' })
})

test('a renamed channel takes everything along', () => {
  say(anna)
  set(anna, '+m')
  core.channels.rename({ session: anna, channel: '#den', to: '#lair', reason: '' })
  expect(core.channels.history({ session: ola, channel: '#lair', limit: 5 })).toHaveLength(1)
  expect(core.channels.get({ session: ola, channel: '#LAIR' })).toMatchObject({ joined: true, modes: { flags: 'mnt' } })
  expect(core.sessions.presence({ session: ola, nick: 'anna' }).channels).toEqual(['#lair'])
})
