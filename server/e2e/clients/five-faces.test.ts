// Two people, each on five faces at the same moment: OpenSSH, a browser, irssi, IRC over TLS and IRC over WebSocket. Each
// has one nick, and every line that is said on any of the ten stands on each of them once.

import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { callFromBrowser } from '../../testing/browser-caller.ts'
import { makeCertificate } from '../../testing/certificate.ts'
import { openConversation } from '../../testing/conversation.ts'
import { freePorts } from '../../testing/daemon.ts'
import { irssiConfig } from '../../testing/irc-desk.ts'
import { haveClients } from '../../testing/real-clients.ts'
import { openTmux, type Tmux } from '../../testing/tmux.ts'
import { openWorld, passwordOf, type World } from '../../testing/world.ts'

/** One connection of somebody, as a person sees it. */
interface Face {
  readonly name: string
  say(text: string): Promise<void>
  /** How often a line stands there. */
  count(text: string): Promise<number>
}

const occurrences = (screen: string, text: string): number => screen.split(text).length - 1

const CAPS = 'echo-message server-time message-tags batch draft/chathistory'
const LOGIN = (name: string): string[] => [
  `PASS ${name}:${passwordOf(name)}`,
  'CAP LS 302',
  `CAP REQ :${CAPS}`,
  `NICK ${name}`,
  `USER ${name} 0 * :x`,
  'CAP END',
]

describe.runIf(haveClients('tmux', 'ssh', 'irssi'))('two accounts on five faces at once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samband-five-'))
  const opened: Tmux[] = []
  let world: World
  let tlsPort = 0

  beforeAll(async () => {
    const [port = 0] = await freePorts(1)
    tlsPort = port
    const { certificate, key } = makeCertificate('irc.test')
    writeFileSync(join(folder, 'tls.crt'), certificate)
    writeFileSync(join(folder, 'tls.key'), key)
    const tls = { TLS_CERTIFICATE: join(folder, 'tls.crt'), TLS_KEY: join(folder, 'tls.key') }
    world = await openWorld({ settings: { ...tls, IRC_TLS_PORT: String(port), LIMITS_THROTTLE: 'false' } })
    for (const name of ['anna', 'ola']) await world.addAccount(name)
  })
  afterAll(async () => {
    for (const tmux of opened) await tmux.kill()
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const start = async (...command: string[]): Promise<Tmux> => {
    const tmux = await openTmux(command, { columns: 100, rows: 50 })
    opened.push(tmux)
    return tmux
  }

  const screenFace = (name: string, tmux: Tmux): Face => ({
    name,
    say: async (text) => {
      await tmux.type(text)
      await tmux.press('Enter')
    },
    count: async (text) => occurrences(await tmux.capture(), text),
  })

  const overSsh = async (name: string): Promise<Face> => {
    const known = ['-o', 'StrictHostKeyChecking=no', '-o', `UserKnownHostsFile=${join(folder, 'known_hosts')}`]
    const auth = ['-o', 'IdentityAgent=none', '-o', 'PubkeyAuthentication=no']
    const tmux = await start('ssh', '-p', String(world.port('ssh')), ...known, ...auth, `${name}@127.0.0.1`)
    await tmux.see(`Password for ${name}`)
    await tmux.type(passwordOf(name))
    await tmux.press('Enter')
    await tmux.see('Main menu')
    await tmux.type('c')
    await tmux.see('#lobby')
    await tmux.press('Down', 'Enter')
    await tmux.see('Say something to #lobby')
    return screenFace(`${name} over ssh`, tmux)
  }

  const inBrowser = async (name: string): Promise<Face> => {
    const caller = await callFromBrowser({ port: world.port('web'), columns: 100, rows: 50 })
    await caller.welcome()
    await caller.see('Log in')
    caller.type('l')
    await caller.see('Name')
    caller.type(`${name}\r`)
    await caller.see('Password')
    caller.type(`${passwordOf(name)}\r`)
    await caller.see('Main menu')
    caller.type('c')
    await caller.see('#lobby')
    caller.type('\x1b[B\r')
    await caller.see('Say something to #lobby')
    return {
      name: `${name} in the browser`,
      say: async (text) => caller.type(`${text}\r`),
      count: async (text) => occurrences(caller.received.terminal.screen, text),
    }
  }

  const inIrssi = async (name: string): Promise<Face> => {
    const home = join(folder, `irssi-${name}`)
    mkdirSync(home)
    writeFileSync(join(home, 'config'), irssiConfig(name, world.port('irc')))
    const tmux = await start('irssi', `--home=${home}`)
    await tmux.see(`[${name}(+i)]`)
    await tmux.type('/join #lobby')
    await tmux.press('Enter')
    await tmux.see('#lobby')
    await tmux.type('/window goto #lobby')
    await tmux.press('Enter')
    return screenFace(`${name} in irssi`, tmux)
  }

  const overTls = async (name: string): Promise<Face> => {
    const irc = await openConversation({ port: tlsPort, secure: true })
    irc.send(...LOGIN(name))
    await irc.expect('* 376 *')
    irc.send('JOIN #lobby')
    return {
      name: `${name} over TLS`,
      say: async (text) => irc.send(`PRIVMSG #lobby :${text}`),
      count: async (text) => irc.lines.filter((line) => line.endsWith(`PRIVMSG #lobby :${text}`)).length,
    }
  }

  const overWebSocket = async (name: string): Promise<Face> => {
    const port = world.port('web')
    const socket = new WebSocket(`ws://127.0.0.1:${port}/irc`, ['text.ircv3.net'], {
      origin: `http://127.0.0.1:${port}`,
    })
    const lines: string[] = []
    socket.on('message', (data) => lines.push(data.toString()))
    await once(socket, 'open')
    for (const line of LOGIN(name)) socket.send(line)
    await expect.poll(() => lines.some((line) => line.includes(' 376 '))).toBe(true)
    socket.send('JOIN #lobby')
    return {
      name: `${name} over WebSocket`,
      say: async (text) => socket.send(`PRIVMSG #lobby :${text}`),
      count: async (text) => lines.filter((line) => line.endsWith(`PRIVMSG #lobby :${text}`)).length,
    }
  }

  test('each line is on each face once, and each account is one nick', { timeout: 180_000 }, async () => {
    const faces: Face[] = []
    for (const name of ['anna', 'ola']) {
      for (const open of [overSsh, inBrowser, inIrssi, overTls, overWebSocket]) faces.push(await open(name))
    }
    const online = await world.core.sessions.online({ session: world.console })
    expect(online.map(({ nick, faces: on }) => [nick, [...on].sort()])).toEqual([
      ['anna', ['irc', 'ssh', 'web']],
      ['ola', ['irc', 'ssh', 'web']],
    ])
    const said = faces.map((face, index) => ({ face, text: `line-${index}-said` }))
    await Promise.all(said.map(({ face, text }) => face.say(text)))
    for (const { face: from, text } of said) {
      for (const face of faces) {
        await expect
          .poll(() => face.count(text), { timeout: 20_000, message: `${text} of ${from.name} on ${face.name}` })
          .toBe(1)
      }
    }
    // A moment later nothing has come twice.
    await new Promise((resolve) => setTimeout(resolve, 500))
    for (const { text } of said)
      for (const face of faces) expect([face.name, await face.count(text)]).toEqual([face.name, 1])
    const members = await world.core.channels.members({ session: world.console, channel: '#lobby' })
    expect(members.map(({ nick }) => nick).sort()).toEqual(['anna', 'ola'])
    const session = world.console
    const kept = await world.core.channels.history({ session, channel: '#lobby', limit: 50 })
    expect(kept.map(({ text }) => text).sort()).toEqual(said.map(({ text }) => text).sort())
  })
})
