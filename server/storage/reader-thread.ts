// The inside of a reader thread: one request after the other, answered with a result, a refusal or a fault.

import { parentPort } from 'node:worker_threads'
import { isRefusal } from '../core/refusal.ts'

/** All that a thread can do: arguments and results are cloned on the way. */
export type ReaderTasks = Readonly<Record<string, (args: never) => unknown>>

export type ReaderReply =
  | { readonly result: unknown }
  | { readonly refusal: { readonly code: string; readonly detail: string } }
  | { readonly fault: string }

/** Answers the pool from now on. Only in a thread that it has started. */
export const serveReaders = (tasks: ReaderTasks): void => {
  const port = parentPort
  if (port === null) throw new Error('not in a thread of a pool')
  port.on('message', ({ task, args }: { task: string; args: unknown }) => {
    void answer(tasks, task, args).then((reply) => port.postMessage(reply))
  })
}

const answer = async (tasks: ReaderTasks, task: string, args: unknown): Promise<ReaderReply> => {
  try {
    const run = Object.hasOwn(tasks, task) ? tasks[task] : undefined
    if (run === undefined) throw new Error(`there is no task ${task}`)
    return { result: await run(args as never) }
  } catch (error) {
    if (isRefusal(error)) return { refusal: { code: error.code, detail: error.detail } }
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
