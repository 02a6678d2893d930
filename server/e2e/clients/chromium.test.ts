// The browser terminal in a real browser.

import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type BrowserWindow, buildPages, CHROMIUM, openBrowser, screenOf, seeOn } from '../../testing/chromium.ts'
import { haveClients } from '../../testing/real-clients.ts'
import { openWorld, type World } from '../../testing/world.ts'

let world: World
let browser: BrowserWindow
let wire: Wire | null = null

beforeAll(buildPages)

afterEach(async () => {
  await browser.close()
  await world.close()
  wire?.close()
  wire = null
})

/** A stretch of wire between browser and house that can be cut. */
interface Wire {
  readonly port: number
  cut(): void
  close(): void
}

const layWire = (target: number): Promise<Wire> =>
  new Promise((resolve) => {
    const ends = new Set<Socket>()
    const server: Server = createServer((near) => {
      const far = connect(target, '127.0.0.1')
      for (const end of [near, far]) {
        ends.add(end)
        end.on('error', () => {})
        end.on('close', () => {
          ends.delete(end)
          near.destroy()
          far.destroy()
        })
      }
      near.pipe(far).pipe(near)
    })
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      const cut = (): void => {
        for (const end of ends) end.destroy()
      }
      resolve({
        port,
        cut,
        close: () => {
          cut()
          server.close()
        },
      })
    })
  })

const DESK = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }

const open = async (port: number, viewport = DESK): Promise<void> => {
  browser = await openBrowser(viewport)
  await browser.page.goto(`http://127.0.0.1:${port}/terminal`)
  await seeOn(browser.page, 'Look around')
}

const signUp = async (name: string): Promise<void> => {
  const { page } = browser
  await page.keyboard.press('n')
  await seeOn(page, 'Choose a name and a password')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
  await page.keyboard.type('correct horse battery')
  await page.keyboard.press('Enter')
  await seeOn(page, 'Main menu')
}

const state = () => browser.page.locator('#state')

describe.runIf(haveClients(CHROMIUM))('Chromium', () => {
  test('somebody opens the page, types at once, signs up and sees the menu', async () => {
    world = await openWorld({ settings: { SERVER_NAME: 'The <Lighthouse>' } })
    await open(world.port('web'))
    expect(await browser.page.title()).toBe('The <Lighthouse>')
    expect(await state().textContent()).toBe('Connected')
    const paints = await browser.page.evaluate(() => performance.getEntriesByName('first-contentful-paint'))
    expect(paints[0]?.startTime).toBeLessThan(1000)
    await signUp('mara')
    const online = await world.core.sessions.online({ session: world.console })
    expect(online.map(({ nick, faces }) => [nick, faces])).toEqual([['mara', ['web']]])
    expect(browser.complaints).toEqual([])
  })

  test('a phone gets a terminal of its width and the keys it does not have', async () => {
    world = await openWorld()
    await open(world.port('web'), PHONE)
    const { page } = browser
    const back = page.getByRole('button', { name: 'Escape' })
    expect(await back.isVisible()).toBe(true)
    const columns = Math.max(...(await screenOf(page)).split('\n').map((row) => row.length))
    expect(columns).toBeGreaterThanOrEqual(38)
    expect(columns).toBeLessThanOrEqual(60)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width)
    await page.keyboard.press('n')
    await seeOn(page, 'Choose a name and a password')
    await back.click()
    await seeOn(page, 'Look around')
    // The cursor was left on "New here"; below it is "Look around".
    await page.getByRole('button', { name: 'Down' }).click()
    await page.keyboard.press('Enter')
    await seeOn(page, 'You are looking around')
    expect(browser.complaints).toEqual([])
  })

  test('a line that drops comes back by itself, to the same screen and the same person', async () => {
    world = await openWorld()
    wire = await layWire(world.port('web'))
    await open(wire.port)
    await signUp('mara')
    await browser.page.keyboard.press('h')
    await seeOn(browser.page, 'How to connect')
    wire.cut()
    await expect.poll(() => state().textContent()).toBe('Connected again')
    await seeOn(browser.page, 'How to connect')
    await browser.page.keyboard.press('Escape')
    await seeOn(browser.page, 'Main menu')
    expect(await world.core.sessions.online({ session: world.console })).toHaveLength(1)
  })

  test('a page that is loaded again finds its caller, painted whole', async () => {
    world = await openWorld()
    await open(world.port('web'))
    await signUp('mara')
    await browser.page.reload()
    await seeOn(browser.page, 'Main menu')
    await seeOn(browser.page, 'mara')
    expect(await world.core.sessions.online({ session: world.console })).toHaveLength(1)
  })

  test('after goodbye nothing happens until somebody asks to connect again', async () => {
    world = await openWorld()
    await open(world.port('web'))
    const { page } = browser
    await signUp('mara')
    await page.keyboard.press('g')
    await seeOn(page, 'Yes')
    await page.keyboard.press('Enter')
    const again = page.getByRole('button', { name: 'Connect again' })
    await again.waitFor()
    expect(await state().textContent()).toBe('Disconnected')
    await page.waitForTimeout(1000)
    expect(await world.core.sessions.online({ session: world.console })).toEqual([])
    await again.click()
    await seeOn(page, 'Look around')
    await page.keyboard.press('n')
    await seeOn(page, 'Choose a name and a password')
  })

  test('when the house restarts the page waits and comes back', async () => {
    world = await openWorld()
    const port = String(world.port('web'))
    await open(world.port('web'))
    await world.close()
    await expect.poll(() => state().textContent()).toContain('The line dropped')
    world = await openWorld({ settings: { WEB_PORT: port } })
    await expect.poll(() => state().textContent(), { timeout: 20_000 }).toBe('Connected anew')
    await seeOn(browser.page, 'Look around')
  })

  test('text grows and shrinks, and the size is remembered', async () => {
    world = await openWorld()
    await open(world.port('web'))
    const { page } = browser
    const rows = () => page.locator('.xterm-rows > div').count()
    const before = await rows()
    await page.getByRole('button', { name: 'Look' }).click()
    for (let step = 0; step < 4; step += 1) await page.getByRole('button', { name: 'Larger' }).click()
    await page.keyboard.press('Escape')
    await expect.poll(rows).toBeLessThan(before)
    const larger = await rows()
    await seeOn(page, 'Look around')
    await page.reload()
    await seeOn(page, 'Look around')
    expect(await rows()).toBe(larger)
    await page.keyboard.press('n')
    await seeOn(page, 'Choose a name and a password')
  })

  test('what is copied elsewhere is pasted with Ctrl-V, and a selection is copied with Ctrl-C', async () => {
    world = await openWorld()
    await open(world.port('web'))
    const { page, context } = browser
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate("navigator.clipboard.writeText('mara')")
    await page.keyboard.press('n')
    await seeOn(page, 'Choose a name and a password')
    await page.keyboard.press('Control+v')
    await seeOn(page, 'mara is free')
    const row = page.locator('.xterm-rows > div', { hasText: 'Choose a name' })
    const { x = 0, y = 0, width = 0 } = (await row.boundingBox()) ?? {}
    const texts = await page.locator('.xterm-rows > div').allTextContents()
    const cell = width / Math.max(...texts.map((text) => text.length))
    await page.mouse.dblclick(x + cell * ((await row.textContent()) ?? '').indexOf('hoose'), y + 8)
    await page.keyboard.press('Control+c')
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe('Choose')
    await seeOn(page, 'Choose a name and a password')
  })

  test('colours are chosen and remembered, for the terminal and the page around it', async () => {
    world = await openWorld()
    await open(world.port('web'))
    const { page } = browser
    const ground = () => page.evaluate("getComputedStyle(document.querySelector('.xterm-viewport')).backgroundColor")
    const night = await ground()
    await page.getByRole('button', { name: 'Look' }).click()
    await page.getByRole('combobox', { name: 'Colours' }).selectOption('Paper')
    await expect.poll(ground).not.toBe(night)
    const paper = await ground()
    await page.reload()
    await seeOn(page, 'Look around')
    expect(await ground()).toBe(paper)
    await page.keyboard.press('n')
    await seeOn(page, 'Choose a name and a password')
  })

  test('a screen reader gets lines in place of screens, and screens again when it goes', async () => {
    world = await openWorld()
    await open(world.port('web'))
    const { page } = browser
    await page.getByRole('button', { name: 'Look' }).click()
    const lines = page.getByRole('button', { name: 'Lines' })
    await lines.click()
    await expect.poll(() => page.locator('.xterm-accessibility').count()).toBe(1)
    expect(await lines.getAttribute('aria-pressed')).toBe('true')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.xterm-accessibility').textContent()).toContain('Look around')
    await page.reload()
    await expect.poll(() => page.locator('.xterm-accessibility').textContent()).toContain('Look around')
    await page.getByRole('button', { name: 'Look' }).click()
    await page.getByRole('button', { name: 'Lines' }).click()
    await expect.poll(() => page.locator('.xterm-accessibility').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await seeOn(page, 'Choose a name and a password')
    expect(browser.complaints).toEqual([])
  })

  test('a phone copies and pastes by the bar above', async () => {
    world = await openWorld()
    await open(world.port('web'), PHONE)
    const { page, context } = browser
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy' }).click()
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toContain('Look around')
    await page.keyboard.press('n')
    await seeOn(page, 'Choose a name and a password')
    await page.evaluate("navigator.clipboard.writeText('mara')")
    await page.getByRole('button', { name: 'Paste' }).click()
    await seeOn(page, 'mara is free')
  })

  test('where there is a graphics card it draws, and the page works as before', async () => {
    world = await openWorld()
    browser = await openBrowser(DESK)
    const { page } = browser
    // There is none here; the processor plays one when it is asked to.
    await page.addInitScript("localStorage.setItem('samband.drawing', 'webgl')")
    await page.goto(`http://127.0.0.1:${world.port('web')}/terminal`)
    await page.locator('html[data-drawing="webgl"]').waitFor()
    expect(await page.locator('.xterm-screen canvas').count()).toBeGreaterThan(0)
    await page.keyboard.press('g')
    await expect
      .poll(async () => (await world.core.sessions.online({ session: world.console })).length, { timeout: 5000 })
      .toBe(1)
    expect(browser.complaints).toEqual([])
  })
})
