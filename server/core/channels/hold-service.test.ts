import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'

const HOUR = 3_600_000
const LINK = 'see https://example.org/prize'

let core: TestCore
let ann: SessionId
let eve: SessionId

beforeEach(async () => {
  core = openCore({ NEWCOMERS_LINES: '3' })
  ann = await core.enter('ann')
  core.channels.join({ session: ann, channel: '#garden' })
  eve = await core.enter('eve')
  core.channels.join({ session: eve, channel: '#garden' })
})
afterEach(() => core.close())

const say = (text: string, session = eve) => core.channels.say({ session, channel: '#garden', text })
const tell = (text: string, to = 'ann', session = eve) => core.channels.tell({ session, to, text })
const heard = () =>
  core.events.flatMap((event) =>
    event.type === 'channel.said' || event.type === 'direct.said' ? [[event.from.nick, event.text]] : [],
  )
const waiting = (session = ann) => core.holds.list({ session })

describe('a line with a link, said by somebody new,', () => {
  test('is heard by nobody, kept in no history, and put before those who keep order', async () => {
    expect(await refusalOf(() => say(LINK))).toBe('held')
    expect(heard()).toEqual([])
    expect(core.channels.history({ session: ann, channel: '#garden', limit: 10 })).toEqual([])
    expect(waiting()).toMatchObject([{ nick: 'eve', channel: '#garden', to: null, text: LINK }])
    const annHere = core.sessions.whoAmI({ session: ann }).presence
    expect(core.events.find((event) => event.type === 'line.held')).toMatchObject({ only: [annHere] })
  })

  test('is heard once it is released, and the next one at once', async () => {
    await refusalOf(() => say(LINK))
    core.holds.release({ session: ann, handle: waiting()[0]?.handle ?? '' })
    expect(heard()).toEqual([['eve', LINK]])
    expect(waiting()).toEqual([])
    expect(await refusalOf(() => say('www.example.org'))).toBeNull()
  })

  test('is gone once it is dropped', async () => {
    await refusalOf(() => say(LINK))
    const handle = waiting()[0]?.handle ?? ''
    core.holds.drop({ session: ann, handle })
    expect(heard()).toEqual([])
    expect(await refusalOf(() => core.holds.release({ session: ann, handle }))).toBe('no-such-thing')
    expect(core.events.at(-1)).toMatchObject({ type: 'line.settled', outcome: 'dropped', by: 'ann' })
  })

  test('cannot be let through by whoever said it, nor seen by others', async () => {
    const bob = await core.enter('bob')
    core.channels.join({ session: bob, channel: '#garden' })
    await refusalOf(() => say(LINK))
    for (const session of [eve, bob]) {
      expect(waiting(session)).toEqual([])
      const handle = waiting()[0]?.handle ?? ''
      expect(await refusalOf(() => core.holds.release({ session, handle }))).toBe('no-such-thing')
    }
  })

  test('goes to the staff when it is private, not to the one it is for', async () => {
    expect(await refusalOf(() => tell(LINK))).toBe('held')
    expect(waiting(ann)).toEqual([])
    const [line] = waiting(core.console)
    expect(line).toMatchObject({ channel: null, to: 'ann', text: LINK })
    core.holds.release({ session: core.console, handle: line?.handle ?? '' })
    expect(heard()).toEqual([['eve', LINK]])
    expect(core.channels.conversation({ session: ann, nick: 'eve', limit: 5 })).toMatchObject([{ text: LINK }])
  })

  test('is released also when whoever said it has gone', async () => {
    await refusalOf(() => say(LINK))
    core.sessions.close({ session: eve, reason: '' })
    core.holds.release({ session: ann, handle: waiting()[0]?.handle ?? '' })
    expect(heard()).toEqual([['eve', LINK]])
  })

  test('is no more than three at a time', async () => {
    for (let count = 0; count < 3; count += 1) expect(await refusalOf(() => say(`${LINK}${count}`))).toBe('held')
    expect(await refusalOf(() => say(LINK))).toBe('too-many')
  })

  test('is forgotten after a week', async () => {
    await refusalOf(() => say(LINK))
    core.pass(8 * 24 * HOUR)
    expect(waiting()).toEqual([])
  })
})

describe('somebody', () => {
  test('is known after a few lines', async () => {
    for (const text of ['hello', 'nice garden', 'what grows here?']) say(text)
    expect(await refusalOf(() => say(LINK))).toBeNull()
  })

  test('is known after a day, without a word', async () => {
    core.pass(24 * HOUR)
    expect(await refusalOf(() => say(LINK))).toBeNull()
  })

  test('is not new in a channel where they have a voice, nor when they write to the staff', async () => {
    expect(await refusalOf(() => say(LINK, ann))).toBeNull()
    await core.accounts.setRole({ session: core.console, name: 'ann', role: 'moderator' })
    expect(await refusalOf(() => tell(LINK))).toBeNull()
  })

  test('without an account is new until a few lines were heard, however long they are here', async () => {
    const guest = core.guest('rover')
    core.channels.join({ session: guest, channel: '#garden' })
    core.pass(48 * HOUR)
    expect(await refusalOf(() => say(LINK, guest))).toBe('held')
    for (const text of ['a', 'b', 'c']) say(text, guest)
    expect(await refusalOf(() => say(LINK, guest))).toBeNull()
  })
})

test('with no lines asked for, nothing is held', async () => {
  const open = openCore({ NEWCOMERS_LINES: '0' })
  const someone = await open.enter('eve')
  open.channels.join({ session: someone, channel: '#lobby' })
  expect(await refusalOf(() => open.channels.say({ session: someone, channel: '#lobby', text: LINK }))).toBeNull()
  open.close()
})
