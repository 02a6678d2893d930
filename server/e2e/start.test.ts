// Starting and stopping the real daemon: what it says when it cannot start, and that it goes in good order.

import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeCertificate } from '../testing/certificate.ts'
import { openConversation } from '../testing/conversation.ts'
import { type Daemon, freePorts, startDaemon } from '../testing/daemon.ts'

let folder: string
const daemons: Daemon[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-start-'))
})
afterEach(async () => {
  for (const daemon of daemons.splice(0)) if (daemon.child.exitCode === null) await daemon.end('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const start = (settings: Record<string, string> = {}): Daemon => {
  const daemon = startDaemon({ stateFolder: join(folder, 'state'), settings })
  daemons.push(daemon)
  return daemon
}

/** The one line and the exit code of a daemon that does not start. */
const refusal = async (daemon: Daemon): Promise<{ code: number | null; line: string }> => {
  await expect(daemon.ready).rejects.toThrow()
  return { code: daemon.child.exitCode, line: daemon.output().trimEnd() }
}

describe('what its owner can mend is one clear line and exit code 2', () => {
  test('a port that is in use', async () => {
    const busy = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => busy.once('listening', resolve))
    const address = busy.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const said = await refusal(start({ IRC_PORT: String(port) }))
    expect(said).toEqual({ code: 2, line: `samband: irc: 127.0.0.1:${port} is already in use` })
    busy.close()
  })

  test('a wrong setting', async () => {
    expect(await refusal(start({ SSH_PROT: '1' }))).toEqual({
      code: 2,
      line: 'samband: SAMBAND_SSH_PROT: there is no setting [ssh] prot',
    })
  })

  test('a state folder that another daemon owns', async () => {
    await start().ready
    const said = await refusal(start())
    expect(said.code).toBe(2)
    expect(said.line).toMatch(/^samband: another Samband is running on the state folder \/[^\n]*$/)
  })

  test('a state folder that cannot be made', async () => {
    writeFileSync(join(folder, 'state'), 'a file, not a folder')
    const said = await refusal(start())
    expect(said.code).toBe(2)
    expect(said.line).toMatch(/^samband: cannot write to the state folder [^\n]*$/)
  })

  // Nothing is read-only for root.
  test.skipIf(process.getuid?.() === 0)('a state folder that is read-only', async () => {
    mkdirSync(join(folder, 'state'))
    chmodSync(join(folder, 'state'), 0o500)
    expect((await refusal(start())).line).toMatch(/^samband: cannot write to the state folder [^\n]*$/)
  })

  test('a certificate that is not there', async () => {
    const [port] = await freePorts(1)
    const tls = { TLS_CERTIFICATE: '/absent.pem', TLS_KEY: '/absent.key', IRC_TLS_PORT: String(port) }
    const said = await refusal(start(tls))
    expect(said.code).toBe(2)
    expect(said.line).toMatch(/^samband: irc cannot be opened \(ENOENT[^\n]*$/)
  })
})

test('the state folder and what is secret in it are for its owner alone', async () => {
  const [port] = await freePorts(1)
  await start({ SSH_PORT: String(port) }).ready
  const mode = (name: string): string => (statSync(join(folder, 'state', name)).mode & 0o777).toString(8)
  expect(mode('.')).toBe('700')
  expect(mode('ssh_host_ed25519_key')).toBe('600')
  expect(mode('cloak.key')).toBe('600')
  expect(mode('console.sock')).toBe('600')
  expect(mode('samband.db')).toBe('600')
})

test('the first start prints the code of the first sysop, the same one until it is used', async () => {
  const codeOf = async (): Promise<string | undefined> => {
    const daemon = start()
    await daemon.ready
    await daemon.end('SIGTERM')
    return /claim ([A-Z0-9-]{14})/.exec(daemon.output())?.[1]
  }
  const code = await codeOf()
  expect(code).toBeDefined()
  expect(await codeOf()).toBe(code)
})

test('IRC over TLS opens beside or without clear text, with the certificate of the configuration', async () => {
  const [clear, tls] = await freePorts(2)
  const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const made = makeCertificate('localhost')
  writeFileSync(certificate, made.certificate)
  writeFileSync(key, made.key)
  const settings = { TLS_CERTIFICATE: certificate, TLS_KEY: key, IRC_TLS_PORT: String(tls) }
  await start({ ...settings, IRC_PORT: String(clear) }).ready
  const secure = await openConversation({ port: tls ?? 0, secure: true })
  await secure.script('> NICK vera', '> USER v 0 * :v', '< :* 001 vera *')
  secure.socket.destroy()
})

test('SIGTERM says goodbye, and what was committed is there at the next start', async () => {
  const [port] = await freePorts(1)
  const daemon = start({ IRC_PORT: String(port) })
  await daemon.ready
  const irc = await openConversation({ port: port ?? 0 })
  await irc.script('> NICK ola', '> USER o 0 * :o', '< :* 001 ola *')
  const ended = daemon.end('SIGTERM')
  await irc.script('< ERROR *')
  expect(await ended).toBe(0)
})
