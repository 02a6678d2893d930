// The promise of the house in one story: somebody over stock OpenSSH, somebody in irssi and somebody in a browser read
// the same archive and hear the same lines; after kill -9 and a new start, all of it is still there.

import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROJECT_ROOT } from '../../root.ts'
import { type BrowserWindow, openBrowser, seeOn } from '../../testing/chromium.ts'
import { type Daemon, freePorts, startDaemon } from '../../testing/daemon.ts'
import { haveClients } from '../../testing/real-clients.ts'
import { openTmux, type Tmux } from '../../testing/tmux.ts'

const ARCHIVE = join(PROJECT_ROOT, '../shared/corpora/comp.lang.cobol.mbox')
const BOARD = 'comp.lang.cobol'

/** A small archive of our own, for where the large one is not. */
const OWN_ARCHIVE = `From archive@example.invalid Thu Jan  1 00:00:00 1970
From: "Grace" <grace@example.invalid>
Newsgroups: ${BOARD}
Subject: A language for business
Date: Thu, 05 Nov 1998 00:00:00 -0000
Message-ID: <one@example.invalid>

What shall it be called?

From archive@example.invalid Thu Jan  1 00:00:00 1970
From: "Jean" <jean@example.invalid>
Newsgroups: ${BOARD}
Subject: Re: A language for business
Date: Fri, 06 Nov 1998 00:00:00 -0000
Message-ID: <two@example.invalid>
References: <one@example.invalid>

Something common.

`

class Street {
  readonly folder = mkdtempSync(join(tmpdir(), 'samband-story-'))
  readonly #ports: readonly number[]
  daemon: Daemon

  constructor(ports: readonly number[]) {
    this.#ports = ports
    this.daemon = this.start()
  }

  start(): Daemon {
    this.daemon = startDaemon({ stateFolder: join(this.folder, 'state'), settings: this.#settings() })
    return this.daemon
  }

  async import(): Promise<string> {
    const own = join(this.folder, 'archive.mbox')
    writeFileSync(own, OWN_ARCHIVE)
    const file = existsSync(ARCHIVE) ? ARCHIVE : own
    const environment = Object.entries({ ...this.#settings(), SERVER_STATE: join(this.folder, 'state') })
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(PROJECT_ROOT, 'dist/scripts/import.js'), file, '--board', BOARD, '--create'],
      { env: { ...process.env, ...Object.fromEntries(environment.map(([key, value]) => [`SAMBAND_${key}`, value])) } },
    )
    return stdout
  }

  ssh(user: string): Promise<Tmux> {
    const options = ['-o', 'StrictHostKeyChecking=no', '-o', `UserKnownHostsFile=${join(this.folder, 'known_hosts')}`]
    const command = ['ssh', '-p', String(this.#ports[0]), ...options, '-o', 'IdentityAgent=none', `${user}@127.0.0.1`]
    return openTmux(command, { columns: 100, rows: 30 })
  }

  irssi(nick: string, password?: string): Promise<Tmux> {
    const login = password === undefined ? [] : ['-w', `${nick}:${password}`]
    const home = `--home=${join(this.folder, 'irssi')}`
    return openTmux(['irssi', home, '-c', '127.0.0.1', '-p', String(this.#ports[2]), '-n', nick, ...login], {
      columns: 110,
      rows: 40,
    })
  }

  get page(): string {
    return `http://127.0.0.1:${this.#ports[1]}/`
  }

  #settings(): Record<string, string> {
    const [ssh, web, irc] = this.#ports.map(String)
    return { SSH_PORT: ssh ?? '', WEB_PORT: web ?? '', IRC_PORT: irc ?? '' }
  }
}

const signUp = async (name: string, type: (text: string) => Promise<unknown>, enter: () => Promise<unknown>) => {
  await type(`${name}\t`)
  await type(`${name}s-secret`)
  await enter()
}

describe.runIf(haveClients('tmux', 'ssh', 'irssi', 'chromium'))('three faces of one place', () => {
  let street: Street
  let browser: BrowserWindow
  const opened: Tmux[] = []
  const keep = async (tmux: Promise<Tmux>): Promise<Tmux> => {
    opened.push(await tmux)
    return tmux
  }

  beforeAll(async () => {
    street = new Street(await freePorts(3))
    await street.daemon.ready
    browser = await openBrowser({ width: 1000, height: 700 })
  })

  afterAll(async () => {
    for (const tmux of opened) await tmux.kill()
    await browser.close()
    await street.daemon.end('SIGKILL')
    rmSync(street.folder, { recursive: true, force: true })
  })

  test('they read the same archive, hear the same lines, and find all of it again after kill -9', async () => {
    expect(await street.import()).toMatch(/stored\s+[1-9]/)

    // Anna types `ssh new@host`, signs up, and reads the newest thread of the archive.
    const anna = await keep(street.ssh('new'))
    await anna.see('Choose a name and a password')
    await signUp('anna', anna.type, () => anna.press('Enter'))
    await anna.see('Hello anna')
    await anna.type('b')
    await anna.see(BOARD)
    await anna.press('Enter')
    await anna.see(/Subject +Author +Posts/)
    await anna.press('Enter')
    await anna.see(/1 of \d+/)
    for (let steps = 0; steps < 3; steps += 1) await anna.press('Escape')
    await anna.see('Hello anna')
    await anna.type('c')
    await anna.see('#lobby')
    await anna.press('Down', 'Enter')
    await anna.see('Say something to #lobby')

    // Ola signs up in the browser and comes to the lobby.
    const { page } = browser
    await page.goto(new URL('terminal', street.page).href)
    await seeOn(page, 'New here')
    await page.keyboard.press('n')
    await seeOn(page, 'Choose a name and a password')
    await signUp(
      'ola',
      (text) => page.keyboard.type(text, { delay: 5 }),
      () => page.keyboard.press('Enter'),
    )
    await seeOn(page, 'Hello ola')
    await page.keyboard.press('c')
    await seeOn(page, '#lobby')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await seeOn(page, 'Say something to #lobby')

    // Kari makes her account from irssi itself.
    const kari = await keep(street.irssi('kari'))
    await kari.see('Welcome')
    await kari.type('/msg Samband register karis-secret')
    await kari.press('Enter')
    await kari.see(/account/i)
    await kari.type('/join #lobby')
    await kari.press('Enter')
    await kari.see('Users #lobby')

    await anna.type('said over ssh')
    await anna.press('Enter')
    await kari.see('said over ssh')
    await page.keyboard.type('said in the browser')
    await page.keyboard.press('Enter')
    await kari.see('said in the browser')
    await kari.type('said from irssi')
    await kari.press('Enter')
    const lines = ['said over ssh', 'said in the browser', 'said from irssi']
    for (const line of lines) {
      await anna.see(line)
      await kari.see(line)
      await seeOn(page, line)
    }

    // Anna writes an article; then the power goes.
    for (let steps = 0; steps < 2; steps += 1) await anna.press('Escape')
    await anna.see('Hello anna')
    await anna.type('b')
    await anna.see('samband.test')
    await anna.press('End', 'Enter')
    await anna.see('Nothing has been written here yet')
    await anna.type('w')
    await anna.see('To')
    await anna.type('Survives a kill')
    await anna.press('Tab')
    await anna.type('This was posted a moment before kill -9.')
    await anna.press('C-x')
    await anna.see(/Send|Post/)
    await anna.press('Enter')
    await anna.see(/Survives a kill[\s\S]*anna/)
    await street.daemon.end('SIGKILL')

    await street.start().ready
    const again = await keep(street.ssh('anna'))
    await again.see('Password for anna')
    await again.type('annas-secret')
    await again.press('Enter')
    const menu = await again.see('Hello anna')
    for (const line of lines) expect(menu).toContain(line)
    await again.type('b')
    await again.see('samband.test')
    await again.press('End', 'Enter')
    await again.see('Survives a kill')
    await again.press('Enter')
    await again.see('This was posted a moment before kill -9.')
    await page.reload()
    await seeOn(page, 'Log in')
    await page.keyboard.press('l')
    await page.keyboard.type('ola\tolas-secret\r', { delay: 5 })
    await seeOn(page, 'said from irssi')
    const back = await keep(street.irssi('kari', 'karis-secret'))
    await back.see(/Welcome to Samband, kari/)
  }, 120_000)
})
