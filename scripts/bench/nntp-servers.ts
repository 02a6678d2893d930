// The servers that the NNTP bench holds against each other: our daemon, and Debian's INN with each of two overview
// methods. INN keeps its defaults: it does not wait for the disk before a 240, as ours does.

import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { freePorts, startDaemon } from '../../server/testing/daemon.ts'
import { haveInn, startInn } from '../../server/testing/inn.ts'
import { connectCore } from '../connect.ts'
import type { Login } from './nntp-reader.ts'

export const NNTP_SERVERS = ['samband', 'inn tradindexed', 'inn ovsqlite'] as const
export type NntpServerName = (typeof NNTP_SERVERS)[number]

export interface NntpServer {
  readonly name: NntpServerName
  readonly login: Login
  /** Its processes, as they are now. */
  pids(): readonly number[]
  stop(): Promise<void>
}

const GROUP = 'bench.news'
const NAME = 'bench'
const PASSWORD = 'a-password-for-the-bench'

/** @param preload a library for the programs of INN, which talk to each other over TCP: see quick-acks.c */
export const startNntpServer = (
  name: NntpServerName,
  { stateFolder, preload }: { readonly stateFolder: string; readonly preload: string | null },
): Promise<NntpServer> => (name === 'samband' ? startOurs(stateFolder) : startTheirs(name, preload))

const startOurs = async (stateFolder: string): Promise<NntpServer> => {
  const [port = 0] = await freePorts(1)
  const daemon = startDaemon({ stateFolder, settings: { NNTP_PORT: String(port), LIMITS_THROTTLE: 'false' } })
  await daemon.ready
  const { core, session, close } = await connectCore(null, { SAMBAND_SERVER_STATE: stateFolder })
  await core.boards.add({ session, board: GROUP, description: 'For the bench' })
  await core.accounts.add({ session, name: NAME, password: PASSWORD })
  await close()
  return {
    ...{ name: 'samband', login: { port, name: NAME, password: PASSWORD, group: GROUP } },
    pids: () => [daemon.child.pid ?? 0],
    stop: async () => {
      await daemon.end('SIGKILL')
    },
  }
}

const startTheirs = async (name: Exclude<NntpServerName, 'samband'>, preload: string | null): Promise<NntpServer> => {
  if (!haveInn()) throw new Error('INN cannot be started: is it installed?')
  const hash = execFileSync('openssl', ['passwd', '-6', PASSWORD], { encoding: 'utf8' }).trim()
  const overview = name === 'inn ovsqlite' ? 'ovsqlite' : 'tradindexed'
  const environment = preload === null ? {} : { LD_PRELOAD: preload }
  const inn = await startInn({ groups: [GROUP], overview, readers: [`${NAME}:${hash}`], environment })
  return {
    ...{ name, login: { port: inn.port, name: NAME, password: PASSWORD, group: GROUP } },
    pids: () => processesIn(inn.folder),
    stop: async () => {
      // What it started for readers would else outlive it for a while, and write where everything is being removed.
      for (const pid of processesIn(inn.folder)) process.kill(pid, 'SIGKILL')
      await inn.end()
    },
  }
}

/** Those whose working folder or environment names it: innd, an nnrpd for each reader, ovsqlite-server. */
const processesIn = (folder: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(folder)
      } catch {
        return false
      }
    })
    .map(Number)
