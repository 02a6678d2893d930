// The public pages over plain HTTP: what a visitor without an account reads, and what is kept from them.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MessageId, SessionId } from '../core/ids.ts'
import { enliven, type LivelyHouse } from '../testing/lively-house.ts'
import { openWorld, type World } from '../testing/world.ts'
import { MboxReader } from '../wire/article/mbox.ts'

let world: World
let house: LivelyHouse

const open = async (settings: Record<string, string> = {}): Promise<void> => {
  world = await openWorld({ settings })
  house = await enliven(world)
}

const get = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${world.port('web')}${path}`, { redirect: 'manual', ...init })

const read = async (path: string, headers: Record<string, string> = {}): Promise<string> => {
  const answer = await get(path, { headers })
  expect([path, answer.status]).toEqual([path, 200])
  return answer.text()
}

const statusOf = async (path: string, init: RequestInit = {}): Promise<number> => (await get(path, init)).status

const sessionOf = (name: string): SessionId => {
  const session = house.sessions.get(name)
  if (session === undefined) throw new Error(`${name} is not here`)
  return session
}

const importInto = (board: string, fields: readonly string[], body = 'text') =>
  world.core.boards.import({
    ...{ session: world.console, board },
    articles: [Buffer.from([...fields, 'Date: Sun, 22 Nov 2026 10:00:00 +0000', '', body, ''].join('\r\n'))],
  })

afterEach(() => world.close())

describe('a house that is open to guests', () => {
  beforeEach(() => open())

  test('shows who is on, what is written and where people talk, and every way in', async () => {
    const page = await read('/')
    for (const words of ['kari', 'Hello from Bergen', 'USR Courier on the shelf', '#modems', 'Open the terminal']) {
      expect(page).toContain(words)
    }
    expect(page).not.toContain('samband.staff')
    expect(page).not.toContain('#staff')
  })

  test('speaks the language of the browser', async () => {
    const page = await read('/', { 'accept-language': 'nb-NO,nb;q=0.9,en;q=0.5' })
    expect(page).toContain('<html lang="nb">')
    expect(page).toContain('Åpne terminalen')
    expect(await read('/')).toContain('<html lang="en">')
  })

  test('shows a thread as a tree with its quotes, and what is missing in its place', async () => {
    const page = await read('/thread/courier.3%40example.net')
    expect(page).toContain('<h1>USR Courier on the shelf</h1>')
    expect(page.match(/<article id="m[0-9a-f]{12}"/g)).toHaveLength(6)
    expect(page).toContain('an article that is not here')
    expect(page).toContain('&lt;courier.4@example.net&gt;')
    expect(page).toContain('<blockquote class="q2"><p>Does anybody know what the third light means?</p></blockquote>')
    expect(page).toMatch(/<a class="parent" href="#m[0-9a-f]{12}">answers Ola<\/a>/)
    expect(page).toContain('<link rel="canonical" href="http://localhost/thread/courier.1%40example.net">')
    expect(page).toContain('type="application/atom+xml"')
  })

  test('a thread of more than a page is found by any of its articles', async () => {
    const root = '<long.0@x>'
    for (let first = 0; first < 120; first += 40) {
      const articles = Array.from({ length: 40 }, (_, at) => {
        const number = first + at
        const date = new Date(Date.UTC(2026, 10, 1) + number * 60_000).toUTCString()
        const answers = number === 0 ? [] : [`References: ${root}`]
        return Buffer.from(
          [`From: a@x`, `Subject: long ${number}`, `Message-ID: <long.${number}@x>`, `Date: ${date}`, ...answers]
            .concat('', `body ${number}`, '')
            .join('\r\n'),
        )
      })
      await world.core.boards.import({ session: world.console, board: 'rec.books', articles })
    }
    const page = await read('/thread/long.119%40x')
    expect(page).toContain('<p>body 119</p>')
    expect(page).not.toContain('<p>body 99</p>')
    expect(page).toContain('rel="prev" href="http://localhost/thread/long.0%40x?page=2"')
    expect(await read('/thread/long.0%40x?page=2')).toContain('<p>body 99</p>')
    expect(await statusOf('/thread/long.0%40x?page=4')).toBe(404)
    expect(await statusOf('/thread/long.0%40x?page=x')).toBe(404)
  })

  test('leads through a board page by page to its oldest thread', async () => {
    const articles = Array.from({ length: 120 }, (_, number) =>
      Buffer.from([`From: a@x`, `Subject: topic ${number}`, `Message-ID: <t${number}@x>`, '', 'b', ''].join('\r\n')),
    )
    await world.core.boards.import({ session: world.console, board: 'samband.test', articles })
    const seen: string[] = []
    let path: string | undefined = '/board/samband.test'
    for (let pages = 0; path !== undefined && pages < 5; pages += 1) {
      const page: string = await read(path)
      seen.push(...[...page.matchAll(/>topic (\d+)</g)].map(([, number]) => number ?? ''))
      path = /<a href="(\/board\/samband\.test\?before=\d+)" rel="next">/.exec(page)?.[1]
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, number) => String(119 - number)))
  })

  test('a Message-ID may hold anything that an address cannot', async () => {
    const messageId = '<a/b+c%d?e#f&g@x>'
    await importInto('rec.books', ['From: a@x', 'Subject: odd', `Message-ID: ${messageId}`])
    expect(await read('/thread/a%2Fb%2Bc%25d%3Fe%23f%26g%40x')).toContain('<h1>odd</h1>')
    expect(await read('/message/a%2Fb%2Bc%25d%3Fe%23f%26g%40x/raw')).toContain(`Message-ID: ${messageId}`)
    expect(await read('/thread/a%2Fb%2Bc%25d%3Fe%23f%26g%40x/mbox')).toContain('Subject: odd')
    await importInto('rec.books', ['From: a@x', 'Subject: slash', 'Message-ID: <a/b@x>'])
    expect(await read('/thread/a/b@x')).toContain('<h1>slash</h1>')
    expect(await statusOf('/thread/%zz')).toBeGreaterThanOrEqual(400)
    expect(await statusOf('/thread/')).toBe(404)
  })

  test('an article by itself leads to its place in the thread, and can be had as it was sent', async () => {
    const answer = await get('/message/courier.2%40example.net')
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toMatch(/^\/thread\/courier\.2%40example\.net#m[0-9a-f]{12}$/)
    const raw = await get('/message/courier.2%40example.net/raw')
    expect(raw.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await raw.text()).toMatch(/^From: Ola <ola@example.net>\r\n/)
  })

  test('hostile subjects, names and texts are shown and not obeyed', async () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    await importInto('rec.books', [`From: ${evil}`, `Subject: ${evil}`, 'Message-ID: <evil@x>'], evil)
    await world.core.channels.setTopic({ session: sessionOf('kari'), channel: '#modems', topic: evil })
    await world.core.channels.say({ session: sessionOf('ola'), channel: '#modems', text: evil })
    const paths = ['/', '/board/rec.books', '/thread/evil%40x', '/channels', '/channel/modems', '/search?q=script']
    for (const path of [...paths, `/search?q=${encodeURIComponent(evil)}`, `/${encodeURIComponent(evil)}`]) {
      const answer = await get(path)
      const page = await answer.text()
      expect(page).not.toMatch(/<(?:script>|img)/)
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';")
      expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
    }
    expect(await read('/thread/evil%40x')).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  })

  test('what guests may not see is not there, whatever way they ask', async () => {
    await importInto('samband.staff', ['From: a@x', 'Subject: hush', 'Message-ID: <hush@x>'])
    await importInto('samband.staff', [
      'From: a@x',
      'Subject: re',
      'Message-ID: <hush2@x>',
      `References: ${house.thread}`,
    ])
    for (const path of [
      '/thread/hush%40x',
      '/thread/hush%40x/mbox',
      '/thread/hush%40x/atom',
      '/message/hush%40x/raw',
    ]) {
      expect([path, await statusOf(path)]).toEqual([path, 404])
    }
    for (const path of [
      '/board/samband.staff',
      '/board/samband.staff/atom',
      '/board/samband.staff/mbox',
      '/channel/staff',
    ]) {
      expect([path, await statusOf(path)]).toEqual([path, 404])
    }
    expect(await read('/thread/courier.1%40example.net')).not.toContain('hush2')
    expect(await read('/search?q=hush')).toContain('Nothing was found')
  })

  test('an article that was taken back is gone, and not merely not found', async () => {
    const kari = sessionOf('kari')
    const { messageId } = await world.core.boards.post({
      session: kari,
      boards: ['rec.books'],
      subject: 'x',
      text: 'y\n',
    })
    const path = `/thread/${encodeURIComponent(messageId.slice(1, -1))}`
    expect(await statusOf(path)).toBe(200)
    await cancel(kari, messageId)
    await expect.poll(() => statusOf(path)).toBe(410)
    expect(await (await get(path)).text()).toContain('This was here, and is gone.')
    expect(await statusOf('/thread/never%40x')).toBe(404)
  })

  test('a page is sent once, asked about with its ETag, and has no body for HEAD', async () => {
    const first = await get('/board/comp.misc')
    const etag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toBe('no-cache')
    expect(first.headers.get('vary')).toBe('accept-language')
    expect(await statusOf('/board/comp.misc', { headers: { 'if-none-match': etag } })).toBe(304)
    const head = await get('/board/comp.misc', { method: 'HEAD' })
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, ''])
    for (const path of [
      '/board/comp.misc/mbox',
      '/thread/courier.1%40example.net/mbox',
      '/thread/courier.1%40example.net',
    ]) {
      expect(await statusOf(path, { method: 'HEAD' })).toBe(200)
    }
  })

  test('a thread and a board come as mbox, and are the articles again when read', async () => {
    const thread = await get('/thread/courier.1%40example.net/mbox')
    expect(thread.headers.get('content-type')).toBe('application/mbox')
    expect(thread.headers.get('content-disposition')).toBe('attachment; filename="USR_Courier_on_the_shelf.mbox"')
    expect(idsIn(Buffer.from(await thread.arrayBuffer()))).toEqual(
      [1, 2, 3, 5, 6].map((n) => `<courier.${n}@example.net>`),
    )
    const board = Buffer.from(await (await get('/board/comp.misc/mbox')).arrayBuffer())
    expect(idsIn(board)).toHaveLength(5)
    const [first] = new MboxReader().push(
      Buffer.concat([board, Buffer.from('From x Thu Jan  1 00:00:00 2026\nA: b\n\n')]),
    )
    const raw = await world.core.boards.raw({ session: world.console, messageId: house.thread })
    expect(
      Buffer.from(first?.raw ?? [])
        .toString('latin1')
        .replaceAll('\n', '\r\n'),
    ).toBe(Buffer.from(raw).toString('latin1'))
  })

  test('the log of a channel is there by day where its owner has opened it, and nowhere else', async () => {
    const today = new Date().toISOString().slice(0, 10)
    expect(await read('/channel/modems')).toContain('reading in tin, answering here')
    expect(await read(`/channel/%23modems/${today}`)).toContain('puts the kettle on')
    expect(await read(`/channel/modems/2020-01-01`)).toContain('Nothing was said on this day.')
    expect(await statusOf('/channel/modems/yesterday')).toBe(404)
    await world.core.channels.say({ session: sessionOf('kari'), channel: '#lobby', text: 'between ourselves' })
    const closed = await read('/channel/lobby')
    expect(closed).toContain('stays among those who are in it')
    expect(closed).not.toContain('between ourselves')
    expect((await get(`/channel/lobby/${today}`)).headers.get('location')).toBe('/channel/lobby')
    expect(await statusOf('/channel/nowhere')).toBe(404)
  })

  test('words are found in articles, and in a public log', async () => {
    expect(await read('/search?q=enthusiasm')).toContain('<mark>enthusiasm</mark>')
    expect(await read('/search?q=enthusiasm&board=rec.music')).toContain('Nothing was found')
    expect(await read('/search?q=kettle&channel=modems')).toContain('<mark>kettle</mark>')
    expect(await read('/search?q=kettle&channel=lobby')).toContain('There is no such place')
    expect(await read('/search')).toContain('role="search"')
  })

  test('robots stay at the front door unless the sysop lets them in', async () => {
    expect(await read('/robots.txt')).toBe('User-agent: *\nAllow: /$\nDisallow: /\n')
    expect(await read('/board/comp.misc')).toContain('<meta name="robots" content="noindex">')
    await world.close()
    await open({ WEB_ROBOTS: 'true' })
    expect(await read('/robots.txt')).toContain('Disallow: /terminal')
    expect(await read('/board/comp.misc')).not.toContain('noindex')
  })

  test('whoever is banned is told so, on every page', async () => {
    await world.core.moderation.ban({ session: world.console, target: '127.0.0.1', reason: 'noise', until: null })
    for (const path of ['/', '/board/comp.misc', '/board/comp.misc/mbox', '/search?q=a']) {
      const answer = await get(path)
      expect([path, answer.status]).toEqual([path, 403])
      expect(await answer.text()).toContain('You are shut out.')
    }
  })
})

test('a house that takes no guests says so kindly, and shows nothing', async () => {
  await open({ REGISTRATION_GUESTS: 'none' })
  for (const path of [
    '/',
    '/boards',
    '/board/comp.misc',
    '/thread/courier.1%40example.net',
    '/who',
    '/channel/modems',
    '/search?q=a',
  ]) {
    const page = await (await get(path)).text()
    expect(page).toContain('/terminal')
    expect(page).not.toMatch(/kari|Courier|modems/)
  }
  expect(await statusOf('/board/comp.misc/mbox')).toBe(403)
  expect(await statusOf('/terminal')).toBe(200)
})

const idsIn = (mbox: Buffer): (string | undefined)[] => {
  const reader = new MboxReader()
  return [...reader.push(mbox), ...reader.finish()].map(
    ({ raw }) => /^Message-ID: (\S+)/im.exec(Buffer.from(raw ?? []).toString('latin1'))?.[1],
  )
}

const cancel = (session: SessionId, messageId: MessageId) =>
  world.core.news.inject({
    session,
    octets: Buffer.from(
      [
        ...['From: kari@x', 'Newsgroups: rec.books', 'Subject: cancel', `Control: cancel ${messageId}`],
        ...['Message-ID: <cancel.1@x>', '', 'x', ''],
      ].join('\r\n'),
    ),
  })
