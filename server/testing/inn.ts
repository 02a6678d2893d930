// Debian's INN on a free port of loopback, with everything it writes in a temporary folder: innd takes articles in and
// answers peers, innfeed sends them on, and `MODE READER` starts an nnrpd for a newsreader.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePorts } from './daemon.ts'
import { INN_FOLDERS, INN_PROGRAMS, type InnFilesOptions, innFiles } from './inn-files.ts'

export type InnOptions = Partial<Pick<InnFilesOptions, 'host' | 'peers' | 'overview' | 'readers' | 'port'>> & {
  readonly groups: readonly string[]
  /** Further variables for its programs, such as LD_PRELOAD. */
  readonly environment?: Readonly<Record<string, string>>
}

export interface Inn {
  readonly port: number
  readonly folder: string
  /** What innd, innfeed and nnrpd have written to their logs. */
  log(): string
  /** Stops it and keeps its folder; `again` starts it anew on the same port. */
  stop(): Promise<void>
  again(): Promise<void>
  /** Stops it and removes its folder. */
  end(): Promise<void>
}

/** @throws Error when INN is missing and SAMBAND_REQUIRE_CLIENTS=1 */
export const haveInn = (): boolean => {
  if (existsSync(join(INN_PROGRAMS, 'innd'))) return true
  if (process.env['SAMBAND_REQUIRE_CLIENTS'] === '1') throw new Error(`INN is not installed in ${INN_PROGRAMS}`)
  return false
}

/** Whom INN runs as: it refuses to be root. */
interface Owner {
  readonly uid: number
  readonly gid: number
  readonly user: string
  readonly group: string
}

const PATIENCE_MS = 15_000

export const startInn = async (options: InnOptions): Promise<Inn> => {
  const owner = ownerOfNews()
  const folder = mkdtempSync(join(tmpdir(), 'samband-inn-'))
  const port = options.port ?? (await freePorts(1))[0] ?? 0
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    INNCONF: join(folder, 'etc/inn.conf'),
    ...options.environment,
  }
  layOut(folder, owner, { host: 'inn.test', peers: [], overview: 'tradindexed', readers: [], ...options, port })
  const { uid, gid } = owner
  // An empty history, with the hashes that innd looks ids up in.
  const history = ['-i', '-o', '-f', join(folder, 'db/history'), '-s', '100000']
  execFileSync(join(INN_PROGRAMS, 'makedbz'), history, { cwd: join(folder, 'db'), uid, gid, env: environment })
  let child: ChildProcess | null = null
  let overviewServer: ChildProcess | null = null
  const start = async (): Promise<void> => {
    if (options.overview === 'ovsqlite') overviewServer = await startOvsqlite(folder, owner, environment)
    child = spawn(join(INN_PROGRAMS, 'innd'), ['-f'], { cwd: folder, uid, gid, env: environment, stdio: 'ignore' })
    await untilAnswers(port, child, folder)
  }
  const stop = async (): Promise<void> => {
    const running = child
    child = null
    if (running === null || running.exitCode !== null) return
    const gone = once(running, 'exit')
    // A signal is heeded only when innd next wakes up.
    spawn(join(INN_PROGRAMS, 'ctlinnd'), ['-s', '-t', '5', 'shutdown', 'over'], {
      uid,
      gid,
      env: environment,
      stdio: 'ignore',
    })
    const force = setTimeout(() => running.kill('SIGKILL'), 5000)
    await gone
    clearTimeout(force)
    await innfeedGone(folder)
    overviewServer?.kill()
    overviewServer = null
  }
  await start()
  return {
    ...{ port, folder, stop, again: start },
    log: () => logOf(folder),
    end: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The process that answers innd and nnrpd where ovmethod is ovsqlite; it has to be there before them. */
const startOvsqlite = async (folder: string, { uid, gid }: Owner, env: NodeJS.ProcessEnv): Promise<ChildProcess> => {
  const child = spawn(join(INN_PROGRAMS, 'ovsqlite-server'), ['-d'], { cwd: folder, uid, gid, env, stdio: 'ignore' })
  const deadline = performance.now() + PATIENCE_MS
  while (!existsSync(join(folder, 'run/ovsqlite.sock'))) {
    if (performance.now() > deadline) throw new Error(`ovsqlite-server does not start: ${logOf(folder)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return child
}

/** As root, the user `news` that Debian knows; else whoever we are. */
const ownerOfNews = (): Owner => {
  const { uid, gid, username } = userInfo()
  if (uid === 0) return { uid: 9, gid: 9, user: 'news', group: 'news' }
  const group = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()
  return { uid, gid, user: username, group }
}

const layOut = (
  folder: string,
  { uid, gid, user, group }: Owner,
  options: Omit<InnFilesOptions, 'folder' | 'user' | 'group'>,
): void => {
  const mine = (path: string): void => chownSync(path, uid, gid)
  mine(folder)
  chmodSync(folder, 0o755)
  for (const name of INN_FOLDERS) {
    mkdirSync(join(folder, name), { recursive: true })
    for (let path = name; path !== '.'; path = join(path, '..')) mine(join(folder, path))
  }
  for (const [name, text] of Object.entries(innFiles({ folder, user, group, ...options }))) {
    writeFileSync(join(folder, name), text, { mode: 0o640 })
    mine(join(folder, name))
  }
}

const untilAnswers = async (port: number, child: ChildProcess, folder: string): Promise<void> => {
  const deadline = performance.now() + PATIENCE_MS
  while (!(await answers(port))) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`innd does not answer: ${logOf(folder)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('data', () => {
      resolve(true)
      socket.end('QUIT\r\n')
    })
    socket.once('error', () => resolve(false))
    socket.once('end', () => resolve(false))
  })

/** innd's own child: it outlives it while it puts what it could not send into its backlog. */
const innfeedGone = async (folder: string): Promise<void> => {
  const file = join(folder, 'run/innfeed.pid')
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  const deadline = performance.now() + PATIENCE_MS
  while (pid > 0 && existsSync(`/proc/${pid}`)) {
    if (performance.now() > deadline) throw new Error('innfeed does not end')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const logOf = (folder: string): string =>
  readdirSync(join(folder, 'log'))
    .map((name) => readFileSync(join(folder, 'log', name), 'utf8'))
    .join('\n')
