// Runs one command of `ssh host COMMAND` on a channel: finds it, gives it its words and its input, writes what it
// answers, and ends the channel with its exit code. What people wrote is made harmless on its way out.

import type { ServerChannel } from 'ssh2'
import type { Core } from '../../../core/contract.ts'
import type { SessionId } from '../../../core/ids.ts'
import { isRefusal, Refusal } from '../../../core/refusal.ts'
import { refusalText } from '../../../screens/refusals.ts'
import type { Texts } from '../../../screens/texts.ts'
import { sanitizeLine } from '../../../wire/text/sanitize.ts'
import { type Answer, type Command, type Request, UsageError } from './command.ts'
import { type CommandLine, readCommandLine } from './command-line.ts'
import { COMMANDS } from './table.ts'

export interface RunOptions {
  readonly channel: ServerChannel
  readonly line: string
  readonly core: Core
  readonly session: SessionId
  readonly texts: Texts
  readonly houseName: string
  readonly version: string
  readonly hasTerminal: boolean
}

export type ExitCode = 0 | 1 | 2

/** Nobody reads what is written any more. */
class Gone extends Error {}

/** @throws what is no Refusal, UsageError or broken pipe */
export const runCommand = async (options: RunOptions): Promise<ExitCode> => {
  const line = readCommandLine(options.line)
  const complain = (words: string): void => {
    const end = options.hasTerminal ? '\r\n' : '\n'
    const safe = words.split('\n').map(sanitizeLine).join(end)
    if (options.channel.stderr.writable) options.channel.stderr.write(`${safe}${end}`)
  }
  try {
    const { command, words } = find(line)
    const request = requestFor(options, line?.options ?? new Map(), words)
    const answer = await command.run(request)
    if (answer !== null) await request.write(Buffer.from(rendered(answer, request)))
    return 0
  } catch (error) {
    if (error instanceof Gone) return 0
    if (error instanceof UsageError) complain(options.texts.text(error.key, error.values))
    else if (isRefusal(error)) complain(refusalText(options.texts, error))
    else throw error
    return error instanceof UsageError ? 2 : 1
  }
}

interface Found {
  readonly command: Command
  readonly words: readonly string[]
}

const find = (line: CommandLine | null): Found => {
  if (line === null) throw new UsageError('commands.malformed')
  const [typed = 'help', ...words] = line.words
  const isHelp = line.options.has('help')
  const name = isHelp ? 'help' : typed
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) throw new UsageError('commands.unknown', { name: name.slice(0, 40) })
  if (isHelp) return { command, words: line.words.slice(0, 1) }
  const known = ['json', ...(command.options ?? [])]
  const strange = [...line.options.keys()].find((option) => !known.includes(option))
  if (strange !== undefined) throw new UsageError('commands.bad-option', { name, option: strange })
  const [least, most] = command.words
  if (words.length < least || words.length > most) throw new UsageError(`commands.how.${name}`)
  return { command, words }
}

const requestFor = (options: RunOptions, given: ReadonlyMap<string, string>, words: readonly string[]): Request => {
  const { core, session, houseName, version, hasTerminal, channel, texts } = options
  return {
    ...{ core, session, houseName, version, hasTerminal, words, options: given },
    now: Date.now(),
    text: (key, values) => texts.text(key, values),
    input: (limit) => readAll(channel, limit, hasTerminal),
    write: (octets) => writeAll(channel, octets),
  }
}

/** Controls that JSON lets stand, and signs that turn text around: escaped, they mean the same and do nothing. */
const UNSAFE = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb]/g
const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`

const rendered = ({ lines, json }: Answer, { options, hasTerminal }: Request): string => {
  const end = hasTerminal ? '\r\n' : '\n'
  if (options.has('json')) {
    return `${JSON.stringify(json, null, 2).replace(UNSAFE, escaped).replaceAll('\n', end)}${end}`
  }
  return lines.map((line) => `${sanitizeLine(line)}${end}`).join('')
}

/** @throws Refusal too-long */
const readAll = (channel: ServerChannel, limit: number, hasTerminal: boolean): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let octets = 0
    const finish = (): void => resolve(Buffer.concat(chunks))
    channel.on('data', (chunk: Buffer) => {
      // On a terminal nobody but us knows Ctrl-D.
      const end = hasTerminal ? chunk.indexOf(4) : -1
      const taken = end === -1 ? chunk : chunk.subarray(0, end)
      octets += taken.length
      if (octets > limit) {
        chunks.length = 0
        channel.removeAllListeners('data').resume()
        reject(new Refusal('too-long', `${limit} octets at most`))
        return
      }
      chunks.push(taken)
      if (end !== -1) finish()
    })
    channel.on('end', finish)
    channel.on('close', () => reject(new Gone()))
    channel.resume()
  })

const writeAll = (channel: ServerChannel, octets: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    if (!channel.writable) {
      reject(new Gone())
      return
    }
    const gone = (): void => reject(new Gone())
    channel.once('close', gone)
    const done = (): void => {
      channel.off('close', gone)
      resolve()
    }
    if (channel.write(octets)) done()
    else channel.once('drain', done)
  })
