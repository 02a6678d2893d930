import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import ssh2 from 'ssh2'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Caller, CallerOptions } from '../../screens/caller.ts'
import { openCore, passwordFor, type TestCore } from '../../testing/core.ts'
import { type Asked, callOverSsh, logIn, newKeyPair } from '../../testing/ssh-caller.ts'
import type { Gateway, Log } from '../gateway.ts'
import { createSshGateway } from './gateway.ts'
import { makeHostKey } from './host-key.ts'

// The screens are somebody else's business here: this caller says how it was opened and echoes what it hears.
const echoCaller = ({ terminal, entry, offeredKey }: CallerOptions): Caller => {
  const { kind } = terminal
  terminal.write(`[${entry}] ${terminal.columns}x${terminal.rows} ${kind.term} ${kind.colors} ${kind.charset}\r\n`)
  if (offeredKey !== undefined) terminal.write(`key ${offeredKey}\r\n`)
  terminal.onInput((text) => {
    if (text === 'quit') {
      terminal.write('goodbye')
      terminal.close()
    } else if (text === 'break') throw new Error('a broken screen')
    else if (text.startsWith('flood')) terminal.write('x'.repeat(100_000))
    else terminal.write(`<${text}>`)
  })
  terminal.onResize(() => terminal.write(`now ${terminal.columns}x${terminal.rows}`))
  return {
    render: () => {},
    redraw: () => {},
    close: (reason) => {
      terminal.write(`${reason}\r\n`)
      terminal.close()
    },
  }
}

const logged: string[] = []
const record = (fields: object, message: string): void => {
  logged.push(`${message} ${'err' in fields ? String(fields.err) : ''}`)
}
const log: Log = { debug: () => {}, info: () => {}, warn: record, error: record }

let core: TestCore
let gateway: Gateway
let port: number

const open = async (settings: { throttle?: boolean; core?: Record<string, string> } = {}): Promise<void> => {
  core = openCore(settings.core)
  gateway = createSshGateway({
    version: '1.2.3',
    ...{ link: core.house.link, log, listen: { host: '127.0.0.1', port: 0 }, hostKey: makeHostKey() },
    house: { name: 'Testhouse', ways: [], dataFolders: [] },
    ...{ openCaller: echoCaller, throttle: settings.throttle ?? true },
  })
  await gateway.listen()
  port = gateway.port
}

const addAccount = async (name: string): Promise<void> => {
  await core.accounts.add({ session: core.console, name, password: passwordFor(name) })
}

beforeEach(() => {
  logged.length = 0
})

afterEach(async () => {
  await gateway.close('The test is over.')
  core.close()
})

test('`new` is asked nothing and lands at sign-up', async () => {
  await open()
  const asked: Asked[] = []
  const caller = await callOverSsh({ port, username: 'new' }, asked)
  await caller.expect('[register] 80x24 xterm-256color 256 utf-8')
  expect(asked.flatMap(({ prompts }) => prompts)).toEqual([])
})

test('`new` with a key is offered to keep the key it has proved', async () => {
  await open()
  const pair = newKeyPair()
  const caller = await callOverSsh({ port, username: 'new', privateKey: pair.private })
  await caller.expect(`key ${pair.public}`)
})

test('`guest` enters at once and is on', async () => {
  await open()
  const caller = await callOverSsh({ port, username: 'guest' })
  await caller.expect('[menu]')
  expect(core.sessions.online({ session: core.console }).map(({ nick }) => nick)).toEqual([
    expect.stringMatching(/^guest-\d{4}$/),
  ])
  caller.close()
  await expect.poll(() => core.sessions.online({ session: core.console })).toEqual([])
})

test('a house without guests says so, and how to sign up', async () => {
  await open({ core: { REGISTRATION_GUESTS: 'none' } })
  const caller = await callOverSsh({ port, username: 'guest' })
  await caller.expect('Testhouse takes no guests. To sign up, connect as: new')
  expect(await caller.ended).toBe(1)
})

test('an account signs in by password, however the client asks for it', async () => {
  await open()
  await addAccount('mara')
  const asked: Asked[] = []
  const typed = await callOverSsh({ port, username: 'mara', answers: [passwordFor('mara')] }, asked)
  await typed.expect('[menu]')
  expect(asked).toEqual([
    {
      instruction: 'Welcome to Testhouse.',
      prompts: ['Password for mara (just Enter to look around or sign up): '],
    },
  ])
  const stored = await callOverSsh({ port, username: 'MARA', password: passwordFor('mara') })
  await stored.expect('[menu]')
  expect(core.sessions.online({ session: core.console }).map(({ nick }) => nick)).toEqual(['mara'])
})

test('an empty password leads to the welcome screen as nobody, for known and unknown names', async () => {
  await open()
  await addAccount('mara')
  for (const username of ['mara', 'somebody']) {
    const caller = await callOverSsh({ port, username, answers: [''] })
    await caller.expect('[welcome]')
  }
  expect(core.sessions.online({ session: core.console })).toEqual([])
})

test('an account signs in by its key, and not by another', async () => {
  await open()
  const [own, other] = [newKeyPair(), newKeyPair()]
  await core.accounts.add({ session: core.console, name: 'kim', sshKey: own.public })
  const caller = await callOverSsh({ port, username: 'kim', privateKey: own.private })
  await caller.expect('[menu]')
  await expect(logIn({ port, username: 'kim', privateKey: other.private })).rejects.toThrow()
})

test('an RSA key signs in with SHA-2', async () => {
  await open()
  const pair = ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 })
  await core.accounts.add({ session: core.console, name: 'rosa', sshKey: pair.public })
  const caller = await callOverSsh({ port, username: 'rosa', privateKey: pair.private })
  await caller.expect('[menu]')
})

test('a wrong password and an unknown name get the same answers, and six tries', async () => {
  await open()
  await addAccount('mara')
  const replies: Record<string, Asked[]> = {}
  for (const username of ['mara', 'nomara']) {
    const asked: Asked[] = []
    const answers = Array.from({ length: 20 }, () => 'not the password')
    const authHandler = () => ({
      type: 'keyboard-interactive' as const,
      username,
      prompt: (_n: string, instruction: string, _l: string, prompts: ssh2.Prompt[], finish: (a: string[]) => void) => {
        asked.push({ instruction, prompts: prompts.map(({ prompt }) => prompt.replace(username, 'NAME')) })
        finish(prompts.map(() => answers.shift() ?? ''))
      },
    })
    await expect(logIn({ port, username, authHandler })).rejects.toThrow()
    replies[username] = asked
  }
  expect(replies['mara']).toHaveLength(6)
  expect(replies['mara']).toEqual(replies['nomara'])
})

test('somebody banned is told why, by whatever method they prove who they are', async () => {
  await open()
  await addAccount('troll')
  core.accounts.ban({ session: core.console, name: 'troll', reason: 'shouting', until: null })
  const caller = await callOverSsh({ port, username: 'troll', password: passwordFor('troll') })
  await caller.expect('This account is banned: shouting')
  expect(await caller.ended).toBe(1)
})

test('a ban in mid-visit is said on the screen and ends the connection', async () => {
  await open()
  await addAccount('troll')
  const caller = await callOverSsh({ port, username: 'troll', password: passwordFor('troll') })
  await caller.expect('[menu]')
  core.accounts.ban({ session: core.console, name: 'troll', reason: 'shouting', until: null })
  await caller.expect('shouting')
  expect(await caller.ended).toBe(0)
})

test('unknown commands and subsystems get a word of why', async () => {
  await open()
  const command = await callOverSsh({ port, username: 'guest', command: 'ls -l', pty: false })
  await command.expect('[commands.unknown]')
  expect(await command.ended).toBe(2)
  const client = await logIn({ port, username: 'guest' })
  const sftp = new Promise((resolve) => client.sftp((error) => resolve(error)))
  expect(await sftp).toBeInstanceOf(Error)
  client.end()
})

test('without a pty the terminal is a pipe', async () => {
  await open()
  const blind = await callOverSsh({ port, username: 'guest', pty: false })
  await blind.expect('[menu] 80x24 pipe 1 utf-8')
  blind.close()
})

test('forwarding and a second session channel are refused', async () => {
  await open()
  const caller = await callOverSsh({ port, username: 'guest' })
  await caller.expect('[menu]')
  const forward = new Promise((resolve) => caller.client.forwardOut('', 0, '127.0.0.1', 22, (error) => resolve(error)))
  expect(await forward).toBeInstanceOf(Error)
  const second = new Promise((resolve) => caller.client.shell((error) => resolve(error)))
  expect(await second).toBeInstanceOf(Error)
  const listening = new Promise((resolve) => caller.client.forwardIn('127.0.0.1', 0, (error) => resolve(error)))
  expect(await listening).toBeInstanceOf(Error)
  caller.type('still here')
  await caller.expect('<still here>')
})

test('keys, resizing, and characters cut in two by the wire arrive as typed', async () => {
  await open()
  const caller = await callOverSsh({
    ...{ port, username: 'guest', columns: 132, rows: 43, term: 'xterm' },
    environment: { LANG: 'nb_NO.ISO-8859-1', COLORTERM: 'truecolor', PATH: '/evil' },
  })
  await caller.expect('132x43 xterm 16777216 ascii')
  caller.resize(100, 30)
  await caller.expect('now 100x30')
  const [first, second] = [Buffer.from('æ').subarray(0, 1), Buffer.from('æ').subarray(1)]
  caller.channel.write(first)
  await new Promise((resolve) => setTimeout(resolve, 50))
  caller.channel.write(second)
  await caller.expect('<æ>')
})

test('somebody who leaves gets exit code 0 after the last word', async () => {
  await open()
  const caller = await callOverSsh({ port, username: 'guest' })
  await caller.expect('[menu]')
  caller.type('quit')
  await caller.expect('goodbye')
  expect(await caller.ended).toBe(0)
})

test('a screen that throws is logged and harms nobody else', async () => {
  await open()
  const unlucky = await callOverSsh({ port, username: 'guest' })
  const other = await callOverSsh({ port, username: 'guest' })
  await unlucky.expect('[menu]')
  await other.expect('[menu]')
  unlucky.type('break')
  await expect.poll(() => logged).toEqual([expect.stringContaining('a broken screen')])
  other.type('hello')
  await other.expect('<hello>')
})

test('a caller who never reads is dropped at the limit, and others are served', async () => {
  await open()
  const stalled = await callOverSsh({ port, username: 'guest' })
  const other = await callOverSsh({ port, username: 'guest' })
  await stalled.expect('[menu]')
  stalled.channel.pause()
  const gone = once(stalled.client, 'close')
  for (let lines = 0; lines < 60; lines += 1) {
    stalled.type('flood')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await gone
  other.type('hello')
  await other.expect('<hello>')
  await expect.poll(() => core.sessions.online({ session: core.console })).toHaveLength(1)
})

test('a client that takes no packet at all does not keep us cutting for ever', async () => {
  await open()
  const client = await logIn({ port, username: 'guest' })
  const { _protocol: protocol } = client as unknown as {
    _protocol: { session(channel: number, window: number, packet: number): void }
  }
  const session = protocol.session.bind(protocol)
  protocol.session = (channel, window) => session(channel, window, 0)
  const gone = once(client, 'close')
  client.on('error', () => {})
  client.shell(() => {})
  await gone
  const other = await callOverSsh({ port, username: 'guest' })
  await other.expect('[menu]')
})

const raw = async (): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.resume()
  await once(socket, 'connect')
  return socket
}

test('garbage, an early end and a half handshake harm nobody', async () => {
  await open()
  const noise = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256))
  for (const first of ['GET / HTTP/1.0\r\n\r\n', 'SSH-2.0-x\r\n', '', 'SSH-1.5-old\r\n', 'x'.repeat(100_000)]) {
    const socket = await raw()
    socket.write(first)
    socket.write(noise)
    socket.end()
    socket.resume()
    await once(socket, 'close')
  }
  const caller = await callOverSsh({ port, username: 'guest' })
  await caller.expect('[menu]')
})

test('somebody who hangs up while the password is looked at leaves no trace', async () => {
  await open()
  await addAccount('mara')
  for (const password of [passwordFor('mara'), 'not the password']) {
    const client = new ssh2.Client()
    client.on('error', () => {})
    client.connect({ host: '127.0.0.1', port, username: 'mara', password })
    await once(client, 'handshake')
    await new Promise((resolve) => setTimeout(resolve, 12))
    client.destroy()
  }
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(core.sessions.online({ session: core.console })).toEqual([])
  expect(logged).toEqual([])
})

test('a crowd that never logs in pushes out itself, not a caller', async () => {
  await open()
  const crowd = await Promise.all(Array.from({ length: 50 }, raw))
  await expect.poll(() => crowd.filter((socket) => socket.closed).length).toBeGreaterThanOrEqual(30)
  const caller = await callOverSsh({ port, username: 'guest' })
  await caller.expect('[menu]')
  for (const socket of crowd) socket.destroy()
})

test('a network that knocks too fast is turned away before any handshake', async () => {
  await open()
  const knocks = await Promise.all(Array.from({ length: 100 }, raw))
  const closed = () => knocks.filter((socket) => socket.closed)
  await expect.poll(() => closed().length).toBeGreaterThanOrEqual(75)
  expect(closed().filter((socket) => socket.bytesRead === 0).length).toBeGreaterThanOrEqual(20)
  for (const socket of knocks) socket.destroy()
})

test('without throttling nobody is turned away', async () => {
  await open({ throttle: false })
  const knocks = await Promise.all(Array.from({ length: 150 }, raw))
  await Promise.all(knocks.map((socket) => (socket.bytesRead > 0 ? null : once(socket, 'data'))))
  expect(knocks.filter((socket) => socket.closed)).toEqual([])
  for (const socket of knocks) socket.destroy()
})

test('only cheap key exchanges and strict ones are offered', async () => {
  await open()
  const socket = await raw()
  socket.write('SSH-2.0-test\r\n')
  let hello = ''
  socket.on('data', (chunk: Buffer) => {
    hello += chunk.toString('latin1')
  })
  await expect
    .poll(() => hello)
    .toContain('curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,kex-strict-s-v00@openssh.com')
  expect(hello).not.toMatch(/diffie-hellman|hmac-sha1|cbc|ssh-rsa|ssh-dss|zlib/)
  socket.destroy()
})

test('when the house closes everybody is told why', async () => {
  await open()
  const caller = await callOverSsh({ port, username: 'guest' })
  await caller.expect('[menu]')
  const waiting = await raw()
  await gateway.close('The house closes for a moment.')
  await caller.expect('The house closes for a moment.')
  expect(await caller.ended).toBe(0)
  await expect.poll(() => waiting.closed).toBe(true)
})
