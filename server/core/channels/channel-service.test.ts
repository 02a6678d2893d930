import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'

let core: TestCore
let anna: SessionId
let ola: SessionId

beforeEach(async () => {
  core = openCore()
  anna = await core.enter('anna')
  ola = await core.enter('ola')
})
afterEach(() => core.close())

const joinBoth = (channel: string): void => {
  core.channels.join({ session: anna, channel })
  core.channels.join({ session: ola, channel })
}

describe('talking', () => {
  test('what is said is told to everybody and stands in the history in order', () => {
    joinBoth('#lobby')
    core.channels.say({ session: anna, channel: '#lobby', text: 'hello' })
    core.channels.say({ session: ola, channel: '#LOBBY', text: 'waves', kind: 'action' })
    const history = core.channels.history({ session: ola, channel: '#lobby', limit: 10 })
    // The two who joined have the first places.
    expect(history.map(({ seq, nick, kind, text }) => [seq, nick, kind, text])).toEqual([
      [3, 'anna', 'message', 'hello'],
      [4, 'ola', 'action', 'waves'],
    ])
    const said = core.events.filter((event) => event.type === 'channel.said')
    expect(said.map(({ msgid }) => msgid)).toEqual(history.map(({ msgid }) => msgid))
  })

  test('pages of history lead back to the first line without a gap', () => {
    joinBoth('#lobby')
    for (let line = 1; line <= 25; line += 1) {
      core.pass(1000)
      core.channels.say({ session: anna, channel: '#lobby', text: `line ${line}` })
    }
    const seen: string[] = []
    for (let before: number | undefined; ; ) {
      const page = core.channels.history({
        ...{ session: ola, channel: '#lobby', limit: 10 },
        ...(before === undefined ? {} : { before }),
      })
      if (page.length === 0) break
      seen.unshift(...page.map(({ text }) => text))
      before = page[0]?.seq
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `line ${index + 1}`))
  })

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['x'.repeat(381), 'too-long'],
    ['two\nlines', 'malformed'],
    ['nul\0', 'malformed'],
    ['\u001b[31m', 'empty'],
  ])('%j is refused as %s', async (text, code) => {
    joinBoth('#lobby')
    expect(await refusalOf(() => core.channels.say({ session: anna, channel: '#lobby', text }))).toBe(code)
  })

  test('escape sequences are gone before anybody is told; IRC colours stay', () => {
    joinBoth('#lobby')
    const { text } = core.channels.say({
      session: anna,
      channel: '#lobby',
      text: 'a\u001b]52;c;eA==\u0007b \u000304red',
    })
    expect(text).toBe('ab \u000304red')
  })

  test('one who is not in the channel cannot speak in it', async () => {
    core.channels.join({ session: anna, channel: '#lobby' })
    const say = (channel: string): unknown => core.channels.say({ session: ola, channel, text: 'hi' })
    expect(await refusalOf(() => say('#lobby'))).toBe('not-in-channel')
    expect(await refusalOf(() => say('#nowhere'))).toBe('no-such-channel')
  })

  test('one who floods is told to slow down', async () => {
    joinBoth('#lobby')
    const say = (): unknown => core.channels.say({ session: anna, channel: '#lobby', text: 'spam' })
    const codes = []
    for (let tries = 0; tries < 40; tries += 1) codes.push(await refusalOf(say))
    expect(codes.filter((code) => code === null)).toHaveLength(30)
    expect(codes.at(-1)).toBe('throttled')
  })
})

describe('members', () => {
  test('all sessions of an account are one member; the last one to go takes it out', async () => {
    const phone = await core.enter('anna')
    joinBoth('#lobby')
    core.channels.join({ session: phone, channel: '#lobby' })
    expect(core.channels.members({ session: ola, channel: '#lobby' }).map(({ nick }) => nick)).toEqual(['anna', 'ola'])
    core.sessions.close({ session: anna, reason: 'bye' })
    expect(core.channels.members({ session: ola, channel: '#lobby' })).toHaveLength(2)
    core.sessions.close({ session: phone, reason: 'battery empty' })
    expect(core.channels.members({ session: ola, channel: '#lobby' }).map(({ nick }) => nick)).toEqual(['ola'])
    expect(core.events.at(-1)).toMatchObject({ type: 'presence.left', channels: ['#lobby'], reason: 'battery empty' })
  })

  test('a second session finds itself in the channels of the first', async () => {
    joinBoth('#lobby')
    const phone = await core.enter('anna')
    const entered = core.events.findLast((event) => event.type === 'session.entered')
    expect(entered).toMatchObject({ session: phone, channels: ['#lobby'] })
    core.channels.say({ session: phone, channel: '#lobby', text: 'from my phone' })
  })

  test('joining twice tells nobody twice; parting what one is not in is refused', async () => {
    joinBoth('#lobby')
    core.channels.join({ session: anna, channel: '#lobby' })
    expect(core.events.filter((event) => event.type === 'channel.joined')).toHaveLength(2)
    core.channels.part({ session: anna, channel: '#lobby', reason: '' })
    expect(await refusalOf(() => core.channels.part({ session: anna, channel: '#lobby', reason: '' }))).toBe(
      'not-in-channel',
    )
  })

  test('who makes a channel is its operator and may set the topic; others may not', async () => {
    joinBoth('#new-place')
    core.channels.setTopic({ session: anna, channel: '#new-place', topic: 'Ours' })
    expect(core.channels.get({ session: ola, channel: '#new-place' }).topic).toMatchObject({
      text: 'Ours',
      setBy: 'anna',
    })
    const set = (): unknown => core.channels.setTopic({ session: ola, channel: '#new-place', topic: 'Mine' })
    expect(await refusalOf(set)).toBe('not-operator')
  })
})

describe('doors', () => {
  test('the staff channel does not exist for members, on no question', async () => {
    const names = core.channels.list({ session: anna }).map(({ name }) => name)
    expect(names).toContain('#lobby')
    expect(names).not.toContain('#staff')
    for (const ask of [
      () => core.channels.get({ session: anna, channel: '#staff' }),
      () => core.channels.join({ session: anna, channel: '#staff' }),
      () => core.channels.history({ session: anna, channel: '#staff', limit: 5 }),
      () => core.channels.members({ session: anna, channel: '#staff' }),
    ]) {
      expect(await refusalOf(ask)).toBe('no-such-channel')
    }
    core.accounts.setRole({ session: core.console, name: 'anna', role: 'moderator' })
    core.channels.join({ session: anna, channel: '#staff' })
    expect(core.sessions.presence({ session: ola, nick: 'anna' }).channels).toEqual([])
  })

  test('a guest talks where the channel lets guests, and nowhere when the house lets them only look', async () => {
    const guest = core.guest('visitor')
    core.channels.join({ session: guest, channel: '#lobby' })
    core.channels.join({ session: guest, channel: '#tech' })
    const say = (channel: string): unknown => core.channels.say({ session: guest, channel, text: 'hi' })
    expect(await refusalOf(() => say('#lobby'))).toBeNull()
    expect(await refusalOf(() => say('#tech'))).toBe('not-permitted')
    core.close()
    core = openCore({ REGISTRATION_GUESTS: 'look' })
    const looker = core.guest('visitor')
    core.channels.join({ session: looker, channel: '#lobby' })
    const talk = (): unknown => core.channels.say({ session: looker, channel: '#lobby', text: 'hi' })
    expect(await refusalOf(talk)).toBe('not-permitted')
  })
})

describe('private lines', () => {
  test('between accounts they are kept, and only the two can read them', async () => {
    core.channels.tell({ session: anna, to: 'Ola', text: 'psst' })
    core.channels.tell({ session: ola, to: 'anna', text: 'yes?' })
    const lines = core.channels.conversation({ session: ola, nick: 'anna', limit: 10 })
    expect(lines.map(({ nick, text }) => [nick, text])).toEqual([
      ['anna', 'psst'],
      ['ola', 'yes?'],
    ])
    const kari = await core.enter('kari')
    expect(core.channels.conversation({ session: kari, nick: 'anna', limit: 10 })).toEqual([])
  })

  test('to somebody who is not here they are refused', async () => {
    expect(await refusalOf(() => core.channels.tell({ session: anna, to: 'nobody', text: 'hi' }))).toBe('no-such-nick')
  })
})
