// Hostile text in every field, looked at by somebody else in every rendering: nothing reaches their terminal that the
// house did not write.

import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionId } from '../core/ids.ts'
import { isRefusal } from '../core/refusal.ts'
import { openCore, type TestCore } from '../testing/core.ts'
import { type Call, dial } from '../testing/dial.ts'
import { FORBIDDEN, HOSTILE } from '../testing/hostile-texts.ts'
import type { TerminalKind } from './terminal.ts'

const NAMES = Object.keys(HOSTILE)
const ALL = Object.values(HOSTILE).join(' ')

/** What the house itself writes to a terminal that it draws on. */
const OWN =
  /\u001b\[(?:[\d;]*[mHK]|2J|\?(?:1|25|7|12|1000|1002|1006|1049|2004)[hl]|\d+;\d+r|[34]l|2[23];0;0t)|\u001b[=>78]|\u001b\(B|[\r\n\u0007\u000f]/g

const RENDERINGS: readonly (readonly [string, Partial<TerminalKind>])[] = [
  ['full', { term: 'xterm-256color', colors: 256 }],
  ['ASCII', { term: 'vt220', colors: 16, charset: 'ascii' }],
  ['code page 437', { term: 'syncterm', colors: 16, charset: 'cp437' }],
  ['line', { term: 'pipe', colors: 1, isPipe: true }],
]

let core: TestCore
let villain: SessionId

/** What the house refuses is not stored, which is just as well. */
const attempt = (act: () => unknown): void => {
  try {
    act()
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
}

beforeAll(async () => {
  core = openCore({ LIMITS_THROTTLE: 'false' })
  villain = await core.enter('villain')
  const { channels, boards, accounts } = core
  for (const text of [ALL.slice(0, 200), HOSTILE['right-to-left override'] ?? '']) {
    attempt(() => accounts.setDisplayName({ session: villain, displayName: text.slice(0, 60) }))
  }
  channels.join({ session: villain, channel: '#evil' })
  attempt(() => channels.setTopic({ session: villain, channel: '#evil', topic: ALL.slice(0, 300) }))
  for (const name of NAMES) {
    const text = HOSTILE[name] ?? ''
    core.pass(60_000)
    attempt(() => channels.say({ session: villain, channel: '#evil', text: `${name} ${text.slice(0, 300)}` }))
    attempt(() =>
      boards.post({ session: villain, boards: ['samband.test'], subject: `${name} ${text}`.slice(0, 200), text }),
    )
  }
  core.pass(60_000)
  boards.post({
    session: villain,
    boards: ['local.general'],
    subject: 'All of it',
    text: NAMES.map((name) => HOSTILE[name]).join('\n'),
  })
  const raw = `From: "${ALL.replaceAll('"', '').replaceAll('\n', ' ')}" <x@y.example>\r\nSubject: ${ALL.replaceAll('\n', ' ')}\r\nNewsgroups: local.general\r\nMessage-ID: <hostile@y.example>\r\nDate: Thu, 1 Jan 2026 00:00:00 +0000\r\n\r\n${ALL}\r\n`
  boards.import({ session: core.console, board: 'local.projects', articles: [Buffer.from(raw)] })
  fillTheHouse(villain)
  attempt(() => core.sessions.setAway({ session: villain, away: ALL.slice(0, 200) }))
})

/** The wall, questions, drafts, names of things: every other field that takes words. */
const fillTheHouse = (session: SessionId): void => {
  const staff = core.console
  for (const [at, name] of NAMES.entries()) {
    const text = HOSTILE[name] ?? ''
    attempt(() => core.oneliners.write({ session, text: text.slice(0, 100) }))
    attempt(() => core.bulletins.write({ session: staff, title: `${name} ${text}`.slice(0, 60), text }))
    const options = [`yes ${text.slice(0, 60)}`, 'no']
    if (at < 3) attempt(() => core.polls.open({ session, question: `${name} ${text}`.slice(0, 100), options }))
    attempt(() => core.groups.add({ session: staff, group: text.slice(0, 30) }))
    attempt(() => core.channels.join({ session, channel: `#${text.slice(0, 20)}` }))
    attempt(() => core.sessions.enterAsGuest({ session: newSession(), nick: text.slice(0, 15) }))
    attempt(() =>
      core.moderation.ban({ session: staff, target: `x${at}!*@*`, reason: text.slice(0, 200), until: null }),
    )
    core.house.log.warn({ err: new Error(text.slice(0, 200)) }, 'a warning')
  }
  const description = ALL.slice(0, 150)
  attempt(() => core.order.set({ session: staff, board: 'samband.test', change: { description } }))
}

const newSession = (): SessionId => core.sessions.open({ face: 'ssh', address: '203.0.113.9', secure: true })

afterAll(() => core.close())

const settled = async ({ terminal }: Call): Promise<void> => {
  for (let before = -1, quiet = 0; quiet < 4; quiet += 1) {
    await pause(18)
    if (terminal.written.length !== before) quiet = 0
    before = terminal.written.length
  }
}

/** Goes through the boards, an article of each kind, who is on and the channel, by keys or by lines. */
const lookAround = async (call: Call, session: SessionId, isLines: boolean): Promise<void> => {
  const { terminal } = call
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      terminal.type(isLines ? `${key}\n` : key)
      await settled(call)
    }
  }
  const home = async (): Promise<void> => {
    const isHome = (): boolean =>
      isLines ? terminal.written.trimEnd().endsWith('Main menu>') : terminal.row(0).includes('Main menu')
    for (let tries = 0; tries < 9 && !isHome(); tries += 1) await press(isLines ? 'q' : '\u001b')
  }
  const choose = (at: number): Promise<void> => (isLines ? press(String(at + 1)) : press('\u001b[B'.repeat(at), '\r'))
  await settled(call)
  const boards = core.boards.list({ session }).map(({ name }) => name)
  for (const board of ['local.general', 'local.projects', 'samband.test']) {
    await press('b')
    await choose(boards.indexOf(board))
    await (isLines ? press('', '') : press('\u001b[6~', '\u001b[H'))
    await choose(0)
    await (isLines ? press('', 't', 'q') : press(' ', ' ', 't', '\t'))
    await home()
  }
  // The draft: asked about, and gone on with.
  await (isLines ? press('d', '', '/list', '/cancel') : press('d', '\u001b', 'y'))
  await home()
  for (const keys of ['ao', 'ab', 'av', 'ou', 'og', 'ob', 'oc', 'ox', 'ol', 'ow', 'sk']) {
    await press(...keys)
    await choose(0)
    await home()
  }
  await press('w')
  await choose(0)
  await home()
  await press('c')
  await choose(core.channels.list({ session }).findIndex(({ name }) => name === '#evil'))
}

test('the corpus is large enough to be worth the name', () => {
  expect(NAMES.length).toBeGreaterThanOrEqual(60)
  expect(NAMES.filter((name) => FORBIDDEN.test(HOSTILE[name] ?? '')).length).toBeGreaterThanOrEqual(60)
})

test.each(RENDERINGS)(
  'in the %s rendering nothing of it gets through',
  async (name, kind) => {
    const session = await core.enter(`victim${name.slice(0, 2).toLowerCase()}`)
    core.accounts.setRole({ session: core.console, name: `victim${name.slice(0, 2).toLowerCase()}`, role: 'sysop' })
    for (const text of NAMES.slice(0, 20).map((each) => HOSTILE[each] ?? '')) {
      attempt(() => core.killFile.add({ session, kind: 'subject', pattern: text.slice(0, 100) }))
    }
    core.drafts.keep({ session, place: 'board:local.general', board: 'local.general', subject: 'mine', text: ALL })
    core.channels.join({ session, channel: '#evil' })
    const call = dial(core, { entry: 'menu', session, kind, columns: 100, rows: 40 })
    await lookAround(call, session, name === 'line')
    for (const text of Object.values(HOSTILE)) {
      core.pass(60_000)
      attempt(() => core.channels.say({ session: villain, channel: '#evil', text: text.slice(0, 300) }))
      attempt(() =>
        core.channels.tell({
          session: villain,
          to: `victim${name.slice(0, 2).toLowerCase()}`,
          text: text.slice(0, 300),
        }),
      )
    }
    await settled(call)
    const { written } = call.terminal
    const foreign = name === 'line' ? written : written.replace(OWN, '')
    const bad = FORBIDDEN.exec(foreign)
    const around = bad === null ? '' : foreign.slice(Math.max(0, bad.index - 60), bad.index + 30)
    expect([bad?.[0], around]).toEqual([undefined, ''])
    // It was really looked at.
    for (const seen of ['All of it', 'villain', '{logo1}x{danger}', '#evil']) expect(written).toContain(seen)
    if (kind.charset !== undefined) expect(written).toMatch(/^[\u0000-\u007f\u00a0-\u25ff]*$/)
    expect(call.faults).toEqual([])
    call.caller.close('')
  },
  60_000,
)
