import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../../testing/core.ts'
import type { MessageId, SessionId } from '../ids.ts'
import type { ArrivalCursor } from './news.ts'

const group = 'test.open'
let core: TestCore
let anna: SessionId
let guest: SessionId

beforeEach(async () => {
  core = openCore({ LIMITS_THROTTLE: 'false' })
  anna = await core.enter('anna')
  guest = core.sessions.open({ face: 'nntp', address: '192.0.2.7', secure: false })
  core.boards.add({ session: core.console, board: group, description: 'Open to all' })
})
afterEach(() => core.close())

const fill = (count: number, board = group): void => {
  for (let first = 1; first <= count; first += 200) {
    const articles = Array.from({ length: Math.min(200, count - first + 1) }, (_, each) =>
      Buffer.from(
        `From: a@b\r\nSubject: ${first + each}\r\nMessage-ID: <${first + each}@${board}>\r\nX-Odd: y\r\n\r\nx\r\n`,
      ),
    )
    core.boards.import({ session: core.console, board, articles })
  }
}

/** Follows the pages of a range; gives their items. */
const pages = <T>(ask: (from: number) => { items: T; next: number | null }): T[] => {
  const all: T[] = []
  for (let from: number | null = 1; from !== null; ) {
    const page: { items: T; next: number | null } = ask(from)
    all.push(page.items)
    from = page.next
  }
  return all
}

describe('a range', () => {
  test('comes in pages that hold every article once, in order', () => {
    fill(600)
    const numbers = Array.from({ length: 600 }, (_, index) => index + 1)
    const range = { session: guest, group, to: 10_000 }
    const overviews = pages((from) => core.news.overview({ ...range, from }))
    expect(overviews.length).toBeGreaterThan(2)
    const lines = Buffer.concat(overviews).toString('latin1').trimEnd().split('\r\n')
    expect(lines.map((line) => Number(line.split('\t')[0]))).toEqual(numbers)
    for (const field of ['Subject', 'X-Odd']) {
      const rows = pages((from) => core.news.header({ ...range, from, field })).flat()
      expect(rows.map(({ number }) => number)).toEqual(numbers)
    }
    expect(pages((from) => core.news.numbers({ ...range, from })).flat()).toEqual(numbers)
  })

  test('of which nothing is there is one empty page', () => {
    expect(core.news.numbers({ session: guest, group, from: 5, to: 9 })).toEqual({ items: [], next: null })
    expect(core.news.overview({ session: guest, group, from: 9, to: 5 })).toMatchObject({ next: null })
  })
})

test('arrivals come once each, from a moment on, in the groups that were named', () => {
  fill(700)
  core.pass(1000)
  const since = Date.UTC(2026, 0, 1) + 1000
  fill(700, 'samband.test')
  const found: MessageId[] = []
  let after: ArrivalCursor | null | undefined
  while (after !== null) {
    const page = core.news.arrivals({
      ...{ session: guest, groups: [group, 'samband.test'], since },
      ...(after === undefined ? {} : { after }),
    })
    found.push(...page.items)
    after = page.next
  }
  expect(found).toEqual(Array.from({ length: 700 }, (_, index) => `<${index + 1}@samband.test>`))
  expect(core.news.arrivals({ session: guest, groups: [group], since }).items).toEqual([])
})

describe('who may', () => {
  test('post is told by the flag: to a stranger as to a member, since logging in would open it', () => {
    const flagOf = (session: SessionId, name: string) => core.news.group({ session, group: name }).posting
    expect([flagOf(guest, group), flagOf(anna, group)]).toEqual(['y', 'y'])
    expect([flagOf(guest, 'samband.announce'), flagOf(anna, 'samband.announce')]).toEqual(['n', 'n'])
    core.accounts.setRole({ session: core.console, name: 'anna', role: 'moderator' })
    expect(flagOf(anna, 'samband.announce')).toBe('y')
  })

  test('read is judged as everywhere; a stranger is asked to log in where a board may be hidden', async () => {
    const ask = (session: SessionId, name: string) => refusalOf(() => core.news.group({ session, group: name }))
    expect(await ask(guest, 'samband.staff')).toBe('sign-in-required')
    expect(await ask(guest, 'samband.nothing')).toBe('sign-in-required')
    expect(await ask(guest, 'no.such')).toBe('no-such-board')
    expect(await ask(anna, 'samband.staff')).toBe('no-such-board')
    expect(core.news.groups({ session: anna }).map(({ name }) => name)).not.toContain('samband.staff')
  })

  test('inject: only an account', async () => {
    const octets = Buffer.from(`From: a@b\r\nNewsgroups: ${group}\r\nSubject: s\r\n\r\nx\r\n`)
    expect(await refusalOf(() => core.news.inject({ session: guest, octets }))).toBe('sign-in-required')
    expect(core.news.inject({ session: anna, octets }).placements).toEqual([{ board: group, number: 1 }])
  })
})

test('posting over news and in the BBS share one pace', async () => {
  core.close()
  core = openCore()
  anna = await core.enter('anna')
  for (let count = 0; count < 5; count += 1) {
    core.boards.post({ session: anna, boards: ['samband.test'], subject: 's', text: 'x' })
  }
  const octets = Buffer.from('From: a@b\r\nNewsgroups: samband.test\r\nSubject: s\r\n\r\nx\r\n')
  expect(await refusalOf(() => core.news.inject({ session: anna, octets }))).toBe('throttled')
})
