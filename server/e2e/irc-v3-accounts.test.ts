import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import { once } from 'node:events'
import { connect as connectTls } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeCertificate } from '../testing/certificate.ts'
import { Conversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse, passwordOf } from '../testing/irc-house.ts'

let house: IrcHouse
const open = async (settings: Record<string, string> = {}): Promise<void> => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false', ...settings } })
}
afterEach(() => house.close())

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const plain = (name: string, password = passwordOf(name)): string => base64(`\0${name}\0${password}`)

describe('SCRAM-SHA-256', () => {
  beforeEach(async () => {
    await open()
    await house.addAccount('anna')
    // The verifier is made when the password is first seen, in the background.
    const session = await house.core.sessions.open({ face: 'ssh', address: '', secure: true })
    await house.core.accounts.signIn({ session, name: 'anna', password: passwordOf('anna') })
    for (let tries = 0; tries < 50; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      const rows = house.house.store.reader('SELECT 1 AS one FROM account WHERE scram IS NOT NULL').all()
      if (rows.length > 0) return
    }
  })

  const challenge = async (irc: Conversation): Promise<string> =>
    Buffer.from((await irc.expect('AUTHENTICATE *')).slice('AUTHENTICATE '.length), 'base64').toString()

  /** The client's side up to its proof, as RFC 5802 §3 has it. */
  const prove = async (
    irc: Conversation,
    name: string,
    password: string,
  ): Promise<{ server: Buffer; auth: string }> => {
    const bare = `n=${name},r=rOprNGfwEbeRWgbNEkqO`
    await irc.script('> AUTHENTICATE SCRAM-SHA-256', '= AUTHENTICATE +', `> AUTHENTICATE ${base64(`n,,${bare}`)}`)
    const first = await challenge(irc)
    const [, nonce = '', salt = '', rounds = ''] = /^r=([^,]+),s=([^,]+),i=(\d+)$/.exec(first) ?? []
    expect(nonce.startsWith('rOprNGfwEbeRWgbNEkqO')).toBe(true)
    expect(Number(rounds)).toBeGreaterThanOrEqual(64_000)
    const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(rounds), 32, 'sha256')
    const key = createHmac('sha256', salted).update('Client Key').digest()
    const final = `c=biws,r=${nonce}`
    const auth = `${bare},${first},${final}`
    const signature = createHmac('sha256', createHash('sha256').update(key).digest()).update(auth).digest()
    const proof = Buffer.from(key.map((octet, index) => octet ^ (signature[index] ?? 0))).toString('base64')
    irc.send(`AUTHENTICATE ${base64(`${final},p=${proof}`)}`)
    return { server: createHmac('sha256', salted).update('Server Key').digest(), auth }
  }

  test('the right password is proved without being sent, and the server proves that it knows it too', async () => {
    const irc = await house.connect()
    await irc.script(
      '> CAP LS 302',
      '< *sasl=PLAIN,SCRAM-SHA-256*',
      '> CAP REQ sasl',
      '> NICK a',
      '> USER a 0 * :a',
      '< * ACK *',
    )
    const { server, auth } = await prove(irc, 'anna', passwordOf('anna'))
    expect(await challenge(irc)).toBe(`v=${createHmac('sha256', server).update(auth).digest('base64')}`)
    await irc.script(
      '> AUTHENTICATE +',
      '= :irc.test 900 a * anna :*',
      '= :irc.test 903 a :*',
      '> CAP END',
      '< * 001 anna *',
    )
  })

  test('a wrong password and an unknown name fail alike; nonsense fails too', async () => {
    const irc = await house.connect()
    await irc.script('> CAP REQ sasl', '< * ACK *')
    await prove(irc, 'anna', 'not her password')
    await irc.expect(':irc.test 904 * :That name and password do not fit')
    await prove(irc, 'nobody', 'x')
    await irc.expect(':irc.test 904 * :That name and password do not fit')
    await irc.script(`
      > AUTHENTICATE SCRAM-SHA-256
      = AUTHENTICATE +
      > AUTHENTICATE ${base64('p=tls-unique,,n=anna,r=x')}
      = :irc.test 904 * :*
      > AUTHENTICATE SCRAM-SHA-256
      = AUTHENTICATE +
      > AUTHENTICATE ${base64('n,,n=anna,r=abc')}
      < AUTHENTICATE *
      > AUTHENTICATE ${base64('c=biws,r=abcother,p=AAAA')}
      = :irc.test 904 * :*
      > AUTHENTICATE DIGEST-MD5
      = :irc.test 908 * PLAIN,SCRAM-SHA-256 :*
      = :irc.test 904 * :*
    `)
  })
})

describe('logging in again', () => {
  test('after the welcome one goes over to another account; a wrong password changes nothing', async () => {
    await open()
    await house.addAccount('anna')
    await house.addAccount('bert')
    const eva = await house.enter('eva', { caps: 'account-notify' })
    const irc = await house.enter('anna', { account: 'anna', caps: 'sasl' })
    await eva.script('> JOIN #x', '< * 366 *')
    await irc.script('> JOIN #x', '< * 366 *')
    await irc.script(`
      > AUTHENTICATE PLAIN
      = AUTHENTICATE +
      > AUTHENTICATE ${plain('bert', 'wrong')}
      = :irc.test 904 anna :*
      > AUTHENTICATE PLAIN
      = AUTHENTICATE +
      > AUTHENTICATE ${plain('anna')}
      = :irc.test 900 anna * anna :*
      = :irc.test 903 anna :*
      > AUTHENTICATE PLAIN
      = AUTHENTICATE +
      > AUTHENTICATE ${plain('bert')}
      < :anna!* NICK bert
      < :irc.test 900 bert * bert :*
      < :irc.test 903 bert :*
    `)
    await eva.expect(':anna!~u@user/anna QUIT *')
  })
})

describe('EXTERNAL', () => {
  test('a client certificate opens the account that it was added to', async () => {
    const { certificate, key } = makeCertificate('irc.test')
    house = await openIrcHouse({
      settings: { LIMITS_THROTTLE: 'false' },
      gateway: { tls: { listen: { host: '127.0.0.1', port: 0 }, certificate, key } },
    })
    await house.addAccount('anna')
    const dial = async (options: { cert?: Buffer; key?: Buffer }): Promise<Conversation> => {
      const socket = connectTls({
        host: '127.0.0.1',
        port: house.gateway.tlsPort,
        rejectUnauthorized: false,
        ...options,
      })
      await once(socket, 'secureConnect')
      return new Conversation(socket, 5000)
    }
    const mine = makeCertificate('irc.test')
    const without = await dial({})
    await without.script(`
      > CAP LS 302
      < *sasl=PLAIN,SCRAM-SHA-256 *
      > AUTHENTICATE EXTERNAL
      < :irc.test 908 * PLAIN,SCRAM-SHA-256 :*
      < :irc.test 904 * :*
    `)
    const having = await dial({ cert: mine.certificate, key: mine.key })
    await having.script(`
      > CAP LS 302
      < *sasl=PLAIN,SCRAM-SHA-256,EXTERNAL*
      > AUTHENTICATE EXTERNAL
      < AUTHENTICATE +
      > AUTHENTICATE +
      < :irc.test 904 * :*
    `)
    const session = await house.core.sessions.open({ face: 'ssh', address: '', secure: true })
    await house.core.accounts.signIn({ session, name: 'anna', password: passwordOf('anna') })
    const { X509Certificate } = await import('node:crypto')
    const { fingerprint256 } = new X509Certificate(mine.certificate)
    const added = await house.core.accounts.addCertificate({ session, fingerprint: fingerprint256 })
    expect(await house.core.accounts.certificates({ session })).toEqual([added])
    await having.script(`
      > AUTHENTICATE EXTERNAL
      < AUTHENTICATE +
      > AUTHENTICATE ${base64('bert')}
      < :irc.test 904 * :*
      > AUTHENTICATE EXTERNAL
      < AUTHENTICATE +
      > AUTHENTICATE +
      < :irc.test 900 * * anna :*
      < :irc.test 903 * :*
    `)
    await house.core.accounts.removeCertificate({ session, fingerprint: added.fingerprint })
    expect(await house.core.accounts.certificates({ session })).toEqual([])
  })

  test('where the sysop wants it, STS says it: the port in clear text, how long over TLS', async () => {
    const { certificate, key } = makeCertificate('irc.test')
    const tls = { listen: { host: '127.0.0.1', port: 0 }, certificate, key, stsDays: 30 }
    house = await openIrcHouse({ gateway: { tls } })
    const clear = await house.connect()
    await clear.script('> CAP LS 302', `< *sts=port=${house.gateway.tlsPort}*`, '> CAP REQ sts', '< * NAK :sts')
    const old = await house.connect()
    await old.script('> CAP LS', '< * CAP * LS *')
    expect(old.lines.join()).not.toContain('sts')
    const socket = connectTls({ host: '127.0.0.1', port: house.gateway.tlsPort, rejectUnauthorized: false })
    await once(socket, 'secureConnect')
    await new Conversation(socket, 5000).script('> CAP LS 302', '< *sts=duration=2592000*')
  })
})

describe('REGISTER', () => {
  test('makes an account before or after the welcome, of the own nick or another name', async () => {
    await open()
    const irc = await house.connect()
    await irc.script(
      `
      > CAP LS 302
      < *draft/account-registration=before-connect,custom-account-name*
      > REGISTER * * secret-word-1
      < :irc.test FAIL REGISTER NEED_NICK \\* :*
      > NICK gus
      > REGISTER * * secret-word-1
      = :irc.test REGISTER SUCCESS gus :*
      = :irc.test 900 gus gus!~u@user/gus gus :*
      > USER gus 0 * :gus
      > CAP END
      < :irc.test 001 gus *
    `.replaceAll('\\*', '*'),
    )
    const eva = await house.enter('eva')
    await eva.script(`
      > REGISTER gus * secret-word-1
      = :irc.test FAIL REGISTER ACCOUNT_EXISTS gus :*
      > REGISTER root * secret-word-1
      = :irc.test FAIL REGISTER BAD_ACCOUNT_NAME root :*
      > REGISTER eva * short
      = :irc.test FAIL REGISTER WEAK_PASSWORD eva :*
      > REGISTER eva
      = :irc.test 461 eva REGISTER :*
      > REGISTER olga eva@example.org secret-word-1
      < :irc.test REGISTER SUCCESS olga :*
      < :irc.test 900 olga * olga :*
      > REGISTER other * secret-word-1
      = :irc.test FAIL REGISTER ALREADY_AUTHENTICATED other :*
      > VERIFY olga 1234
      = :irc.test FAIL VERIFY INVALID_CODE olga :*
    `)
  })

  test('where a moderator lets people in, it says so', async () => {
    await open({ REGISTRATION_MODE: 'approve' })
    const eva = await house.enter('eva')
    await eva.script('> REGISTER * * secret-word-1', '= :irc.test REGISTER VERIFICATION_REQUIRED eva :*')
  })

  test('where an invite is needed, its code stands in the place of the address', async () => {
    await open({ REGISTRATION_MODE: 'invite' })
    await house.addAccount('anna')
    const session = await house.core.sessions.open({ face: 'ssh', address: '', secure: true })
    await house.core.accounts.signIn({ session, name: 'anna', password: passwordOf('anna') })
    const code = await house.core.accounts.invite({ session })
    const eva = await house.enter('eva')
    await eva.script(`
      > REGISTER * * secret-word-1
      = :irc.test FAIL REGISTER TEMPORARILY_UNAVAILABLE eva :*
      > REGISTER * wrong secret-word-1
      = :irc.test FAIL REGISTER UNACCEPTABLE_EMAIL eva :*
      > REGISTER * ${code} secret-word-1
      < :irc.test REGISTER SUCCESS eva :*
    `)
  })
})

describe('small capabilities', () => {
  test('with no-implicit-names a JOIN brings no names, and NAMES does', async () => {
    await open()
    const gus = await house.enter('gus', { caps: 'draft/no-implicit-names' })
    await gus.script('> JOIN #x', '< * JOIN #x', '< * MODE #x *', '> NAMES #x', '= * 353 *', '= * 366 *')
  })

  test('with extended-isupport the tokens come when asked for, before the welcome too, as a batch', async () => {
    await open()
    const irc = await house.connect()
    await irc.script(`
      > ISUPPORT
      = :irc.test 421 * ISUPPORT :*
      > CAP REQ :draft/extended-isupport batch
      = * ACK *
      > ISUPPORT
      = :irc.test BATCH +b1 draft/isupport
      = @batch=b1 :irc.test 005 * *
      < :irc.test BATCH -b1
    `)
  })
})
