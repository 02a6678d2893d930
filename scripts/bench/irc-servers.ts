// The servers that the IRC bench holds against each other: our daemon, and Debian's inspircd and ngircd, each on a
// loopback port of its own with its limits on pace and connections lifted.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, openSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts, startDaemon } from '../../server/testing/daemon.ts'

export const IRC_SERVERS = ['samband', 'inspircd', 'ngircd'] as const
export type IrcServerName = (typeof IRC_SERVERS)[number]

export interface IrcServer {
  readonly name: IrcServerName
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

const START_MS = 15_000

/** Starts one in an empty folder; ours can write a profile to a file, see profile.ts. @throws Error when the program is not installed or does not open its port */
export const startIrcServer = async (
  name: IrcServerName,
  folder: string,
  profileTo: string | null = null,
): Promise<IrcServer> => {
  mkdirSync(folder, { recursive: true })
  const [port = 0] = await freePorts(1)
  if (name === 'samband') return startOurs(port, folder, profileTo)
  const file = join(folder, `${name}.conf`)
  writeFileSync(file, name === 'inspircd' ? inspircdConfig(port, folder) : ngircdConfig(port))
  const log = openSync(join(folder, 'output'), 'w')
  const child =
    name === 'inspircd'
      ? spawn('inspircd', ['--nofork', '--runasroot', '--config', file], { stdio: ['ignore', log, log] })
      : spawn('ngircd', ['-n', '-f', file], { stdio: ['ignore', log, log] })
  await opened(name, child, port)
  return { name, port, pid: child.pid ?? 0, stop: () => stop(child) }
}

const startOurs = async (port: number, stateFolder: string, profileTo: string | null): Promise<IrcServer> => {
  const daemon = startDaemon({
    ...{ stateFolder, settings: { IRC_PORT: String(port), LIMITS_THROTTLE: 'false' } },
    ...(profileTo !== null && {
      nodeArguments: ['--import', new URL('profile.js', import.meta.url).href],
      environment: { BENCH_PROFILE: profileTo },
    }),
  })
  await daemon.ready
  return {
    ...{ name: 'samband', port, pid: daemon.child.pid ?? 0 },
    stop: async () => {
      await daemon.end('SIGKILL')
    },
  }
}

const stop = async (child: ChildProcess): Promise<void> => {
  const gone = once(child, 'exit')
  if (child.exitCode === null && child.kill('SIGKILL')) await gone
}

const opened = async (name: string, child: ChildProcess, port: number): Promise<void> => {
  let failure: Error | null = null
  child.on('error', (error) => {
    failure = new Error(`${name} cannot be started: is it installed? (${error.message})`)
  })
  child.on('exit', (code) => {
    failure ??= new Error(`${name} ended with ${code} before it opened its port`)
  })
  for (const started = performance.now(); performance.now() - started < START_MS; await sleep(50)) {
    if (failure !== null) throw failure
    if (await isOpen(port)) return
  }
  await stop(child)
  throw new Error(`${name} did not open its port`)
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })

const inspircdConfig = (port: number, folder: string): string => `
<server name="irc.bench" description="bench" network="Bench" id="001">
<admin name="bench" nick="bench" email="bench@irc.bench">
<bind address="127.0.0.1" port="${port}" type="clients">
<connect name="everybody" allow="*" timeout="60" pingfreq="10m" hardsendq="64M" softsendq="32M" recvq="1M"
  localmax="100000" globalmax="100000" limit="100000" maxconnwarn="no" resolvehostnames="no" useident="no"
  commandrate="1000000000" threshold="1000000" fakelag="no" maxchans="100">
<performance softlimit="100000" somaxconn="4096" netbuffersize="65534" clonesonconnect="no" quietbursts="yes">
<options defaultmodes="nt" splitwhois="no">
<security maxtargets="20">
<limits maxnick="30" maxchan="64" maxtopic="400">
<dns server="127.0.0.1" timeout="1">
<log method="file" type="*" level="default" target="${join(folder, 'inspircd.log')}">
<pid file="${join(folder, 'inspircd.pid')}">
`

const ngircdConfig = (port: number): string => `
[Global]
Name = irc.bench
Info = bench
AdminEMail = bench@irc.bench
Listen = 127.0.0.1
Ports = ${port}
ServerUID = nobody
ServerGID = nogroup
[Limits]
MaxConnections = 0
MaxConnectionsIP = 0
MaxJoins = 0
MaxNickLength = 30
MaxPenaltyTime = 0
PingTimeout = 600
PongTimeout = 600
[Options]
DNS = no
Ident = no
PAM = no
`
