// AUTHENTICATE: SASL in base64 chunks of 400 octets (https://ircv3.net/specs/extensions/sasl-3.2): PLAIN (RFC 4616),
// SCRAM-SHA-256 (RFC 7677) and EXTERNAL (RFC 4422 appendix A) by the TLS client certificate. Who is logged in already
// may do so again, as another account too.

import { randomBytes } from 'node:crypto'
import { isRefusal } from '../../../core/refusal.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { readClientFinal, readClientFirst } from '../../../wire/sasl/scram.ts'
import { MECHANISMS, type Mechanism, type SaslExchange } from '../exchanges.ts'
import { sendLoggedIn } from '../logged-in.ts'
import { sentenceFor } from '../replies.ts'
import type { IrcSession } from '../session.ts'
import type { Call, Command } from './command.ts'

const CHUNK_OCTETS = 400
/** Two names and the longest password, in base64. */
const EXCHANGE_OCTETS = 2400
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Those that this connection can use: EXTERNAL needs a certificate to go by. */
export const mechanismsFor = (session: IrcSession): readonly Mechanism[] =>
  MECHANISMS.filter((mechanism) => mechanism !== 'EXTERNAL' || session.certificate !== null)

const run = async ({ session, params }: Call): Promise<void> => {
  const [chunk = ''] = params
  if (chunk === '*') {
    session.sasl = null
    return session.reply(NUMERIC.ERR_SASLABORTED, [], 'SASL authentication aborted')
  }
  const { sasl } = session
  if (sasl === null) return begin(session, chunk)
  const text = sasl.text + (chunk === '+' ? '' : chunk)
  if (chunk.length > CHUNK_OCTETS || text.length > EXCHANGE_OCTETS) {
    session.sasl = null
    return session.reply(NUMERIC.ERR_SASLTOOLONG, [], 'SASL message too long')
  }
  // A chunk of exactly 400 says that more comes, if only an empty one (`+`).
  sasl.text = chunk.length === CHUNK_OCTETS ? text : ''
  if (chunk.length < CHUNK_OCTETS) await attempt(session, () => take(session, sasl, text))
}

const begin = (session: IrcSession, word: string): void => {
  const mechanisms = mechanismsFor(session)
  const mechanism = mechanisms.find((each) => each === word.toUpperCase())
  if (mechanism === undefined) {
    session.reply(NUMERIC.RPL_SASLMECHS, [mechanisms.join(',')], 'are available SASL mechanisms')
    refuse(session, 'That SASL mechanism is not spoken here')
    return
  }
  session.sasl = { mechanism, text: '', scram: null, account: null }
  session.send({ command: 'AUTHENTICATE', params: ['+'] })
}

/** One whole message of the client. */
const take = (session: IrcSession, sasl: SaslExchange, base64: string): Promise<void> | void => {
  if (!BASE64.test(base64)) return refuse(session, 'SASL message cannot be read')
  if (sasl.mechanism === 'PLAIN') return plain(session, base64)
  if (sasl.mechanism === 'EXTERNAL') return external(session, base64)
  return scram(session, sasl, Buffer.from(base64, 'base64').toString('utf8'))
}

const plain = async (session: IrcSession, base64: string): Promise<void> => {
  const credentials = readPlain(base64)
  if (credentials === null) return refuse(session, 'SASL message cannot be read')
  const account = await session.core.accounts.signIn({ session: session.id, ...credentials, again: true })
  succeed(session, account.name)
}

const external = async (session: IrcSession, base64: string): Promise<void> => {
  const fingerprint = session.certificate
  if (fingerprint === null) return refuse(session, 'EXTERNAL needs a TLS client certificate')
  const name = Buffer.from(base64, 'base64').toString('utf8')
  const args = { session: session.id, fingerprint, again: true, ...(name === '' ? {} : { name }) }
  const account = await session.core.accounts.signInWithCertificate(args)
  succeed(session, account.name)
}

// Three messages: the client's first, its final with the proof, and an empty one after our signature.
const scram = async (session: IrcSession, sasl: SaslExchange, text: string): Promise<void> => {
  if (sasl.account !== null) return succeed(session, sasl.account)
  if (sasl.scram === null) return answerFirst(session, sasl, text)
  const { first, nonce, serverFirst } = sasl.scram
  const final = readClientFinal(text, first, nonce)
  if (final === null) return refuse(session, 'SASL message cannot be read')
  const authMessage = `${first.bare},${serverFirst},${final.withoutProof}`
  const proof = { name: first.name, authMessage, proof: final.proof }
  const { account, signature } = await session.core.accounts.signInWithScram({
    ...{ session: session.id, again: true },
    ...proof,
  })
  sasl.account = account.name
  challenge(session, `v=${signature}`)
}

const answerFirst = async (session: IrcSession, sasl: SaslExchange, text: string): Promise<void> => {
  const first = readClientFirst(text)
  if (first === null || (first.authzid !== '' && first.authzid !== first.name)) {
    return refuse(session, 'SASL message cannot be read')
  }
  const { salt, iterations } = await session.core.accounts.scramSalt({ session: session.id, name: first.name })
  const nonce = first.nonce + randomBytes(18).toString('base64')
  const serverFirst = `r=${nonce},s=${salt},i=${iterations}`
  sasl.scram = { first, nonce, serverFirst }
  challenge(session, serverFirst)
}

const challenge = (session: IrcSession, text: string): void =>
  session.send({ command: 'AUTHENTICATE', params: [Buffer.from(text).toString('base64')] })

const succeed = (session: IrcSession, account: string): void => {
  session.sasl = null
  sendLoggedIn(session, account)
  session.reply(NUMERIC.RPL_SASLSUCCESS, [], 'SASL authentication successful')
}

const attempt = async (session: IrcSession, act: () => Promise<void> | void): Promise<void> => {
  try {
    await act()
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    refuse(session, sentenceFor('AUTHENTICATE', error))
  }
}

const refuse = (session: IrcSession, text: string): void => {
  session.sasl = null
  session.reply(NUMERIC.ERR_SASLFAIL, [], text)
}

/** authzid NUL authcid NUL password. Acting for somebody else is not offered. */
export const readPlain = (base64: string): { readonly name: string; readonly password: string } | null => {
  if (!BASE64.test(base64)) return null
  const [authzid, name, password, ...rest] = Buffer.from(base64, 'base64').toString('utf8').split('\0')
  if (authzid === undefined || name === undefined || password === undefined || rest.length > 0) return null
  if (name === '' || password === '' || (authzid !== '' && authzid !== name)) return null
  return { name, password }
}

export const authenticate: Command = { minParams: 1, beforeRegistration: true, run }
