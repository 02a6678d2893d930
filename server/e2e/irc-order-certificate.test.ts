import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { makeCertificate } from '../testing/certificate.ts'
import { openConversation } from '../testing/conversation.ts'
import { freePorts, startDaemon } from '../testing/daemon.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

let house: IrcHouse | undefined
afterEach(async () => {
  await house?.close()
  house = undefined
})

/** The name in the certificate that a new connection is shown. */
const nameAt = async (port: number): Promise<string> => {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  const { subject } = socket.getPeerCertificate()
  socket.destroy()
  return String(subject.CN)
}

test('a new certificate is taken for new connections, standing ones stay, and one that is bad changes nothing', async () => {
  let current = makeCertificate('old.test')
  const listen = { host: '127.0.0.1', port: 0 }
  house = await openIrcHouse({
    settings: { LIMITS_THROTTLE: 'false' },
    gateway: { tls: { listen, ...current, reread: () => current } },
  })
  await house.addAccount('sara', 'sysop')
  const port = house.gateway.tlsPort
  const standing = await openConversation({ port, secure: true })
  await standing.script('> PASS sara:password of sara', '> NICK sara', '> USER x 0 * :x', '< * 376 *')
  expect(await nameAt(port)).toBe('old.test')
  current = makeCertificate('new.test')
  await standing.script('> REHASH', '< * 382 sara irc.test :*', '= * NOTICE sara :The certificate has been read again*')
  expect(await nameAt(port)).toBe('new.test')
  current = { certificate: Buffer.from('this is no certificate'), key: current.key }
  expect(house.gateway.rehash()).toEqual(['The new certificate cannot be used; the old one stays'])
  expect(await nameAt(port)).toBe('new.test')
  await standing.script('> PING :still here', '< * PONG * :still here', '> AUDIT', '< * NOTICE sara :* sara: rehash *')
})

test('SIGHUP takes new certificates for IRC and for news, and drops nobody', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'samband-tls-'))
  const write = (name: string): void => {
    const { certificate, key } = makeCertificate(name)
    writeFileSync(join(folder, 'tls.crt'), certificate)
    writeFileSync(join(folder, 'tls.key'), key)
  }
  write('old.test')
  const [irc = 0, news = 0] = await freePorts(2)
  const settings = {
    ...{ TLS_CERTIFICATE: join(folder, 'tls.crt'), TLS_KEY: join(folder, 'tls.key') },
    ...{ IRC_TLS_PORT: String(irc), NNTP_TLS_PORT: String(news) },
  }
  const daemon = startDaemon({ stateFolder: join(folder, 'state'), settings })
  try {
    await daemon.ready
    const chat = await openConversation({ port: irc, secure: true })
    await chat.script('> NICK gus', '> USER g 0 * :g', '< * 376 *')
    const reader = await openConversation({ port: news, secure: true })
    await reader.script('< 200 *')
    expect([await nameAt(irc), await nameAt(news)]).toEqual(['old.test', 'old.test'])
    write('new.test')
    daemon.child.kill('SIGHUP')
    await expect.poll(() => nameAt(irc)).toBe('new.test')
    await expect.poll(() => nameAt(news)).toBe('new.test')
    await chat.script('> PING :still here', '< * PONG * :still here')
    await reader.script('> DATE', '= 111 *')
    await Promise.all([chat.close(), reader.close()])
  } finally {
    await daemon.end('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
})
