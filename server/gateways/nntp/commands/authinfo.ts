// AUTHINFO USER, PASS and SASL PLAIN (RFC 4643, RFC 4616): logging in to the one account.

import { textAfter } from '../../../wire/nntp/command.ts'
import type { NntpSession } from '../session.ts'
import type { Call, Command } from './command.ts'

/** RFC 4643 §2.4.2: longer than any command line. */
const SASL_OCTETS = 12_288
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

const run = async (call: Call): Promise<void> => {
  const { session, command } = call
  const [first = '', second] = command.args
  const kind = first.toUpperCase()
  if (!['USER', 'PASS', 'SASL'].includes(kind)) return session.reply(501, 'AUTHINFO knows USER, PASS and SASL')
  if (second === undefined) return session.reply(501, `AUTHINFO ${kind} needs an argument`)
  if (session.account !== null) return session.reply(502, 'You are logged in already')
  // RFC 8054 §2.2: what is packed together with a secret can betray its length.
  if (session.isCompressed) return session.reply(502, 'Log in before you ask for compression')
  if (!session.mayLogIn) return session.reply(483, 'Not in clear text: use TLS first')
  if (kind === 'SASL') return sasl(session, second, command.args)
  if (kind === 'USER') {
    session.user = textAfter(command, 2).trimEnd()
    return session.reply(381, 'Password, please')
  }
  const { user } = session
  if (user === null) return session.reply(482, 'The name comes first: AUTHINFO USER')
  session.user = null
  await signIn(session, user, textAfter(command, 2))
}

const sasl = async (session: NntpSession, mechanism: string, args: readonly string[]): Promise<void> => {
  if (args.length > 3) return session.reply(501, 'AUTHINFO SASL takes a mechanism and an initial response')
  if (mechanism.toUpperCase() !== 'PLAIN') return session.reply(503, 'The only mechanism here is PLAIN')
  const response = args[2] ?? (await askForMore(session))
  if (response === null) return session.reply(482, 'That is too long')
  if (response === '*') return session.reply(481, 'Given up, as you wish')
  if (response !== '=' && !BASE64.test(response)) return session.reply(504, 'That is no base64')
  const [authzid = '', name = '', password = '', ...more] = Buffer.from(response, 'base64').toString('utf8').split('\0')
  if (name === '' || password === '' || more.length > 0) return session.reply(482, 'That is no PLAIN response')
  // Acting for somebody else is not offered.
  if (authzid !== '' && authzid !== name) return session.reply(481, 'You can only be yourself here')
  await signIn(session, name, password)
}

const askForMore = async (session: NntpSession): Promise<string | null> => {
  session.reply(383, '=')
  const line = await session.input.line(SASL_OCTETS)
  return line === 'too-long' ? null : line.toString('latin1').trim()
}

const signIn = async (session: NntpSession, name: string, password: string): Promise<void> => {
  const account = await session.core.accounts.signIn({ session: session.id, name, password })
  session.account = account.name
  session.settle()
  await session.findPeer()
  session.reply(281, `Welcome, ${account.name}`)
}

export const authinfo: Command = { args: [1, 100], syntax: 'USER name | PASS password | SASL PLAIN [response]', run }
