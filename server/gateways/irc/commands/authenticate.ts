// AUTHENTICATE: SASL PLAIN (RFC 4616) in base64 chunks of 400 octets
// (https://ircv3.net/specs/extensions/sasl-3.2).

import { isRefusal } from '../../../core/refusal.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { sendLoggedIn } from '../logged-in.ts'
import { sentenceFor } from '../replies.ts'
import type { IrcSession } from '../session.ts'
import type { Call, Command } from './command.ts'

const CHUNK_OCTETS = 400
/** Two names and the longest password, in base64. */
const EXCHANGE_OCTETS = 2400
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

const run = async ({ session, params }: Call): Promise<void> => {
  const [chunk = ''] = params
  if (session.presence?.who.account != null) {
    return session.reply(NUMERIC.ERR_SASLALREADY, [], 'You are logged in already')
  }
  if (chunk === '*') {
    session.sasl = null
    return session.reply(NUMERIC.ERR_SASLABORTED, [], 'SASL authentication aborted')
  }
  if (session.sasl === null) return begin(session, chunk)
  const exchange = session.sasl + (chunk === '+' ? '' : chunk)
  if (chunk.length > CHUNK_OCTETS || exchange.length > EXCHANGE_OCTETS) {
    session.sasl = null
    return session.reply(NUMERIC.ERR_SASLTOOLONG, [], 'SASL message too long')
  }
  // A chunk of exactly 400 says that more comes, if only an empty one (`+`).
  session.sasl = chunk.length === CHUNK_OCTETS ? exchange : null
  if (session.sasl === null) await finish(session, exchange)
}

const begin = (session: IrcSession, mechanism: string): void => {
  if (mechanism.toUpperCase() === 'PLAIN') {
    session.sasl = ''
    session.send({ command: 'AUTHENTICATE', params: ['+'] })
  } else {
    session.reply(NUMERIC.RPL_SASLMECHS, ['PLAIN'], 'are available SASL mechanisms')
    refuse(session, 'That SASL mechanism is not spoken here')
  }
}

const finish = async (session: IrcSession, exchange: string): Promise<void> => {
  const credentials = readPlain(exchange)
  if (credentials === null) return refuse(session, 'SASL message cannot be read')
  try {
    const account = await session.core.accounts.signIn({ session: session.id, ...credentials })
    sendLoggedIn(session, account.name)
    session.reply(NUMERIC.RPL_SASLSUCCESS, [], 'SASL authentication successful')
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    refuse(session, sentenceFor('AUTHENTICATE', error))
  }
}

const refuse = (session: IrcSession, text: string): void => session.reply(NUMERIC.ERR_SASLFAIL, [], text)

/** authzid NUL authcid NUL password. Acting for somebody else is not offered. */
export const readPlain = (base64: string): { readonly name: string; readonly password: string } | null => {
  if (!BASE64.test(base64)) return null
  const [authzid, name, password, ...rest] = Buffer.from(base64, 'base64').toString('utf8').split('\0')
  if (authzid === undefined || name === undefined || password === undefined || rest.length > 0) return null
  if (name === '' || password === '' || (authzid !== '' && authzid !== name)) return null
  return { name, password }
}

export const authenticate: Command = { minParams: 1, beforeRegistration: true, run }
