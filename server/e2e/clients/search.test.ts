// What is said over IRC and posted as news is found by somebody with stock ssh, a moment later.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { haveClients } from '../../testing/real-clients.ts'
import { openTmux, type Tmux } from '../../testing/tmux.ts'
import { openWorld, type World } from '../../testing/world.ts'

let world: World
let folder: string
let terminal: Tmux | undefined
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samband-search-'))
  world = await openWorld()
})
afterEach(async () => {
  await terminal?.kill()
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.runIf(haveClients('tmux', 'ssh'))('search over OpenSSH', () => {
  test('a line and an article are found, read where they stand, and come back from', async () => {
    const { core, console: staff } = world
    const irc = await core.sessions.open({ face: 'irc', address: '127.0.0.1', secure: true })
    await core.sessions.enterAsGuest({ session: irc, nick: 'peder' })
    await core.channels.join({ session: irc, channel: '#lobby' })
    await core.channels.say({ session: irc, channel: '#lobby', text: 'the samovar is on' })
    const raw = 'From: Ola <o@x.example>\r\nSubject: Pots\r\nMessage-ID: <p@x>\r\n\r\nA samovar is no kettle.\r\n'
    await core.boards.import({ session: staff, board: 'samband.test', articles: [Buffer.from(raw)] })

    terminal = await openTmux([
      ...['ssh', '-F', 'none', '-p', String(world.port('ssh')), '-o', 'IdentityFile=none', '-o', 'IdentitiesOnly=yes'],
      ...['-o', `UserKnownHostsFile=${join(folder, 'known_hosts')}`, '-o', 'StrictHostKeyChecking=accept-new'],
      'guest@127.0.0.1',
    ])
    await terminal.see('Main menu')
    await terminal.press('/')
    await terminal.see('Type what you look for')
    await terminal.type('samovar')
    await terminal.press('Enter')
    const found = await terminal.see('On boards 1 │ Said 1')
    expect(found).toContain('Pots')
    expect(found).toContain('A samovar is no kettle.')
    await terminal.press('Enter')
    await terminal.see('From  Ola')
    await terminal.press('Escape')
    await terminal.see('On boards 1 │ Said 1')
    await terminal.press('Tab')
    await terminal.see('the samovar is on')
    await terminal.press('Enter')
    await terminal.see('› #lobby')
    await terminal.see('peder')
  })
})
