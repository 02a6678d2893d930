// `ssh host COMMAND` with stock OpenSSH, as somebody's script uses it; and the screens through plain pipes.

import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FORBIDDEN, HOSTILE } from '../../testing/hostile-texts.ts'
import { haveClients } from '../../testing/real-clients.ts'
import { type SshPipeOptions, type SshPipeResult, sshPipe } from '../../testing/ssh-pipe.ts'
import { openWorld, type World } from '../../testing/world.ts'

describe.runIf(haveClients('ssh', 'ssh-keygen'))('OpenSSH with a command', () => {
  let world: World
  let folder: string
  let key: string

  beforeAll(async () => {
    world = await openWorld()
    folder = mkdtempSync(join(tmpdir(), 'samband-commands-'))
    key = join(folder, 'id_ed25519')
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key])
    await world.core.accounts.add({
      session: world.console,
      name: 'mara',
      sshKey: readFileSync(`${key}.pub`, 'utf8').trim(),
    })
  })

  afterAll(async () => {
    await world.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const run = (command: readonly string[], options: Partial<SshPipeOptions> = {}): Promise<SshPipeResult> =>
    sshPipe({
      ...{ port: world.port('ssh'), user: 'mara', key, knownHosts: join(folder, 'known_hosts') },
      command,
      ...options,
    })

  test('help lists the commands, and version says what runs', async () => {
    const help = await run(['help'])
    expect(help).toMatchObject({ code: 0, stderr: '' })
    for (const word of ['who', 'boards', 'read BOARD', 'post BOARD', 'say #CHANNEL', 'search WORDS', 'export BOARD'])
      expect(help.stdout).toContain(word)
    expect(JSON.parse((await run(['version', '--json'])).stdout)).toMatchObject({
      house: 'Samband',
      software: 'Samband',
    })
    expect((await run(['help'], { environment: { LANG: 'nb_NO.UTF-8' } })).stdout).toContain('hvem som er her')
  })

  test('an article is posted, listed, read, answered, found, and carried away', async () => {
    const posted = await run(['post', 'local.general'], { input: 'Subject: From a script\n\nWater the marigolds.\n' })
    expect(posted).toMatchObject({ code: 0, stderr: '' })
    const id = /<[^>]+>/.exec(posted.stdout)?.[0] ?? ''
    const [number = ''] = /(?<=Posted as )\d+/.exec(posted.stdout) ?? []
    const listed = JSON.parse((await run(['read', 'local.general', '--json'])).stdout)
    expect(listed).toContainEqual(expect.objectContaining({ messageId: id, subject: 'From a script', author: 'mara' }))
    const article = await run(['read', 'local.general', number])
    expect(article.stdout).toContain('Subject: From a script\n')
    expect(article.stdout).toMatch(/\n\nWater the marigolds\.\n$/)
    const answer = await run(['post', 'local.general', '--reply', number], { input: 'Done.\n' })
    expect(answer.code).toBe(0)
    const thread = JSON.parse((await run(['read', 'local.general', '--json'])).stdout)
    expect(thread.find((each: { messageId: string }) => each.messageId === id)).toMatchObject({ articles: 2 })
    expect((await run(['search', 'marigolds'])).stdout).toContain('From a script (mara')
    const mbox = await run(['export', 'local.general', '--since', '1d'])
    expect(mbox.stdout).toMatch(/^From samband \w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}\n/)
    expect(mbox.stdout).toContain(`Message-ID: ${id}`)
    expect(mbox.stdout.match(/^From samband /gm)).toHaveLength(2)
  })

  test('an article that waits for a moderator is told so, kindly and as JSON, and is no failure', async () => {
    await world.core.boards.add({ session: world.console, board: 'local.quiet', description: '' })
    await world.core.order.set({ session: world.console, board: 'local.quiet', change: { isModerated: true } })
    const posted = await run(['post', 'local.quiet', '--subject', 'Hush'], { input: 'A quiet word.\n' })
    expect(posted).toMatchObject({ code: 0, stderr: '' })
    expect(posted.stdout).toContain('Thank you. A moderator looks at everything on local.quiet first')
    const told = await run(['post', 'local.quiet', '--subject', 'Again', '--json'], { input: 'Another.\n' })
    expect(JSON.parse(told.stdout)).toMatchObject({ held: true, why: 'moderated', boards: [] })
  })

  test('a line is said in a channel', async () => {
    expect(await run(['say', "'#lobby'", 'the', 'build', 'is', 'green'])).toMatchObject({
      code: 0,
      stdout: 'Said in #lobby.\n',
    })
    const piped = await run(['say', "'#lobby'", '--json'], { input: 'one\ntwo\n' })
    expect(JSON.parse(piped.stdout)).toEqual({ channel: '#lobby', lines: 2 })
    const history = await world.core.channels.history({ session: world.console, channel: '#lobby', limit: 3 })
    expect(history.map(({ nick, text }) => `${nick}: ${text}`)).toEqual([
      'mara: the build is green',
      'mara: one',
      'mara: two',
    ])
  })

  test('guests may look; what they may not do is refused with 1, what is not understood with 2', async () => {
    const guest = { user: 'guest', key: undefined } as unknown as Partial<SshPipeOptions>
    expect((await run(['boards'], guest)).stdout).toContain('local.general')
    expect((await run(['who'], guest)).stdout).toMatch(/^guest-\d+ +guest +ssh +here/m)
    const post = await run(['post', 'local.general', '--subject', 'x'], { ...guest, input: 'y' })
    expect(post).toMatchObject({ code: 1, stdout: '' })
    expect(post.stderr).not.toBe('')
    for (const wrong of [
      ['dance'],
      ['read'],
      ['who', '--loud'],
      ['say', 'lobby', 'x'],
      ['read', 'local.general', 'x'],
      ["'open"],
    ]) {
      const result = await run(wrong)
      expect([wrong, result.code, result.stdout]).toEqual([wrong, 2, ''])
      expect(result.stderr).toMatch(/^[^\n]+\n$/)
    }
    expect(await run(['read', 'no.such.board'])).toMatchObject({ code: 1, stdout: '' })
  })

  test('what people wrote reaches a terminal harmless, in lines and in JSON', async () => {
    const all = Object.values(HOSTILE).join(' ')
    const head = `From: "${all.replaceAll(/["\n]/g, ' ')}" <x@y.example>\r\nSubject: hostile ${all.replaceAll('\n', ' ')}`
    const rest = 'Newsgroups: local.projects\r\nMessage-ID: <hostile@y.example>\r\nDate: Thu, 1 Jan 2026 00:00:00 +0000'
    const article = Buffer.from(`${head}\r\n${rest}\r\n\r\n${all}\r\n`)
    await world.core.boards.import({ session: world.console, board: 'local.projects', articles: [article] })
    for (const words of [
      ['read', 'local.projects'],
      ['read', 'local.projects', "'<hostile@y.example>'"],
      ['search', 'hostile'],
    ]) {
      const lines = await run(words)
      expect([words, lines.code, FORBIDDEN.exec(lines.stdout)?.[0]]).toEqual([words, 0, undefined])
      expect(lines.stdout).toContain('hostile')
      const json = await run([...words, '--json'])
      expect(json.stdout).toMatch(
        /^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*$/,
      )
      expect(JSON.parse(json.stdout)).toBeTruthy()
    }
  })

  test('too much on standard input is refused, and a reader that goes away harms nobody', async () => {
    const flood = await run(['post', 'local.general', '--subject', 'big'], {
      input: Buffer.alloc(3 * 1024 * 1024, 'x\n'),
    })
    expect(flood).toMatchObject({ code: 1, stdout: '' })
    const ssh = [
      'ssh',
      '-F',
      'none',
      '-p',
      String(world.port('ssh')),
      '-i',
      key,
      '-o',
      'BatchMode=yes',
      '-o',
      'LogLevel=ERROR',
    ]
    const hosts = [
      '-o',
      `UserKnownHostsFile=${join(folder, 'known_hosts')}`,
      'mara@127.0.0.1',
      'export',
      'local.general',
    ]
    await promisify(execFile)('sh', ['-c', '"$@" | head -c 10 > /dev/null', 'sh', ...ssh, ...hosts])
    expect((await run(['version'])).code).toBe(0)
  })

  test('without a command and without a terminal the screens come in lines', async () => {
    const script = ['nora', 'correct horse', 'b', 'q', 'c', 'q', 'g', 'y', ''].join('\n')
    const made = await sshPipe({
      ...{ port: world.port('ssh'), user: 'new', knownHosts: join(folder, 'known_hosts') },
      args: ['-T', '-o', 'BatchMode=no'],
      input: script,
    })
    expect(made.code).toBe(0)
    for (const word of ['Name:', 'Main menu>', 'Boards>', '1. comp.misc', 'Channels>', 'nora'])
      expect(made.stdout).toContain(word)
    expect(made.stdout).toMatch(/^[^\u0000-\u0009\u000b-\u001f\u007f]*$/)
  })

  test('a dumb terminal is given lines, and the end of input ends the call', async () => {
    const options = { args: ['-tt'], environment: { TERM: 'dumb' }, input: 'b\nq\n\u0004y\n' }
    const made = await run([], options)
    expect(made.stdout).toContain('Boards> ')
    expect(made.stdout).not.toContain('\u001b')
  })
})
