// The admin commands as a sysop types them, with a running daemon and without.

import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PROJECT_ROOT } from '../root.ts'
import { openConversation } from '../testing/conversation.ts'
import { type Daemon, freePorts, startDaemon } from '../testing/daemon.ts'
import { logIn, newKeyPair } from '../testing/ssh-caller.ts'

let folder: string
let daemon: Daemon | null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-admin-'))
  daemon = null
})
afterEach(async () => {
  await daemon?.end('SIGKILL')
  rmSync(folder, { recursive: true })
})

interface Answer {
  readonly code: number
  readonly said: string
  readonly complained: string
}

const admin = (line: string, input = ''): Promise<Answer> =>
  new Promise((resolve) => {
    const environment = { ...process.env, SAMBAND_SERVER_STATE: join(folder, 'state') }
    const script = join(PROJECT_ROOT, 'dist/scripts/admin.js')
    const child = execFile(
      process.execPath,
      [script, ...line.split(' ')],
      { env: environment },
      (error, said, complained) => resolve({ code: Number(error?.code ?? 0), said, complained }),
    )
    child.stdin?.end(input)
  })

const start = async (settings: Record<string, string> = {}): Promise<void> => {
  daemon = startDaemon({ stateFolder: join(folder, 'state'), settings })
  await daemon.ready
}

describe.each(['a running daemon', 'no daemon running'])('with %s', (situation) => {
  beforeEach(async () => {
    if (situation === 'a running daemon') await start()
  })

  test('an account is added, listed, given a role, banned with a reason and let in again', async () => {
    expect(await admin('user add anna --role moderator', 'annas-secret\n')).toMatchObject({ code: 0 })
    expect((await admin('user list')).said).toMatch(/^anna +moderator +active +never here$/m)
    expect((await admin('user role anna member')).said).toMatch(/anna +member/)
    expect((await admin('user ban anna --reason spam')).said).toMatch(/banned.*\(spam\)/)
    expect((await admin('user unban anna')).said).toMatch(/active/)
    expect(await admin('user passwd anna', 'another-secret\n')).toMatchObject({ code: 0 })
  })

  test('a class is made, taught, taken to a year and dissolved', async () => {
    await admin('user add ava', 'avas-password\n')
    await admin('user add tove', 'toves-password\n')
    expect((await admin('class add media-1b ava')).said).toBe('media-1b: ava\n')
    expect((await admin('class add media-1b tove --teacher')).said).toBe('media-1b: tove\n')
    expect((await admin('class set media-1b --year 1980 --lock')).said).toMatch(
      /^media-1b +1980, locked +taught by tove: ava$/m,
    )
    expect((await admin('class set media-1b --year 2050')).complained).toContain('1971 to 2007')
    expect((await admin('class set media-1b --year present --unlock')).said).toMatch(
      /^media-1b +present +taught by tove: ava$/m,
    )
    expect((await admin('class remove media-1b ava')).said).toBe('media-1b: without ava\n')
    expect((await admin('class remove media-1b')).said).toBe('media-1b: dissolved\n')
    expect((await admin('class list')).said).toBe('')
  })

  test('a board is set up for a group, with a moderator; what waits is let in or turned away', async () => {
    await admin('user add anna', 'annas-secret\n')
    expect((await admin('group add gardeners anna')).said).toBe('gardeners: anna\n')
    expect((await admin('group list')).said).toMatch(/^gardeners +anna$/m)
    await admin('board add local.garden')
    const settings = '--read group:gardeners --write group:gardeners --moderated on --expire-days 90'
    const { said } = await admin(`board set local.garden ${settings}`)
    expect(said).toMatch(/^read by +group:gardeners$/m)
    expect(said).toMatch(/^articles +stay for 90 days at most$/m)
    expect((await admin('board moderator local.garden anna')).said).toMatch(/^moderated +yes, by anna$/m)
    expect(await admin('group remove gardeners')).toMatchObject({ code: 2 })
    expect(await admin('board set local.garden --read group:nobody')).toMatchObject({ code: 2 })
    expect(await admin('queue list')).toMatchObject({ code: 0, said: '' })
    expect(await admin('queue approve 7')).toMatchObject({ code: 2 })
    expect((await admin('board expire')).said).toBe('Articles that have gone: 0.\n')
  })

  test('a class comes in from CSV; what is wrong is named by its line and the rest goes on', async () => {
    const list = join(folder, 'class.csv')
    writeFileSync(list, 'name,password,role,display name\nkari,karis-secret\nola,,,Ola Nordmann\nroot!,x\nper,short\n')
    const answer = await admin(`user import ${list}`)
    expect(answer.said).toMatch(/^kari$/m)
    expect(answer.said).toMatch(/^ola,[A-Za-z0-9]{5}-[A-Za-z0-9]{5}-[A-Za-z0-9]{5}$/m)
    expect(answer.complained).toContain('line 4: a name has 2 to 20')
    expect(answer.complained).toContain('line 5: the password is too weak')
    expect(answer.code).toBe(1)
    expect((await admin('user list')).said.trim().split('\n')).toHaveLength(2)
  })

  test('what a newsreader has recorded as read is taken over', async () => {
    await admin('user add anna', 'annas-secret\n')
    expect(await admin('user newsrc anna -', 'samband.help: 1\nalt.absent: 1-9\nsamband.announce! 1\n')).toMatchObject({
      code: 0,
      said: 'anna: boards taken over: 2; groups that are not here: 1.\n',
    })
    expect((await admin('user newsrc nobody-here -', '')).complained).toContain('there is no such account')
  })

  test('a board is added once, and a wrong name gets a clear line', async () => {
    expect(await admin('board add local.garden --description Plants')).toMatchObject({ code: 0 })
    expect((await admin('board list')).said).toMatch(/local\.garden .*Plants/)
    expect(await admin('board add local.garden')).toMatchObject({
      code: 2,
      complained: 'admin: it exists already: local.garden\n',
    })
    expect((await admin('board add Local/Garden')).code).toBe(2)
    expect((await admin('user ban nobody-here')).complained).toContain('there is no such account: nobody-here')
  })
})

test('an account made with a key alone is open to that key at once, while the daemon runs', async () => {
  const [port] = await freePorts(1)
  await start({ SSH_PORT: String(port) })
  const key = newKeyPair()
  writeFileSync(join(folder, 'id.pub'), key.public)
  expect(await admin(`user add keri --ssh-key ${join(folder, 'id.pub')}`)).toMatchObject({ code: 0 })
  const client = await logIn({ port: port ?? 0, username: 'keri', privateKey: key.private })
  client.end()
})

test('with a running daemon the console keeps order: modes, kicks, bans, alarm, and a log of it all', async () => {
  const [port = 0] = await freePorts(1)
  await start({ IRC_PORT: String(port) })
  const gus = await openConversation({ port })
  await gus.script('> NICK gus', '> USER g 0 * :g', '< * 376 *', '> JOIN #tea', '< * 366 *')
  expect((await admin('channel mode #tea +m-n+v gus')).said).toBe('#tea +mt\n')
  await gus.expect('* MODE #tea +m-n+v gus')
  expect((await admin('channel mode #tea +b bad!*@*')).code).toBe(0)
  expect((await admin('channel bans #tea')).said).toMatch(/^bad!\*@\* +for good/m)
  expect((await admin('channel mode #tea -m')).said).toBe('#tea +t\n')
  await gus.expect('* MODE #tea -m')
  expect((await admin('channel kick #tea gus --reason enough')).said).toBe('gus is out of #tea.\n')
  await gus.expect(':Samband!*@house KICK #tea gus :enough')
  expect((await admin('defcon')).said).toMatch(/^DEFCON 5: the house is open/)
  expect((await admin('defcon 4 --reason flood')).said).toMatch(/^DEFCON 4: no new accounts/)
  expect((await admin('defcon 9')).code).not.toBe(0)
  expect((await admin('ban add 192.0.2.0/24 --for 7d --reason noise')).said).toBe(
    '192.0.2.0/24 is banned for 7d (noise)\n',
  )
  expect((await admin('ban list')).said).toMatch(/^192\.0\.2\.0\/24 +for 7d, by console \(noise\)$/m)
  expect((await admin('ban remove 192.0.2.0/24')).code).toBe(0)
  expect((await admin('kill gus --reason bye')).said).toBe('gus is gone.\n')
  await gus.expect('ERROR :Closing link: killed by console: bye')
  const { said } = await admin('log')
  for (const line of [
    'kill gus (bye)',
    'ban 192.0.2.0/24 (noise',
    'defcon 4 (flood)',
    'channel-kick #tea (gus enough)',
  ]) {
    expect(said).toContain(`console: ${line}`)
  }
})
