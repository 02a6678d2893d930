import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { dataPath } from '../../root.ts'
import type { Caller, CallerOptions } from '../../screens/caller.ts'
import { callFromBrowser, openSocket } from '../../testing/browser-caller.ts'
import { openCore, passwordFor, type TestCore } from '../../testing/core.ts'
import type { Gateway, Log } from '../gateway.ts'
import { createWebGateway } from './gateway.ts'

// The screens are somebody else's business here: this caller says how it was opened and echoes what it hears.
const echoCaller = ({ terminal, entry, link, session, rendering, onShown }: CallerOptions): Caller => {
  let lines = 0
  if (rendering === 'line') onShown?.('line')
  terminal.write(`[${entry}] ${terminal.columns}x${terminal.rows}\r\n`)
  terminal.onInput((text) => {
    lines += 1
    if (text === 'quit') {
      terminal.write('goodbye')
      terminal.close()
    } else if (text === 'break') throw new Error('a broken screen')
    else if (text === 'flood') terminal.write('x'.repeat(400_000))
    else if (text.startsWith('sign in ')) {
      const name = text.slice('sign in '.length)
      void link.core.accounts.signIn({ session, name, password: passwordFor(name) }).then(() => terminal.write('in'))
    } else terminal.write(`<${text}>`)
  })
  terminal.onResize(() => terminal.write(`now ${terminal.columns}x${terminal.rows}`))
  return {
    render: (wanted) => {
      terminal.write(`given as ${wanted}`)
      onShown?.(wanted === 'line' ? 'line' : 'full')
    },
    redraw: () => terminal.write(`redrawn after ${lines} lines at ${terminal.columns}x${terminal.rows}`),
    close: (reason) => {
      terminal.write(reason)
      terminal.close()
    },
  }
}

const logged: string[] = []
const record = (fields: object, message: string): void => {
  logged.push(`${message} ${'err' in fields ? String(fields.err) : ''}`)
}
const log: Log = { debug: () => {}, info: () => {}, warn: record, error: record }

let assetsFolder: string
let core: TestCore
let gateway: Gateway
let port: number

const open = async (settings: { throttle?: boolean; origins?: string[]; name?: string } = {}): Promise<void> => {
  core = openCore()
  gateway = createWebGateway({
    ...{ link: core.house.link, log, listen: { host: '127.0.0.1', port: 0 }, openCaller: echoCaller, assetsFolder },
    house: { name: settings.name ?? 'Testhouse', ways: [], dataFolders: [dataPath()] },
    site: { address: 'https://house.example', hostname: 'house.example', guides: [], robots: false },
    ...{ throttle: settings.throttle ?? true, origins: settings.origins ?? [], proxies: [] },
  })
  await gateway.listen()
  port = gateway.port
}

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}${path}`, { headers })

const online = (): number => core.sessions.online({ session: core.console }).length

beforeAll(() => {
  assetsFolder = mkdtempSync(join(tmpdir(), 'samband-assets-'))
  mkdirSync(join(assetsFolder, 'assets'))
  const manifest = { 'site.css': '/assets/site.css', 'site.js': '/assets/site.js', 'icon.svg': '/assets/icon.svg' }
  writeFileSync(join(assetsFolder, 'manifest.json'), JSON.stringify(manifest))
  writeFileSync(join(assetsFolder, 'terminal.html'), '<title>{{house}}</title>')
  writeFileSync(join(assetsFolder, 'assets', 'terminal-0123456789.js'), 'plain')
  writeFileSync(join(assetsFolder, 'assets', 'terminal-0123456789.js.br'), 'not really brotli')
})

beforeEach(() => {
  logged.length = 0
})

afterEach(async () => {
  await gateway.close('The test is over.')
  core.close()
})

afterAll(() => rmSync(assetsFolder, { recursive: true }))

test('the terminal carries the name of the house, and a policy against everything else', async () => {
  await open({ name: '<b>Tom & "Jerry"</b>' })
  const page = await get('/terminal')
  expect(page.status).toBe(200)
  expect(await page.text()).toBe('<title>&lt;b&gt;Tom &amp; &quot;Jerry&quot;&lt;/b&gt;</title>')
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'; script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  const etag = page.headers.get('etag') ?? ''
  expect((await get('/terminal', { 'if-none-match': etag })).status).toBe(304)
})

test('the bundle may be kept for ever, and goes out compressed to those who take it', async () => {
  await open()
  const script = await get('/assets/terminal-0123456789.js', { 'accept-encoding': 'identity' })
  expect(await script.text()).toBe('plain')
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(script.headers.get('vary')).toBe('accept-encoding')
  const raw = await rawRequest('GET /assets/terminal-0123456789.js HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br\r\n')
  expect(raw).toMatch(/content-encoding: br/i)
  expect(raw).toContain('not really brotli')
})

test('a wrong address gets a kind page with all the headers, and no path leads out of the folder', async () => {
  await open()
  for (const path of ['/nothing', '/assets/nothing.js', '/assets/..%2findex.html', '/assets/../../package.json']) {
    const page = await get(path)
    expect(page.status).toBe(404)
    expect(await page.text()).toContain('There is nothing at this address.')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  }
})

test('the health check answers in JSON', async () => {
  await open()
  const health = await get('/healthz')
  expect(await health.json()).toEqual({ status: 'ok' })
})

test('whoever asks for pages all the time is asked to wait', async () => {
  await open()
  const statuses = await Promise.all(Array.from({ length: 320 }, async () => (await get('/healthz')).status))
  expect(statuses.filter((status) => status === 200)).toHaveLength(300)
  expect(statuses.filter((status) => status === 429)).toHaveLength(20)
})

test('a caller is welcomed, draws, types and resizes', async () => {
  await open()
  const caller = await callFromBrowser({ port, columns: 100, rows: 30 })
  expect((await caller.welcome()).resumed).toBe(false)
  await caller.expect('[welcome] 100x30')
  caller.type('blåbær')
  await caller.expect('<blåbær>')
  caller.resize(60, 20)
  await caller.expect('now 60x20')
})

test('a screen reader is told to the screens, and the page hears how they are given', async () => {
  await open()
  const caller = await callFromBrowser({ port, reader: true })
  await caller.expect('[welcome]')
  const told = () => caller.frames().filter(({ type }) => type === 'shown')
  expect(told()).toEqual([{ type: 'shown', inLines: true }])
  caller.send('{"type":"reader","on":false}')
  await caller.expect('given as auto')
  await expect.poll(told).toEqual([
    { type: 'shown', inLines: true },
    { type: 'shown', inLines: false },
  ])
})

test('no page but our own opens a terminal', async () => {
  await open({ origins: ['https://bbs.example.org'] })
  for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${port + 1}`, null]) {
    await expect(openSocket({ port, origin })).rejects.toThrow('403')
  }
  const socket = await openSocket({ port, origin: 'https://bbs.example.org' })
  socket.terminate()
})

test('a dropped line finds its caller again, with everything as it was', async () => {
  await open()
  await core.accounts.add({ session: core.console, name: 'mara', password: passwordFor('mara') })
  const first = await callFromBrowser({ port })
  const { resumeToken } = await first.welcome()
  await first.expect('[welcome]')
  first.type('sign in mara')
  await first.expect('in')
  first.socket.terminate()
  await first.closed
  expect(online()).toBe(1)
  const second = await callFromBrowser({ port, resume: resumeToken, columns: 90, rows: 25 })
  expect(await second.welcome()).toEqual({ type: 'welcome', resumeToken, resumed: true })
  await second.expect('redrawn after 1 lines at 90x25')
  second.type('still me')
  await second.expect('<still me>')
  expect(online()).toBe(1)
})

test('a second tab with a copy of the token gets a caller of its own', async () => {
  await open()
  const first = await callFromBrowser({ port })
  const { resumeToken } = await first.welcome()
  const second = await callFromBrowser({ port, resume: resumeToken })
  const welcome = await second.welcome()
  expect(welcome.resumed).toBe(false)
  expect(welcome.resumeToken).not.toBe(resumeToken)
  first.type('still here')
  await first.expect('<still here>')
})

test('a line that is dead without knowing it is taken over', async () => {
  await open()
  const first = await callFromBrowser({ port })
  const { resumeToken } = await first.welcome()
  // A laptop that was closed: it answers no ping any more.
  first.socket.pause()
  const second = await callFromBrowser({ port, resume: resumeToken })
  expect((await second.welcome()).resumed).toBe(true)
  second.type('here again')
  await second.expect('<here again>')
})

test('an unknown token is no way in', async () => {
  await open()
  const caller = await callFromBrowser({ port, resume: 'A'.repeat(32) })
  expect((await caller.welcome()).resumed).toBe(false)
})

test('somebody who leaves hears goodbye and bye, and the token is worth nothing any more', async () => {
  await open()
  const caller = await callFromBrowser({ port })
  const { resumeToken } = await caller.welcome()
  caller.type('quit')
  await caller.expect('goodbye')
  expect(await caller.closed).toBe(1000)
  expect(caller.frames().at(-1)).toEqual({ type: 'bye', reason: 'You have left.' })
  const again = await callFromBrowser({ port, resume: resumeToken })
  expect((await again.welcome()).resumed).toBe(false)
})

test('somebody who is banned hears why, on the screen and in the frame', async () => {
  await open()
  await core.accounts.add({ session: core.console, name: 'troll', password: passwordFor('troll') })
  const caller = await callFromBrowser({ port })
  caller.type('sign in troll')
  await caller.expect('in')
  core.accounts.ban({ session: core.console, name: 'troll', reason: 'shouting', until: null })
  await caller.closed
  expect(caller.received.text).toContain('shouting')
  expect(caller.frames().at(-1)).toEqual({ type: 'bye', reason: expect.stringContaining('shouting') })
})

test.each([
  ['no JSON', 'garbage'],
  ['an unknown frame', '{"type":"root"}'],
  ['a second hello', '{"type":"hello","columns":80,"rows":24}'],
  ['a size from outer space', '{"type":"resize","columns":1e9,"rows":-1}'],
])('%s closes that line and no other', async (_, frame) => {
  await open()
  const other = await callFromBrowser({ port })
  const caller = await callFromBrowser({ port })
  await caller.welcome()
  caller.send(frame)
  expect(await caller.closed).toBe(1008)
  other.type('hello')
  await other.expect('<hello>')
})

test('a frame past 64 KiB and binary noise close the line', async () => {
  await open()
  const large = await callFromBrowser({ port })
  await large.welcome()
  large.send('x'.repeat(65 * 1024))
  expect(await large.closed).toBe(1009)
  const noisy = await callFromBrowser({ port })
  await noisy.welcome()
  noisy.socket.send(Buffer.from([0, 1, 2, 255]))
  expect(await noisy.closed).toBe(1008)
})

test('a tab that never reads is cut off, and its caller waits for it', async () => {
  await open()
  const stalled = await callFromBrowser({ port })
  const { resumeToken } = await stalled.welcome()
  const other = await callFromBrowser({ port })
  stalled.socket.pause()
  for (let lines = 0; lines < 40; lines += 1) {
    stalled.type('flood')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  other.type('hello')
  await other.expect('<hello>')
  stalled.socket.resume()
  await stalled.closed
  const again = await callFromBrowser({ port, resume: resumeToken })
  expect((await again.welcome()).resumed).toBe(true)
})

test('a screen that throws is logged and harms nobody else', async () => {
  await open()
  const unlucky = await callFromBrowser({ port })
  const other = await callFromBrowser({ port })
  unlucky.type('break')
  await expect.poll(() => logged).toEqual([expect.stringContaining('a broken screen')])
  other.type('hello')
  await other.expect('<hello>')
})

test('a crowd that never says hello pushes out itself, not a caller', async () => {
  await open()
  const crowd = await Promise.all(Array.from({ length: 50 }, () => openSocket({ port })))
  await expect.poll(() => crowd.filter((socket) => socket.readyState === socket.CLOSED).length).toBeGreaterThan(25)
  const caller = await callFromBrowser({ port })
  await caller.expect('[welcome]')
})

test('half a request and plain garbage harm nobody', async () => {
  await open()
  const half = connect(port, '127.0.0.1')
  half.on('error', () => {})
  half.write('GET / HT')
  expect(await rawRequest('\u0000\u0001\u0002 garbage')).toContain('400')
  expect(
    await rawRequest('GET /terminal HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX: '),
  ).toContain('403')
  expect(
    await rawRequest('GET /else HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX: '),
  ).toContain('404')
  const caller = await callFromBrowser({ port })
  await caller.expect('[welcome]')
  half.destroy()
})

test('when the house restarts, tabs are told to come back', async () => {
  await open()
  const caller = await callFromBrowser({ port })
  await caller.welcome()
  await gateway.close('Back in a minute.')
  expect(await caller.closed).toBe(1012)
  expect(caller.received.text).toContain('Back in a minute.')
  expect(caller.frames().filter(({ type }) => type === 'bye')).toEqual([])
})

const rawRequest = (head: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(answer))
    socket.write(`${head}Connection: close\r\n\r\n`)
  })
