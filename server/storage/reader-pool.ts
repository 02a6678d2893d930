// A small pool of threads that only read, for what may take long: ranking, exports. A thread is started when it is
// first needed and ends when it has had nothing to do for a while. One that crashes or takes too long is replaced.

import { Worker, type WorkerOptions } from 'node:worker_threads'
import { REFUSAL_CODES, Refusal } from '../core/refusal.ts'
import type { ReaderReply, ReaderTasks } from './reader-thread.ts'

export interface ReaderPoolOptions {
  /** What a thread runs: a module that calls serveReaders. */
  readonly entry: URL
  /** Handed to each thread. */
  readonly data: unknown
  readonly threads?: number
  /** How many requests may wait. */
  readonly queue?: number
  /** Milliseconds for one request. */
  readonly timeout?: number
  /** Milliseconds without a request after which a thread ends. */
  readonly idle?: number
  readonly execArgv?: readonly string[]
  readonly onFault?: (error: unknown) => void
}

interface Request {
  readonly task: string
  readonly args: unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

interface Thread {
  readonly worker: Worker
  request: Request | null
  timer: NodeJS.Timeout
}

export class ReaderPool<Tasks extends ReaderTasks> {
  readonly #options: Required<Omit<ReaderPoolOptions, 'execArgv'>> & { readonly execArgv: readonly string[] | null }
  readonly #threads = new Set<Thread>()
  readonly #waiting: Request[] = []
  #isClosed = false

  constructor(options: ReaderPoolOptions) {
    const { threads = 2, queue = 64, timeout = 5000, idle = 60_000, execArgv = null, onFault = () => {} } = options
    this.#options = { ...options, threads, queue, timeout, idle, execArgv, onFault }
  }

  /** How many threads there are now. */
  get size(): number {
    return this.#threads.size
  }

  /** @throws Refusal busy (too many wait, it took too long, the pool is closed) and whatever the task refuses */
  run<K extends keyof Tasks & string>(task: K, args: Parameters<Tasks[K]>[0]): Promise<Awaited<ReturnType<Tasks[K]>>> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(new Refusal('busy', 'closing'))
      if (this.#waiting.length >= this.#options.queue) return reject(new Refusal('busy', 'too many are waiting'))
      this.#waiting.push({ task, args, resolve: resolve as (value: unknown) => void, reject })
      this.#dispatch()
    })
  }

  /** What is under way is given up. */
  close(): void {
    this.#isClosed = true
    for (const { reject } of this.#waiting.splice(0)) reject(new Refusal('busy', 'closing'))
    for (const thread of this.#threads) this.#end(thread, new Refusal('busy', 'closing'))
  }

  #dispatch(): void {
    const isFree = ({ request }: Thread): boolean => request === null
    const thread = [...this.#threads].find(isFree) ?? (this.#waiting.length > 0 ? this.#start() : undefined)
    const request = thread === undefined ? undefined : this.#waiting.shift()
    if (thread === undefined || request === undefined) return
    clearTimeout(thread.timer)
    thread.request = request
    thread.timer = setTimeout(() => this.#end(thread, new Refusal('busy', 'it took too long')), this.#options.timeout)
    thread.worker.ref()
    thread.worker.postMessage({ task: request.task, args: request.args })
  }

  #start(): Thread | undefined {
    if (this.#threads.size >= this.#options.threads || this.#isClosed) return undefined
    const { entry, data, execArgv } = this.#options
    const settings: WorkerOptions = { workerData: data, ...(execArgv !== null && { execArgv: [...execArgv] }) }
    const worker = new Worker(entry, settings)
    const thread: Thread = { worker, request: null, timer: setTimeout(() => {}, 0) }
    worker.on('message', (reply: ReaderReply) => this.#settle(thread, reply))
    worker.on('error', (error) => {
      this.#options.onFault(error)
      this.#end(thread, new Refusal('busy', 'it broke off'))
    })
    worker.on('exit', () => this.#end(thread, new Refusal('busy', 'it broke off')))
    this.#threads.add(thread)
    return thread
  }

  #settle(thread: Thread, reply: ReaderReply): void {
    const { request } = thread
    if (request === null) return
    clearTimeout(thread.timer)
    thread.request = null
    thread.worker.unref()
    thread.timer = setTimeout(() => this.#end(thread, null), this.#options.idle)
    thread.timer.unref()
    if ('result' in reply) request.resolve(reply.result)
    else if ('refusal' in reply) request.reject(new Refusal(codeOf(reply.refusal.code), reply.refusal.detail))
    else request.reject(new Error(reply.fault))
    this.#dispatch()
  }

  /** @param why what its request is told; null for a thread without one */
  #end(thread: Thread, why: Refusal | null): void {
    if (!this.#threads.delete(thread)) return
    clearTimeout(thread.timer)
    const { request } = thread
    thread.request = null
    if (why !== null) request?.reject(why)
    void thread.worker.terminate()
    if (!this.#isClosed) this.#dispatch()
  }
}

const codeOf = (code: string) => REFUSAL_CODES.find((known) => known === code) ?? 'busy'
