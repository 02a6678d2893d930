// The load generator of the NNTP bench: a process of its own, so that its work is not counted as the server's. It does
// one step over and over for a while, with a few connections, and says how much that was.

import { type Login, open, type Reader } from './nntp-reader.ts'

export const IN_FLIGHT = 50

export const STEPS = {
  post: { measured: 'POST', unit: '/s' },
  over10000: { measured: 'OVER in windows of 10,000', unit: 'articles/s' },
  over100: { measured: 'OVER in windows of 100', unit: 'articles/s' },
  article: { measured: 'ARTICLE by number, one at a time', unit: '/s' },
  pipelined: { measured: `ARTICLE by number, ${IN_FLIGHT} in flight`, unit: '/s' },
  byId: { measured: 'ARTICLE by Message-ID', unit: '/s' },
  group: { measured: 'GROUP', unit: '/s' },
  visit: { measured: 'connect, log in, GROUP, QUIT', unit: '/s' },
} as const
export type StepName = keyof typeof STEPS

export interface NntpOrder extends Login {
  /** `beside`: a reader who asks for single articles, alone, and then while another is given a million lines. */
  readonly kind: StepName | 'beside' | 'idle'
  /** Articles in the group; for `post`, to be there at the end. */
  readonly articles: number
  /** How many of them are there already (`post`). */
  readonly posted?: number
  readonly connections: number
  /** How long a reading step lasts. */
  readonly seconds: number
}

/** What was done a second; or what was asked for by name. */
export type NntpReport = Readonly<Record<string, number>>

const ARTICLE_OCTETS = 1900
const MILLION = 1_000_000

/** One step of one connection; gives how much it did. */
type Step = (reader: Reader, index: number) => Promise<number>

const openAll = (order: NntpOrder): Promise<Reader[]> =>
  Promise.all(Array.from({ length: order.connections }, () => open(order)))

/** Debian's nnrpd keeps a descriptor open for each POST, and dies of it soon after a thousand. */
const POSTS_A_CONNECTION = 500

const post = async (order: NntpOrder): Promise<number> => {
  const first = order.posted ?? 0
  let next = first
  const postSome = async (): Promise<void> => {
    const reader = await open(order)
    for (let count = 0; count < POSTS_A_CONNECTION && next < order.articles; count += 1) {
      const index = next
      next += 1
      reader.say('POST\r\n')
      await reader.line('340')
      reader.say(articleOf(order.group, index))
      await reader.line('240')
    }
    reader.close()
  }
  const started = performance.now()
  await Promise.all(
    Array.from({ length: order.connections }, async () => {
      while (next < order.articles) await postSome()
    }),
  )
  return ((order.articles - first) * 1000) / (performance.now() - started)
}

const repeat = async (order: NntpOrder, step: Step): Promise<number> => {
  const readers = await openAll(order)
  let done = 0
  const started = performance.now()
  const until = started + order.seconds * 1000
  await Promise.all(
    readers.map(async (reader, which) => {
      for (let index = which; performance.now() < until; index += readers.length) done += await step(reader, index)
    }),
  )
  const rate = (done * 1000) / (performance.now() - started)
  for (const reader of readers) reader.close()
  return rate
}

const over =
  (order: NntpOrder, window: number): Step =>
  async (reader, index) => {
    const first = ((index * window) % order.articles) + 1
    const last = Math.min(order.articles, first + window - 1)
    reader.say(`OVER ${first}-${last}\r\n`)
    await reader.block('224')
    return last - first + 1
  }

const one =
  (line: (index: number) => string): Step =>
  async (reader, index) => {
    reader.say(line(index))
    await reader.block('220')
    return 1
  }

const pipelined =
  ({ articles }: NntpOrder): Step =>
  async (reader, index) => {
    const numbers = Array.from({ length: IN_FLIGHT }, (_, each) => ((index * IN_FLIGHT + each) % articles) + 1)
    reader.say(numbers.map((number) => `ARTICLE ${number}\r\n`).join(''))
    for (let count = 0; count < IN_FLIGHT; count += 1) await reader.block('220')
    return IN_FLIGHT
  }

const group =
  (order: NntpOrder): Step =>
  async (reader) => {
    reader.say(`GROUP ${order.group}\r\n`)
    await reader.line('211')
    return 1
  }

const visits = async (order: NntpOrder): Promise<number> => {
  let done = 0
  const started = performance.now()
  const until = started + order.seconds * 1000
  await Promise.all(
    Array.from({ length: order.connections }, async () => {
      while (performance.now() < until) {
        const reader = await open(order)
        reader.say('QUIT\r\n')
        await reader.line('205')
        reader.close()
        done += 1
      }
    }),
  )
  return (done * 1000) / (performance.now() - started)
}

const byNumber = (order: NntpOrder): Step => one((index) => `ARTICLE ${numberOf(order, index)}\r\n`)

const beside = async (order: NntpOrder): Promise<NntpReport> => {
  const [reader, other] = await Promise.all([open(order), open(order)])
  const step = byNumber(order)
  const watch = async (isOver: () => boolean): Promise<number> => {
    const waits: number[] = []
    for (let index = 0; !isOver(); index += 1) {
      const asked = performance.now()
      await step(reader, index)
      waits.push(performance.now() - asked)
    }
    waits.sort((a, b) => a - b)
    return waits[Math.floor(waits.length * 0.99)] ?? 0
  }
  const until = performance.now() + order.seconds * 1000
  const alone = await watch(() => performance.now() > until)
  let isOver = false
  const times = Math.ceil(MILLION / order.articles)
  other.say(`OVER 1-${order.articles}\r\n`.repeat(times))
  const started = performance.now()
  const listing = (async () => {
    for (let count = 0; count < times; count += 1) await other.block('224')
    isOver = true
  })()
  const meanwhile = await watch(() => isOver)
  await listing
  for (const each of [reader, other]) each.close()
  return { alone, meanwhile, seconds: (performance.now() - started) / 1000 }
}

/** Until we are told to go. */
const idle = async (order: NntpOrder): Promise<NntpReport> => {
  const readers: Reader[] = []
  while (readers.length < order.connections) {
    readers.push(...(await Promise.all(Array.from({ length: 20 }, () => open(order)))))
  }
  return { open: readers.length }
}

const LINE = 'the board holds what we wrote when it was late and nobody else was awake'

const articleOf = (groupName: string, index: number): string => {
  const thread = index - (index % 8)
  const references = Array.from({ length: index - thread }, (_, each) => `<${thread + each}.bench@example.net>`)
  const head = [
    `From: Poster ${index % 97} <poster${index % 97}@example.net>`,
    `Newsgroups: ${groupName}`,
    `Subject: ${index === thread ? '' : 'Re: '}Thread number ${thread}`,
    `Message-ID: <${index}.bench@example.net>`,
    ...(references.length === 0 ? [] : [`References: ${references.join('\r\n ')}`]),
  ].join('\r\n')
  const lines = Math.ceil((ARTICLE_OCTETS - head.length) / (LINE.length + 2))
  return `${head}\r\n\r\n${`${LINE}\r\n`.repeat(lines)}.\r\n`
}

const numberOf = (order: NntpOrder, index: number): number => ((index * 7919) % order.articles) + 1

const rateOf = (order: NntpOrder, kind: StepName): Promise<number> => {
  switch (kind) {
    case 'post':
      return post(order)
    case 'over10000':
      return repeat(order, over(order, 10_000))
    case 'over100':
      return repeat(order, over(order, 100))
    case 'article':
      return repeat(order, byNumber(order))
    case 'pipelined':
      return repeat(order, pipelined(order))
    case 'byId':
      return repeat(
        order,
        one((index) => `ARTICLE <${numberOf(order, index) - 1}.bench@example.net>\r\n`),
      )
    case 'group':
      return repeat(order, group(order))
    case 'visit':
      return visits(order)
    default:
      return kind satisfies never
  }
}

const run = async (order: NntpOrder): Promise<NntpReport> => {
  if (order.kind === 'beside') return beside(order)
  if (order.kind === 'idle') return idle(order)
  return { rate: await rateOf(order, order.kind) }
}

process.once('message', (order) => {
  run(order as NntpOrder).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.(String(error)),
  )
})
process.once('disconnect', () => process.exit(0))
