// Stock OpenSSH in a real terminal: what somebody meets who knows nothing but `ssh`.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { haveClients } from '../../testing/real-clients.ts'
import { openTmux, type Tmux, type TmuxOptions } from '../../testing/tmux.ts'
import { openWorld, passwordOf, type World } from '../../testing/world.ts'

let world: World
let folder: string
const terminals: Tmux[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-ssh-'))
})

afterEach(async () => {
  for (const terminal of terminals.splice(0)) await terminal.kill()
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

/** `ssh USER@127.0.0.1`, with nothing from the machine's own configuration but the defaults. */
const ssh = async (user: string, options: { key?: string; args?: string[] } & TmuxOptions = {}): Promise<Tmux> => {
  const identity = options.key === undefined ? ['-o', 'IdentityFile=none'] : ['-i', options.key]
  const terminal = await openTmux(
    [
      ...['ssh', '-F', 'none', '-p', String(world.port('ssh')), ...identity, '-o', 'IdentitiesOnly=yes'],
      ...['-o', `UserKnownHostsFile=${join(folder, 'known_hosts')}`, '-o', 'StrictHostKeyChecking=accept-new'],
      ...[`${user}@127.0.0.1`, ...(options.args ?? [])],
    ],
    options,
  )
  terminals.push(terminal)
  return terminal
}

const makeKey = (type: 'ed25519' | 'rsa' | 'ecdsa'): { path: string; line: string } => {
  const path = join(folder, `id_${type}`)
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', path])
  return { path, line: readFileSync(`${path}.pub`, 'utf8').trim() }
}

describe.runIf(haveClients('tmux', 'ssh', 'ssh-keygen'))('OpenSSH', () => {
  test('somebody new signs up without being asked anything by ssh, and comes back with the password', async () => {
    world = await openWorld()
    const first = await ssh('new')
    await first.see('Choose a name and a password')
    await first.type('mara')
    await first.press('Enter')
    await first.type('correct horse battery')
    await first.press('Enter')
    await first.see('Main menu')
    await first.see('mara')
    await first.press('g')
    await first.see('Yes')
    await first.press('Enter')
    await first.see(/Connection to 127\.0\.0\.1 closed\.\n(.*\n)*\[ended with 0\]/)

    const second = await ssh('mara')
    const asked = await second.see('(just Enter to look around or sign up):')
    expect(asked).toContain('Welcome to Samband.')
    await second.type('wrong')
    await second.press('Enter')
    await second.see('That name and password do not fit together. Please try again.')
    await second.type('correct horse battery')
    await second.press('Enter')
    await second.see('Main menu')
  })

  test('a key that was shown at sign-up opens the door the next time', async () => {
    world = await openWorld()
    const key = makeKey('ed25519')
    const first = await ssh('new', { key: key.path })
    await first.see('Let my SSH key open the door next time')
    await first.type('mara')
    await first.press('Tab')
    await first.type('correct horse battery')
    await first.press('Tab', 'Tab', 'Enter')
    await first.see('Main menu')
    const second = await ssh('mara', { key: key.path })
    await second.see('Main menu')
  })

  test.each(['rsa', 'ecdsa'] as const)('an %s key opens the door', async (type) => {
    world = await openWorld()
    const key = makeKey(type)
    await world.core.accounts.add({ session: world.console, name: 'kim', sshKey: key.line })
    const terminal = await ssh('kim', { key: key.path })
    await terminal.see('Main menu')
  })

  test('just Enter lands on the welcome screen', async () => {
    world = await openWorld()
    const terminal = await ssh('whoever')
    await terminal.see('sign up):')
    await terminal.press('Enter')
    await terminal.see('Look around')
  })

  test('the screen fills the window, in all its sizes', async () => {
    world = await openWorld()
    const terminal = await ssh('guest', { columns: 80, rows: 24 })
    await terminal.see('Main menu')
    for (const [columns, rows] of [
      [120, 40],
      [50, 18],
      [80, 24],
    ] as const) {
      await terminal.resize(columns, rows)
      await expect
        .poll(async () => (await terminal.capture()).trimEnd().split('\n').length, { timeout: 5000 })
        .toBe(rows)
      await terminal.see('Main menu')
    }
  })

  test('the house keeps its key: after a restart ssh has nothing to warn of', async () => {
    const stateFolder = join(folder, 'state')
    world = await openWorld({ stateFolder })
    const port = String(world.port('ssh'))
    const first = await ssh('guest')
    await first.see('Main menu')
    await world.close()
    await first.see(/Connection to 127\.0\.0\.1 closed/)
    world = await openWorld({ stateFolder, settings: { SSH_PORT: port } })
    const second = await ssh('guest')
    await second.see('Main menu')
    expect(readFileSync(join(folder, 'known_hosts'), 'utf8').trim().split('\n')).toHaveLength(1)
  })

  test('a command that does not exist gets a kind word; without a terminal the screens come in lines', async () => {
    world = await openWorld()
    const command = await ssh('guest', { args: ['ls', '-l'] })
    await command.see(/There is no command “ls”\. Try: help\n(.*\n)*\[ended with 2\]/)
    const blind = await ssh('guest', { args: ['-T'] })
    await blind.see('Main menu>')
    await blind.type('q')
    await blind.press('Enter')
    await blind.see('y/n')
    await blind.press('Enter')
    await blind.see('[ended with 0]')
  })

  test('two callers see each other', async () => {
    world = await openWorld()
    await world.addAccount('mara')
    const mara = await ssh('mara', { columns: 100 })
    await mara.see('sign up):')
    await mara.type(passwordOf('mara'))
    await mara.press('Enter')
    await mara.see('Main menu')
    const guest = await ssh('guest', { columns: 100 })
    await guest.see('mara')
    await mara.see(/guest-\d{4}/)
  })
})
