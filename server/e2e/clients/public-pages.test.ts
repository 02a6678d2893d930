// The public pages in a real browser: as a person sees them on a desk and on a phone, as axe-core judges them, and while
// something new comes in.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SessionId } from '../../core/ids.ts'
import { type BrowserWindow, buildPages, CHROMIUM, openBrowser } from '../../testing/chromium.ts'
import { freePorts } from '../../testing/daemon.ts'
import { enliven, type LivelyHouse } from '../../testing/lively-house.ts'
import { haveClients } from '../../testing/real-clients.ts'
import { openWorld, type World } from '../../testing/world.ts'

const DESK = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let world: World
let house: LivelyHouse
let browser: BrowserWindow

const address = (path: string): string => `http://127.0.0.1:${world.port('web')}${path}`
const sessionOf = (name: string): SessionId => house.sessions.get(name) ?? world.console

const PAGES = [
  ...['/', '/boards', '/board/comp.misc', '/thread/courier.3%40example.net', '/channels', '/channel/modems'],
  ...['/channel/lobby', '/who', '/search', '/search?q=third', '/nowhere', '/terminal'],
]

interface Violation {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string }[]
}

/** The violations of WCAG 2.2 AA that axe-core calls serious or critical, one line each. */
const judged = async (): Promise<string[]> => {
  // Through the debugger, so that the page's own policy stays in force for the page.
  await browser.page.evaluate(AXE)
  const { violations } = (await browser.page.evaluate('axe.run()')) as { violations: Violation[] }
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

describe.runIf(haveClients(CHROMIUM))('the public pages', () => {
  beforeAll(async () => {
    buildPages()
    const [ssh, irc, nntp] = await freePorts(3)
    const ports = { SSH_PORT: String(ssh), IRC_PORT: String(irc), NNTP_PORT: String(nntp) }
    world = await openWorld({ settings: { LIMITS_THROTTLE: 'false', ...ports } })
    house = await enliven(world)
    browser = await openBrowser(DESK)
  })

  afterAll(async () => {
    await browser.close()
    await world.close()
  })

  test.each(PAGES)('%s has no serious fault for anybody, by day or night, on a desk or a phone', async (path) => {
    const { page } = browser
    for (const [viewport, colorScheme] of [
      [DESK, 'light'],
      [PHONE, 'dark'],
    ] as const) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme })
      await page.goto(address(path))
      if (path === '/terminal') await page.locator('.xterm-rows > div').first().waitFor()
      expect(await judged()).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width)
    }
  })

  test('ask nobody else for anything, and break no rule of their own policy', async () => {
    const { page, complaints } = browser
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    for (const path of PAGES.filter((each) => each !== '/nowhere')) await page.goto(address(path))
    expect(asked.length).toBeGreaterThan(30)
    expect(asked.filter((url) => !url.startsWith(address('/')) && !url.startsWith('data:'))).toEqual([])
    expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([])
  })

  test('are painted at once', async () => {
    await browser.page.goto(address('/'))
    const painted = () =>
      browser.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity")
    await expect.poll(painted).toBeLessThan(1000)
  })

  test('work without a script', async () => {
    const { context } = browser
    const page = await context.newPage()
    await page.route('**/*.js', (route) => route.abort())
    await page.goto(address('/'))
    await page.getByRole('link', { name: 'USR Courier on the shelf' }).click()
    await page.getByRole('link', { name: 'answers Ola' }).click()
    expect(page.url()).toMatch(/#m[0-9a-f]{12}$/)
    await page.getByRole('link', { name: 'Search', exact: true }).first().click()
    await page.getByRole('searchbox').fill('enthusiasm')
    await page.keyboard.press('Enter')
    expect(await page.locator('mark').first().textContent()).toBe('enthusiasm')
    await page.close()
  })

  test('show a new thread on the board and the start page within 100 ms of its being written', async () => {
    for (const path of ['/', '/board/rec.music']) {
      const { page } = browser
      await page.goto(address(path))
      await page.locator('main[data-listening]').waitFor()
      const delays: number[] = []
      for (const round of [1, 2, 3]) {
        await page.evaluate(WATCH)
        const subject = `Heard on ${path}, ${round}`
        const started = Date.now()
        const session = sessionOf(['kari', 'ola', 'per'][round - 1] ?? '')
        await world.core.boards.post({ session, boards: ['rec.music'], subject, text: 'x\n' })
        const row = page.locator('[data-rows="threads"] > li').first()
        await expect.poll(() => row.textContent()).toContain(subject)
        delays.push(Number(await page.evaluate('window.changedAt')) - started)
      }
      // The machine may be busy with other tests; the house is not what is slow then.
      expect(Math.min(...delays)).toBeLessThan(100)
    }
  })

  test('put a new answer into its place in the thread, and in the tree', async () => {
    const { page } = browser
    await page.goto(address('/thread/courier.1%40example.net'))
    await page.locator('main[data-listening]').waitFor()
    const before = await page.locator('.articles > article').count()
    await page.evaluate(WATCH)
    const started = Date.now()
    const answer = { subject: 'Re: USR Courier on the shelf', text: 'Mine has five lights.\n' }
    await world.core.boards.post({
      ...{ session: sessionOf('per'), boards: ['comp.misc'], ...answer },
      inReplyTo: '<courier.2@example.net>' as LivelyHouse['thread'],
    })
    await expect.poll(() => page.locator('.articles > article').count()).toBe(before + 1)
    expect(Number(await page.evaluate('window.changedAt')) - started).toBeLessThan(1000)
    expect(await page.locator('.articles > article').nth(3).textContent()).toContain('Mine has five lights.')
    expect(await page.locator('.tree li').nth(3).textContent()).toContain('per')
    const live = await page.locator('.articles').innerHTML()
    await page.reload()
    expect(await page.locator('.articles').innerHTML()).toBe(live.replaceAll(' fresh"', '"'))
  })

  test('show a line of a public log as it is said', async () => {
    const { page } = browser
    await page.goto(address('/channel/modems'))
    await page.locator('main[data-listening]').waitFor()
    await page.evaluate(WATCH)
    const started = Date.now()
    await world.core.channels.say({ session: sessionOf('ingrid'), channel: '#modems', text: 'can you see <this>?' })
    await expect.poll(() => page.locator('.log li').last().textContent()).toContain('can you see <this>?')
    expect(Number(await page.evaluate('window.changedAt')) - started).toBeLessThan(1000)
  })

  test('catch up with what came while the line was down', async () => {
    const { page, context } = browser
    await page.goto(address('/board/local.projects'))
    await page.locator('main[data-listening]').waitFor()
    await context.setOffline(true)
    const words = { subject: 'Written in the dark', text: 'x\n' }
    await world.core.boards.post({ session: sessionOf('ola'), boards: ['local.projects'], ...words })
    await context.setOffline(false)
    await page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    await expect.poll(() => page.locator('[data-rows="threads"]').textContent()).toContain('Written in the dark')
  })

  test('have feeds that are well-formed Atom with all that RFC 4287 asks for', async () => {
    const { page } = browser
    const evil = { subject: ']]> & <x> "\u0007"', text: '<b>&amp;\n]]>\n' }
    await world.core.boards.post({ session: sessionOf('ingrid'), boards: ['comp.misc'], ...evil })
    await page.goto(address('/board/comp.misc'))
    for (const path of ['/board/comp.misc/atom', '/thread/courier.3%40example.net/atom']) {
      const feed = (await page.evaluate(`(${readFeed})('${path}')`)) as Feed
      expect(feed.fault).toBeNull()
      expect(feed.missing).toEqual([])
      expect(feed.entries.length).toBeGreaterThan(4)
      expect(new Set(feed.entries.map(({ id }) => id)).size).toBe(feed.entries.length)
      const answer = feed.entries.find(({ id }) => id === 'news:courier.2@example.net')
      expect(answer).toMatchObject({ title: 'USR Courier on the shelf', inReplyTo: 'news:courier.1@example.net' })
      expect(answer?.content).toContain('<blockquote class="q1">')
    }
  })

  test('offer what is there to be copied', async () => {
    const { page, context } = browser
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(address('/'))
    const line = `ssh -p ${world.config.ssh.port} new@localhost`
    await page
      .getByRole('button', { name: `Copy: ${line}` })
      .first()
      .click()
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toContain(line)
  })

  test('lead into the terminal, where the same people are', async () => {
    const { page } = browser
    await page.goto(address('/'))
    await page.getByRole('link', { name: 'Open the terminal' }).click()
    await page.locator('.xterm-rows > div', { hasText: 'Look around' }).first().waitFor()
  })
})

/** Notes when the page last changed, on the clock that the test reads too. */
const WATCH = `window.changedAt = null; new MutationObserver(() => { window.changedAt ??= Date.now() })
  .observe(document.querySelector('main'), { childList: true, subtree: true })`

interface Feed {
  readonly fault: string | null
  readonly missing: readonly string[]
  readonly entries: readonly { id: string; title: string; inReplyTo: string | null; content: string }[]
}

/** Runs in the page: its XML parser is the strictest one there is here. */
const readFeed = `async (path) => {
  const xml = new DOMParser().parseFromString(await (await fetch(path)).text(), 'application/xml')
  const atom = 'http://www.w3.org/2005/Atom'
  const own = (element, name) => [...element.children].filter((child) => child.namespaceURI === atom && child.localName === name)
  const missing = []
  const need = (element, names) => {
    for (const name of names) if (own(element, name).length !== 1) missing.push(element.localName + ' ' + name)
  }
  const feed = xml.documentElement
  if (feed.localName !== 'feed' || feed.namespaceURI !== atom) missing.push('feed')
  need(feed, ['id', 'title', 'updated'])
  if (own(feed, 'link').filter((link) => link.getAttribute('rel') === 'self').length !== 1) missing.push('self')
  const entries = own(feed, 'entry')
  for (const entry of entries) need(entry, ['id', 'title', 'updated', 'author', 'content'])
  const stamps = [...feed.getElementsByTagNameNS(atom, 'updated')].map((stamp) => stamp.textContent)
  for (const stamp of stamps) if (!/^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$/.test(stamp)) missing.push(stamp)
  return {
    fault: xml.querySelector('parsererror')?.textContent ?? null,
    missing,
    entries: entries.map((entry) => ({
      id: own(entry, 'id')[0].textContent,
      title: own(entry, 'title')[0].textContent,
      inReplyTo: entry.getElementsByTagNameNS('http://purl.org/syndication/thread/1.0', 'in-reply-to')[0]?.getAttribute('ref') ?? null,
      content: own(entry, 'content')[0].textContent,
    })),
  }
}`
