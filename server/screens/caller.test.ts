// A caller at the screens, over the real core: what they type, and what they see.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CoreLink } from '../core/contract.ts'
import { cloningLink } from '../core/link.ts'
import { openCore, passwordFor, type TestCore } from '../testing/core.ts'
import { type Call, type DialOptions, dial } from '../testing/dial.ts'

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0J1oYw1mUqY0h1H2sXn2k3v4w5x6y7z8A9B0C1D2E3 ava@home'
const PASSWORD = 'correct horse'

const LINKS: readonly [string, (core: TestCore) => CoreLink][] = [
  ['direct', (core) => core.house.link],
  ['cloning', (core) => cloningLink(core.house.services, core.house.tick)],
]

describe.each(LINKS)('a caller over the %s link', (_name, linkOf) => {
  let core: TestCore
  let calls: Call[]

  beforeEach(() => {
    core = openCore()
    calls = []
  })

  afterEach(() => {
    const faults = calls.flatMap((call) => call.faults)
    const strange = calls.flatMap((call) => call.terminal.strange)
    for (const call of calls) call.caller.close('')
    core.close()
    expect(faults).toEqual([])
    expect(strange).toEqual([])
  })

  const call = (options: DialOptions = {}): Call => {
    const made = dial(core, { link: linkOf(core), ...options })
    calls.push(made)
    return made
  }

  const signedUp = async (name = 'ava'): Promise<Call> => {
    const made = call({ entry: 'register' })
    await made.terminal.expect('Create my account')
    made.terminal.type(`${name}\r${PASSWORD}\r`)
    await made.terminal.expect('Main menu', `Hello ${name}`)
    return made
  }

  test('signs up with a name and a password, and stands in the main menu', async () => {
    const { terminal } = await signedUp()
    await terminal.expect('Boards', 'Channels', "Who's on", 'Settings', 'Goodbye', 'Welcome, ava!')
    expect(terminal.row(0)).toMatch(/^ Samband › Main menu +ava +\d\d:\d\d$/)
    expect(core.sessions.online({ session: core.console }).map((each) => each.nick)).toEqual(['ava'])
  })

  test('may keep the SSH key that was shown', async () => {
    const { terminal, session } = call({ entry: 'register', offeredKey: KEY })
    await terminal.expect('[x] Let my SSH key open the door next time')
    terminal.type(`ava\r${PASSWORD}\r\r`)
    await terminal.expect('Next time your SSH key lets you in')
    expect(core.accounts.keys({ session })).toHaveLength(1)
  })

  test('need not keep it', async () => {
    const { terminal, session } = call({ entry: 'register', offeredKey: KEY })
    await terminal.expect('[x] Let my')
    terminal.type(`ava\r${PASSWORD}\r `)
    await terminal.expect('[ ] Let my')
    terminal.press('enter')
    await terminal.expect('Main menu')
    expect(core.accounts.keys({ session })).toHaveLength(0)
  })

  test('hears while typing whether a name is free', async () => {
    await core.enter('ava')
    const { terminal } = call({ entry: 'register' })
    await terminal.expect('New here')
    terminal.type('ava')
    await terminal.expect('That name is taken')
    terminal.type('nna')
    await terminal.expect('✓ avanna is free')
    terminal.type('\u0015-x')
    await terminal.expect('A name has 2 to 20 letters')
    terminal.type('\u0015root')
    await terminal.expect('That name belongs to the house')
  })

  test('a name that is taken and a short password are explained under their fields', async () => {
    await core.enter('ava')
    const { terminal } = call({ entry: 'register' })
    await terminal.expect('New here')
    terminal.type(`ava\r${PASSWORD}\r`)
    await terminal.expect('That name is taken')
    terminal.type('\u0015bo\r\u0015short\r')
    await terminal.expect('Please choose 8 characters or more')
    expect(core.accounts.list({ session: core.console }).map((account) => account.name)).toEqual(['ava'])
  })

  test('signs in with the right password and not with a wrong one', async () => {
    await core.enter('bo')
    const { terminal } = call()
    await terminal.expect('Log in', 'New here', 'Look around')
    terminal.type('l')
    await terminal.expect('Welcome back')
    terminal.type('bo\rnot this one\r')
    await terminal.expect('Name and password do not fit together')
    expect(terminal.screen).not.toContain('not this one')
    terminal.type(`${passwordFor('bo')}\r`)
    await terminal.expect('Hello bo')
  })

  test('a password is not on the screen until Ctrl-R shows it', async () => {
    const { terminal } = call()
    await terminal.expect('Log in')
    terminal.type('lbo\rsecret words')
    await terminal.expect('••••••••••••')
    expect(terminal.screen).not.toContain('secret')
    terminal.type('\u0012')
    await terminal.expect('secret words')
  })

  test('looks around as a guest, and can sign up from the menu', async () => {
    const { terminal } = call()
    await terminal.expect('Look around')
    terminal.type('g')
    await terminal.expect('You are looking around as guest-', 'Sign up')
    expect(terminal.screen).not.toContain('Settings')
    terminal.type('n')
    await terminal.expect('Create my account')
    terminal.type(`ava\r${PASSWORD}\r`)
    await terminal.expect('Hello ava', 'Settings')
  })

  test.each(['\u001b', 'q', '\u001b[D', '\u007f', '\u0003'])('%j goes one step back', async (key) => {
    const { terminal } = await signedUp()
    terminal.type('w')
    await terminal.expect("Who's on (1)")
    terminal.type(key)
    await terminal.expect('Main menu')
  })

  test('Ctrl-C in the menu asks before it hangs up', async () => {
    const { terminal } = await signedUp()
    terminal.type('\u0003')
    await terminal.expect('Leave now?')
    terminal.type('n')
    await terminal.until(() => !terminal.screen.includes('Leave now?'))
    expect(terminal.closed).toBe(false)
    terminal.type('g')
    await terminal.expect('Leave now?')
    terminal.press('enter')
    await terminal.until(() => terminal.closed)
    expect(terminal.alternate).toBe(false)
    expect(terminal.cursor.visible).toBe(true)
    expect(terminal.screen).toContain('Goodbye ava')
    expect(terminal.screen).toContain('ssh -p 2222 ava@localhost')
  })

  test('Ctrl-C twice in the menu hangs up', async () => {
    const { terminal } = await signedUp()
    terminal.type('\u0003\u0003')
    await terminal.until(() => terminal.closed)
  })

  test('whoever stands at the door and touches no key makes room after a while', async () => {
    const { terminal } = call()
    await terminal.expect('Log in')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    terminal.type('x')
    vi.advanceTimersByTime(599_000)
    expect(terminal.closed).toBe(false)
    vi.advanceTimersByTime(2_000)
    vi.useRealTimers()
    expect(terminal.closed).toBe(true)
    expect(terminal.screen).toContain('Nobody touched a key')
  })

  test('? explains every screen and Esc goes back to it', async () => {
    const { terminal } = await signedUp()
    for (const [key, title] of [
      ['w', "Who's on"],
      ['s', 'Settings'],
      ['h', 'How to connect'],
    ] as const) {
      terminal.type(`${key}?`)
      await terminal.expect(`Help: ${title}`, 'one step back')
      terminal.press('escape')
      await terminal.until(() => !terminal.screen.includes('Help:'))
      terminal.press('escape')
      await terminal.expect('Main menu')
    }
  })

  test('what is typed ahead is obeyed in order, however long each step takes', async () => {
    const { terminal } = call()
    terminal.type(`nava\r${PASSWORD}\rsa`)
    await terminal.expect('App passwords', 'None yet')
    terminal.type('airssi\r\rqq')
    await terminal.expect('Main menu')
    expect(core.events.filter((event) => event.type === 'account.registered')).toHaveLength(1)
  })

  test('follows the size of the terminal at once', async () => {
    const { terminal } = await signedUp()
    for (const [columns, rows] of [
      [120, 40],
      [40, 20],
      [20, 6],
      [80, 24],
    ] as const) {
      terminal.resize(columns, rows)
      await terminal.settle()
      expect(terminal.row(0)).toContain('Main menu')
      expect(terminal.row(rows - 1)).toContain('? help')
    }
    await terminal.expect('Hello ava', 'Boards', 'In #lobby')
  })

  test('sees who comes and goes while looking at the list', async () => {
    const { terminal } = await signedUp()
    terminal.type('w')
    await terminal.expect("Who's on (1)")
    const bo = await core.enter('bo')
    await terminal.expect("Who's on (2)", 'bo')
    core.sessions.close({ session: bo, reason: '' })
    await terminal.expect("Who's on (1)")
  })

  test('tells somebody something, and is told', async () => {
    const { terminal: ava } = await signedUp('ava')
    const { terminal: bo } = await signedUp('bo')
    ava.type('w')
    await ava.expect('bo')
    ava.press('down')
    ava.type('thello there\r')
    await ava.expect('bo has heard you')
    await bo.expect('ava tells you: hello there', '1 new line')
    expect(bo.bells).toBe(1)
  })

  test('becomes sysop with the code, once', async () => {
    const { terminal, session } = await signedUp()
    await terminal.expect('Become sysop')
    terminal.type('ywrong\r')
    await terminal.expect('That code is not right')
    terminal.type(`\u0015${core.house.claimCode}\r`)
    await terminal.expect('you are its sysop now')
    expect(core.accounts.me({ session }).role).toBe('sysop')
    await vi.waitFor(() => expect(terminal.screen).not.toContain('Become sysop'))
  })

  test('changes display name, password and app passwords in the settings', async () => {
    const { terminal, session } = await signedUp()
    terminal.type('sdÅse på fjellet 日本\r')
    await terminal.expect('Your display name is changed')
    expect(core.accounts.me({ session }).displayName).toBe('Åse på fjellet 日本')
    terminal.type(`pwrong one\ranother password\r`)
    await terminal.expect('That is not your password now')
    terminal.type(`\u0015${PASSWORD}\r\r`)
    await terminal.expect('Your password is changed')
    terminal.type('aairssi\r')
    await terminal.expect('Write this down', 'The password for irssi is')
    const secret = /[A-Za-z0-9]+(?:-[A-Za-z0-9]+){3}/.exec(terminal.screen)?.[0] ?? ''
    const irc = core.sessions.open({ face: 'irc', address: '192.0.2.1', secure: true })
    expect((await core.accounts.signIn({ session: irc, name: 'ava', password: secret })).name).toBe('ava')
    terminal.type('\rdy')
    await terminal.expect('no longer works')
    expect(core.accounts.appPasswords({ session })).toHaveLength(0)
  })

  test('adds the SSH key they came with and takes it away', async () => {
    await core.enter('ava')
    const { terminal, session } = call({ offeredKey: KEY })
    await terminal.expect('Log in')
    terminal.type(`lava\r${passwordFor('ava')}\rsst`)
    await terminal.expect('The key opens your account now', 'SHA256:')
    terminal.type('ajunk\r')
    await terminal.expect('That is not a public key')
    terminal.press('escape')
    await terminal.until(() => !terminal.screen.includes('Paste one line'))
    terminal.type('dy')
    await terminal.expect('The key is gone')
    expect(core.accounts.keys({ session })).toHaveLength(0)
  })

  test('signs out and stands at the front door again', async () => {
    const { terminal, session } = await signedUp()
    terminal.type('so')
    await terminal.expect('Sign out and go back')
    terminal.press('enter')
    await terminal.expect('Look around', 'Nobody is on right now')
    expect(core.sessions.whoAmI({ session }).nick).toBeNull()
  })

  test('a name full of sequences, tags and wide signs cannot break the screens', async () => {
    const bo = await core.enter('bo')
    const hostile = '{red-fg}x{/} \u001b[2J\u009b31m日本👩‍👩‍👧\u202e'
    core.accounts.setDisplayName({ session: bo, displayName: hostile })
    core.channels.join({ session: bo, channel: '#lobby' })
    core.channels.say({ session: bo, channel: '#lobby', text: `\u0002bold\u000304red\u000f ${hostile}` })
    const { terminal } = await signedUp()
    await terminal.expect('bo  boldred {red-fg}x{/} 日本')
    terminal.type('w')
    await terminal.expect("Who's on (2)", '{red-fg}x{/} 日本')
    const faces = terminal.find('ssh').map((place) => place.x)
    expect(faces).toEqual([faces[0], faces[0]])
    terminal.press('enter')
    await terminal.expect('Here since')
  })

  test('is sent away with a reason when the core dismisses the session', async () => {
    const { terminal } = await signedUp()
    core.accounts.ban({ session: core.console, name: 'ava', reason: 'enough', until: null })
    await terminal.until(() => terminal.closed)
    expect(terminal.alternate).toBe(false)
    expect(terminal.screen.trim()).not.toBe('')
  })

  test('leaves nothing behind when the line drops', async () => {
    const { terminal, session } = await signedUp()
    terminal.hangUp()
    core.sessions.close({ session, reason: 'gone' })
    const before = terminal.written
    core.channels.join({ session: core.guest('bystander'), channel: '#lobby' })
    terminal.type('w')
    terminal.resize(100, 30)
    await terminal.settle()
    expect(terminal.written).toBe(before)
  })

  test('gets everything drawn again, modes included, after a reconnect', async () => {
    const { terminal, caller } = await signedUp()
    await terminal.settle()
    terminal.write('\u001b[?1049l\u001b[2J')
    caller.redraw()
    await terminal.expect('Main menu', 'Hello ava', 'Goodbye', '? help')
    expect(terminal.alternate).toBe(true)
  })

  test('is told that the call has ended when the session is gone', async () => {
    const { terminal, session } = await signedUp()
    core.sessions.close({ session, reason: '' })
    terminal.type('w')
    await terminal.until(() => terminal.closed)
    expect(terminal.screen).toContain('This call has ended')
  })

  test('a screen that fails ends this call alone, kindly, and the gateway hears why', async () => {
    const link = linkOf(core)
    const sessions = new Proxy(link.core.sessions, {
      get: (target, method) =>
        method === 'online' ? () => Promise.reject(new TypeError('a bug')) : Reflect.get(target, method),
    })
    const bystander = call()
    await bystander.terminal.expect('Welcome')
    const { terminal, faults } = dial(core, { link: { ...link, core: { ...link.core, sessions } } })
    await terminal.until(() => terminal.closed)
    expect(terminal.screen).toContain('Something went wrong on our side')
    expect(faults).toEqual([new TypeError('a bug')])
    bystander.terminal.type('h')
    await bystander.terminal.expect('How to connect')
  })
})
