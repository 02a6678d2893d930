// TinTin++ as people use it: logging in, walking, talking, GMCP by script, and its screen reader mode. And one
// conversation in one room across the faces: a walker, a caller of the BBS, and somebody on IRC.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findClient, haveClients } from '../../testing/real-clients.ts'
import { openTmux, type Tmux } from '../../testing/tmux.ts'
import { openWorld, passwordOf, type World } from '../../testing/world.ts'

describe.runIf(haveClients('tt++', 'tmux', 'ssh'))('TinTin++', () => {
  let world: World
  let folder: string
  let open: Tmux[]

  beforeEach(async () => {
    world = await openWorld()
    await world.addAccount('ada')
    await world.addAccount('grace')
    folder = mkdtempSync(join(tmpdir(), 'samband-tintin-'))
    open = []
  })

  afterEach(async () => {
    for (const tmux of open) await tmux.kill()
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const terminal = async (...command: readonly string[]): Promise<Tmux> => {
    const tmux = await openTmux(command, { columns: 110, rows: 36, environment: { HOME: folder } })
    open.push(tmux)
    return tmux
  }

  const startTintin = async (...script: readonly string[]): Promise<Tmux> => {
    const file = join(folder, 'start.tin')
    writeFileSync(file, [...script, `#session {sb} {127.0.0.1} {${world.port('telnet')}}`, ''].join('\n'))
    return terminal(findClient('tt++') ?? 'tt++', file)
  }

  const type = async (tmux: Tmux, ...lines: readonly string[]): Promise<void> => {
    for (const line of lines) {
      await tmux.type(line)
      await tmux.press('Enter')
    }
  }

  test('logs in with a password that is not shown, walks, and talks', async () => {
    const tintin = await startTintin()
    await tintin.see('Your name:')
    await type(tintin, 'ada')
    await tintin.see('Password:')
    await type(tintin, passwordOf('ada'))
    await tintin.see('The coat room')
    expect(await tintin.capture()).not.toContain(passwordOf('ada'))
    expect(await tintin.captureColors()).toContain('\u001b[1m\u001b[33mThe coat room')
    await type(tintin, 'out')
    await tintin.see('High windows')
    await type(tintin, 'say god kveld, alle')
    await tintin.see('You say, "god kveld, alle"')
  })

  test('a script is told by GMCP which room it is in', async () => {
    const tintin = await startTintin(
      '#event {IAC WILL GMCP} {#send {\\xFF\\xFD\\xC9\\};#send {\\xFF\\xFA\\xC9Core.Hello { "client": "TinTin++" }\\xFF\\xF0\\}}',
      '#event {IAC SB GMCP Room.Info IAC SE} {#showme {ROOM %0}}',
    )
    await tintin.see('Your name:')
    await type(tintin, `connect ada ${passwordOf('ada')}`)
    await tintin.see(/ROOM .*coat room/)
  })

  test('with its screen reader mode on, it gets text without colours', async () => {
    const tintin = await startTintin('#config {screen reader} {on}')
    await tintin.see('Your name:')
    await type(tintin, `connect ada ${passwordOf('ada')}`)
    await tintin.see('The coat room')
    expect(await tintin.captureColors()).not.toContain('\u001b[33mThe coat room')
  })

  test('a walker, a caller and somebody on IRC talk in one room, and each line stands once on each', async () => {
    const tintin = await startTintin()
    await tintin.see('Your name:')
    await type(tintin, `connect ada ${passwordOf('ada')}`, 'out')
    await tintin.see('High windows')
    const caller = await terminal(
      ...['ssh', '-tt', '-p', String(world.port('ssh')), '-o', 'StrictHostKeyChecking=no'],
      ...['-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR', 'guest@127.0.0.1'],
    )
    await caller.see('Main menu')
    await caller.type('m')
    await caller.see('The coat room')
    await type(caller, 'out')
    await caller.see('High windows')
    const irc = await world.core.sessions.open({ face: 'irc', address: '127.0.0.1', secure: false })
    await world.core.sessions.enterAsGuest({ session: irc, nick: 'jarkko' })
    await world.core.channels.join({ session: irc, channel: '#lobby' })
    const heard: string[] = []
    world.app.core.link.subscribe((event) => {
      if (event.type === 'channel.said') heard.push(`${event.from.nick}: ${event.text}`)
    })
    await type(tintin, 'say hello from the museum')
    await caller.see('ada says, "hello from the museum"')
    await type(caller, 'say hello from the board')
    await tintin.see('says, "hello from the board"')
    await world.core.channels.say({ session: irc, channel: '#lobby', text: 'hello from the wire' })
    for (const screen of [tintin, caller]) {
      const seen = await screen.see('jarkko says, "hello from the wire"')
      for (const line of ['hello from the museum"', 'hello from the board"', 'hello from the wire"']) {
        expect(seen.split(line).length - 1, `${line} in\n${seen}`).toBe(1)
      }
    }
    expect(heard.map((line) => line.replace(/^guest-\d+/, 'caller'))).toEqual([
      'ada: hello from the museum',
      'caller: hello from the board',
      'jarkko: hello from the wire',
    ])
  })
})
