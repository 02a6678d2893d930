// Headless Chromium at our page, with a fresh profile: opens the terminal, types, and reads what stands on it.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { PROJECT_ROOT } from '../root.ts'
import { findClient } from './real-clients.ts'

export const CHROMIUM = 'chromium'

const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
]

/** Bundles what browsers get, unless that has been done. */
export const buildPages = (): void => {
  if (existsSync(join(PROJECT_ROOT, 'dist/clients/web/manifest.json'))) return
  execFileSync(process.execPath, [join(PROJECT_ROOT, 'scripts/build-web.mjs')])
}

export interface BrowserWindow {
  readonly context: BrowserContext
  readonly page: Page
  /** What went wrong in the page: exceptions, errors on the console, refused by the policy. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

export const openBrowser = async (viewport: { width: number; height: number }): Promise<BrowserWindow> => {
  const executablePath = findClient(CHROMIUM)
  if (executablePath === null) throw new Error('chromium is not installed')
  const profile = mkdtempSync(join(tmpdir(), 'samband-chromium-'))
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: FLAGS, viewport })
  const page = context.pages()[0] ?? (await context.newPage())
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return {
    ...{ context, page, complaints },
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The terminal's rows as text. */
export const screenOf = (page: Page): Promise<string> =>
  page
    .locator('.xterm-rows > div')
    .allTextContents()
    .then((rows) => rows.map((row) => row.replaceAll('\u00a0', ' ').trimEnd()).join('\n'))

/** Waits until the terminal shows the text; gives the screen back. @throws Error with the screen as it was */
export const seeOn = async (page: Page, expected: string | RegExp, milliseconds = 10_000): Promise<string> => {
  const deadline = performance.now() + milliseconds
  for (;;) {
    const screen = await screenOf(page)
    if (typeof expected === 'string' ? screen.includes(expected) : expected.test(screen)) return screen
    if (performance.now() > deadline) throw new Error(`the page never showed ${expected}; it shows:\n${screen}`)
    await page.waitForTimeout(50)
  }
}
