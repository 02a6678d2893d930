// AUTHINFO USER, PASS and SASL (RFC 4643) by PLAIN (RFC 4616) and SCRAM-SHA-256 (RFC 7677): logging in to the account.

import { randomBytes } from 'node:crypto'
import { textAfter } from '../../../wire/nntp/command.ts'
import { readClientFinal, readClientFirst } from '../../../wire/sasl/scram.ts'
import type { NntpSession } from '../session.ts'
import type { Call, Command } from './command.ts'

/** RFC 4643 §2.4.2: longer than any command line. */
const SASL_OCTETS = 12_288
const NONCE_OCTETS = 18
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

const sasl = async (session: NntpSession, word: string, args: readonly string[]): Promise<void> => {
  if (args.length > 3) return session.reply(501, 'AUTHINFO SASL takes a mechanism and an initial response')
  const mechanism = word.toUpperCase()
  const begin = Object.hasOwn(MECHANISMS, mechanism) ? MECHANISMS[mechanism] : undefined
  if (begin === undefined) return session.reply(503, `The mechanisms here are ${SASL_MECHANISMS.join(' and ')}`)
  const response = args[2] ?? (await ask(session, '='))
  const message = response === null ? null : messageIn(session, response)
  if (message !== null) await begin(session, message)
}

const plain = async (session: NntpSession, message: string): Promise<void> => {
  const [authzid = '', name = '', password = '', ...more] = message.split('\0')
  if (name === '' || password === '' || more.length > 0) return session.reply(482, 'That is no PLAIN response')
  // Acting for somebody else is not offered.
  if (authzid !== '' && authzid !== name) return session.reply(481, 'You can only be yourself here')
  await signIn(session, name, password)
}

/** RFC 5802 §5; the server's signature goes along with 283 (RFC 4643 §2.4.2). */
const scram = async (session: NntpSession, message: string): Promise<void> => {
  const { core, id } = session
  const first = readClientFirst(message)
  if (first === null) return session.reply(482, 'That is no SCRAM message')
  if (first.authzid !== '' && first.authzid !== first.name) return session.reply(481, 'You can only be yourself here')
  const { salt, iterations } = await core.accounts.scramSalt({ session: id, name: first.name })
  const nonce = first.nonce + randomBytes(NONCE_OCTETS).toString('base64')
  const serverFirst = `r=${nonce},s=${salt},i=${iterations}`
  const response = await ask(session, Buffer.from(serverFirst).toString('base64'))
  const answer = response === null ? null : messageIn(session, response)
  if (answer === null) return
  const final = readClientFinal(answer, first, nonce)
  if (final === null) return session.reply(482, 'That does not belong to this exchange')
  const authMessage = `${first.bare},${serverFirst},${final.withoutProof}`
  const proof = { name: first.name, authMessage, proof: final.proof }
  const { account, signature } = await core.accounts.signInWithScram({ session: id, ...proof })
  await welcome(session, account.name, 283, Buffer.from(`v=${signature}`).toString('base64'))
}

const MECHANISMS: Readonly<Record<string, (session: NntpSession, message: string) => Promise<void>>> = {
  'SCRAM-SHA-256': scram,
  PLAIN: plain,
}

export const SASL_MECHANISMS = Object.keys(MECHANISMS)

/** The decoded octets of a response; null when the client has been told what is wrong with it. */
const messageIn = (session: NntpSession, response: string): string | null => {
  if (response === '*') session.reply(481, 'Given up, as you wish')
  else if (response !== '=' && !BASE64.test(response)) session.reply(504, 'That is no base64')
  else return Buffer.from(response, 'base64').toString('utf8')
  return null
}

/** Null when the client has been told that it said too much. */
const ask = async (session: NntpSession, challenge: string): Promise<string | null> => {
  session.reply(383, challenge)
  const line = await session.input.line(SASL_OCTETS)
  if (line !== 'too-long') return line.toString('latin1').trim()
  session.reply(482, 'That is too long')
  return null
}

const signIn = async (session: NntpSession, name: string, password: string): Promise<void> => {
  const account = await session.core.accounts.signIn({ session: session.id, name, password })
  await welcome(session, account.name, 281, `Welcome, ${account.name}`)
}

/** The account may be that of another server. */
const welcome = async (session: NntpSession, account: string, code: 281 | 283, text: string): Promise<void> => {
  session.account = account
  session.settle()
  await session.findPeer()
  session.reply(code, text)
}

export const authinfo: Command = {
  args: [1, 100],
  syntax: 'USER name | PASS password | SASL mechanism [response]',
  run,
}
