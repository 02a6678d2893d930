// The time machine over stock OpenSSH: one caller in 1980, another in the present, a teacher with a class, a slow line.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SessionId } from '../../core/ids.ts'
import { haveClients } from '../../testing/real-clients.ts'
import { openTmux, type Tmux } from '../../testing/tmux.ts'
import { openWorld, type World } from '../../testing/world.ts'

let world: World
let folder: string
const terminals: Tmux[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samband-eras-'))
  world = await openWorld()
})

afterEach(async () => {
  for (const terminal of terminals.splice(0)) await terminal.kill()
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

/** An account with a key, and a terminal that calls with it. */
const call = async (name: string, before: (as: { session: SessionId }) => Promise<unknown> = async () => {}) => {
  const key = join(folder, name)
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key])
  const line = readFileSync(`${key}.pub`, 'utf8').trim()
  await world.core.accounts.add({ session: world.console, name, sshKey: line })
  const session = await world.core.sessions.open({ face: 'ssh', address: '', secure: true })
  const [type, text] = line.split(' ')
  await world.core.accounts.signInWithKey({ session, name, publicKey: `${type} ${text}` })
  await before({ session })
  await world.core.sessions.close({ session, reason: '' })
  const terminal = await openTmux([
    ...['ssh', '-F', 'none', '-p', String(world.port('ssh')), '-i', key, '-o', 'IdentitiesOnly=yes'],
    ...['-o', `UserKnownHostsFile=${join(folder, 'known_hosts')}`, '-o', 'StrictHostKeyChecking=accept-new'],
    `${name}@127.0.0.1`,
  ])
  terminals.push(terminal)
  return terminal
}

describe.runIf(haveClients('tmux', 'ssh', 'ssh-keygen'))('the time machine', () => {
  test('what is posted in 1980 is read in the present', async () => {
    const ava = await call('ava')
    await ava.see('Main menu')
    await ava.press('t')
    await ava.see('You are in the present')
    await ava.press('Home', 'Down', 'Down', 'Down', 'Enter')
    await ava.see('Tom Truscott')
    await ava.press('Enter')
    const menu = await ava.see(/1980[\s\S]*Newsgroups/)
    expect(menu).not.toContain('Find')
    expect(await ava.captureColors()).toContain('38;5;34')
    await ava.press('b')
    await ava.see('local.general')
    await ava.type('/')
    await ava.see('that came in 1997')
    const session = world.console
    const before = (await world.core.boards.threads({ session, board: 'local.general', limit: 10 })).length
    await chooseBoard(ava, 'local.general')
    await ava.press('w')
    await ava.see(/Subject/)
    await ava.type('Three machines so far')
    await ava.press('Enter')
    await ava.type('unc, duke and phs, and you?')
    await ava.press('C-x')
    await ava.see('Send')
    await ava.press('y')
    await expect
      .poll(async () => (await world.core.boards.threads({ session, board: 'local.general', limit: 10 })).length)
      .toBe(before + 1)

    const bo = await call('bo')
    await bo.see('Main menu')
    await bo.press('b')
    await bo.see('Boards')
    await chooseBoard(bo, 'local.general')
    await bo.see('Three machines so far')
  })

  test('a class’s switch changes a screen that is open, and the lock holds', async () => {
    const { core, console: session } = world
    const ava = await call('ava')
    await ava.see('Main menu')
    await core.classes.add({ session, name: 'media-1b' })
    await core.classes.addPupil({ session, name: 'media-1b', account: 'ava' })
    await core.classes.set({ session, name: 'media-1b', year: 1971, isLocked: true })
    await ava.see(/YOUR CLASS IS IN 1971 NOW: NETWORK MAIL/)
    await ava.see(/P +MAIL/)
    await ava.press('t', 'p')
    await ava.see('YOUR CLASS TRAVELS TOGETHER')
    await core.classes.set({ session, name: 'media-1b', year: null, isLocked: false })
    await ava.see('Your class is back in the present.')
  })

  test('a line of 300 bits a second takes its time, for its own caller alone', async () => {
    const started = Date.now()
    const ava = await call('ava', ({ session }) => world.core.eras.setLineSpeed({ session, lineSpeed: 300 }))
    const bo = await call('bo')
    await bo.see('Goodbye')
    expect(await ava.capture()).not.toContain('Goodbye')
    await ava.see('Goodbye', 60_000)
    // The menu shows some 500 characters, 30 of them in a second.
    expect(Date.now() - started).toBeGreaterThan(8000)
  })
})

/** Down the list to a board, and in. */
const chooseBoard = async (terminal: Tmux, board: string): Promise<void> => {
  const rows = (await terminal.see('rec.music')).split('\n').filter((row) => /\b(comp|local|rec|samband)\.\w/.test(row))
  await terminal.press(
    'Home',
    ...rows
      .slice(
        0,
        rows.findIndex((row) => row.includes(board)),
      )
      .map(() => 'Down'),
    'Enter',
  )
  await terminal.see(board)
}
