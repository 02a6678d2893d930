// The load generator of nntp: a process of its own, so that its work is not counted as the daemon's. Connections that do
// the same step over and over for a while; what an answer holds is only looked at for its end.

import { connect, type Socket } from 'node:net'

export interface NntpOrder {
  readonly port: number
  readonly group: string
  readonly name: string
  readonly password: string
  /** Articles to post before anything is read. */
  readonly articles: number
  readonly connections: number
  /** How long each reading step lasts. */
  readonly seconds: number
}

export interface NntpFigure {
  readonly measured: string
  readonly value: number
  readonly unit: string
}

const ARTICLE_OCTETS = 1900
const END = Buffer.from('\r\n.\r\n')
const IN_FLIGHT = 50

/** One connection. An answer is a line, or a block; the caller knows which. */
class Reader {
  readonly #socket: Socket
  #held: Buffer = Buffer.alloc(0)
  #wake = () => {}
  #failed: Error | null = null

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1')
    this.#socket.setNoDelay(true)
    this.#socket.on('data', (chunk: Buffer) => {
      this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
      this.#wake()
    })
    this.#socket.on('error', (error) => this.#fail(error))
    this.#socket.on('close', () => this.#fail(new Error('hung up')))
  }

  say(text: string): void {
    this.#socket.write(text)
  }

  /** @throws Error when the line does not begin with `code` */
  async line(code: string): Promise<void> {
    let end = this.#held.indexOf('\r\n')
    for (; end === -1; end = this.#held.indexOf('\r\n')) await this.#more()
    this.#require(this.#held, code)
    this.#held = this.#held.subarray(end + 2)
  }

  /** Only what might be the beginning of the end is kept. @throws Error as `line` */
  async block(code: string): Promise<void> {
    while (this.#held.length < END.length) await this.#more()
    this.#require(this.#held, code)
    let end = this.#held.indexOf(END)
    for (; end === -1; end = this.#held.indexOf(END)) {
      this.#held = this.#held.subarray(1 - END.length)
      await this.#more()
    }
    this.#held = this.#held.subarray(end + END.length)
  }

  close(): void {
    this.#socket.destroy()
  }

  #require(answer: Buffer, code: string): void {
    if (!answer.toString('latin1', 0, 3).startsWith(code)) {
      throw new Error(`instead of ${code}: ${answer.toString('latin1', 0, 80)}`)
    }
  }

  async #more(): Promise<void> {
    if (this.#failed !== null) throw this.#failed
    await new Promise<void>((resolve) => {
      this.#wake = resolve
    })
    if (this.#failed !== null) throw this.#failed
  }

  #fail(error: Error): void {
    this.#failed = error
    this.#wake()
  }
}

/** One step of one connection; gives how much it did. */
type Step = (reader: Reader, index: number) => Promise<number>

const open = async ({ port, name, password, group }: NntpOrder): Promise<Reader> => {
  const reader = new Reader(port)
  await reader.line('20')
  reader.say(`AUTHINFO USER ${name}\r\n`)
  await reader.line('381')
  reader.say(`AUTHINFO PASS ${password}\r\n`)
  await reader.line('281')
  reader.say(`GROUP ${group}\r\n`)
  await reader.line('211')
  return reader
}

const post = async (order: NntpOrder): Promise<number> => {
  const readers = await Promise.all(Array.from({ length: order.connections }, () => open(order)))
  let next = 0
  const started = performance.now()
  await Promise.all(
    readers.map(async (reader) => {
      while (next < order.articles) {
        const index = next
        next += 1
        reader.say('POST\r\n')
        await reader.line('340')
        reader.say(articleOf(order.group, index))
        await reader.line('240')
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  for (const reader of readers) reader.close()
  return order.articles / seconds
}

const repeat = async (order: NntpOrder, step: Step): Promise<number> => {
  const readers = await Promise.all(Array.from({ length: order.connections }, () => open(order)))
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

const run = async (order: NntpOrder): Promise<NntpFigure[]> => {
  const posted = await post(order)
  const steps: readonly (readonly [string, string, Step])[] = [
    ['OVER in windows of 10,000', 'articles/s', over(order, 10_000)],
    ['OVER in windows of 100', 'articles/s', over(order, 100)],
    ['ARTICLE by number, one at a time', '/s', one((index) => `ARTICLE ${numberOf(order, index)}\r\n`)],
    [`ARTICLE by number, ${IN_FLIGHT} in flight`, '/s', pipelined(order)],
    ['ARTICLE by Message-ID', '/s', one((index) => `ARTICLE <${numberOf(order, index) - 1}.bench@example.net>\r\n`)],
    ['GROUP', '/s', group(order)],
  ]
  const figures: NntpFigure[] = [{ measured: 'POST', value: posted, unit: '/s' }]
  for (const [measured, unit, step] of steps) figures.push({ measured, unit, value: await repeat(order, step) })
  return [...figures, { measured: 'connect, log in, GROUP, QUIT', unit: '/s', value: await visits(order) }]
}

process.once('message', (order) => {
  run(order as NntpOrder).then(
    (figures) => process.send?.(figures),
    (error: unknown) => process.send?.(String(error)),
  )
})
process.once('disconnect', () => process.exit(0))
