import { once } from 'node:events'
import { connect } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { makeCertificate } from '../testing/certificate.ts'
import { openConversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

let house: IrcHouse | undefined
afterEach(() => house?.close())

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
