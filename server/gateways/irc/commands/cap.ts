// CAP: capability negotiation, versions 301 and 302 (https://ircv3.net/specs/extensions/capability-negotiation).

import { LINE_OCTETS } from '../../../wire/irc/message.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { CAP, listCapabilities, namesOf, requestCapabilities, withCap } from '../capabilities.ts'
import type { House } from '../house.ts'
import { packWords } from '../introduction.ts'
import type { IrcSession } from '../session.ts'
import { tryWelcome } from '../welcome.ts'
import { mechanismsFor } from './authenticate.ts'
import type { Call, Command } from './command.ts'
import { forgetSubscriptions, METADATA_LIMITS } from './metadata.ts'

const run = ({ session, house, params }: Call): void | Promise<void> => {
  const [subcommand = '', argument = ''] = params
  switch (subcommand.toUpperCase()) {
    case 'LS':
      return list(session, house, argument)
    case 'LIST':
      return enumerate(session, house.serverName, 'LIST', namesOf(session.caps))
    case 'REQ':
      return request(session, house.serverName, argument)
    case 'END':
      return end({ session, house })
    default:
      return session.reply(NUMERIC.ERR_INVALIDCAPCMD, [subcommand], 'No such CAP command')
  }
}

const answer = (session: IrcSession, source: string, subcommand: string, text: string): void =>
  session.send({ source, command: 'CAP', params: [session.nick, subcommand], text })

// A version is a number: 307 speaks 302. Whoever has spoken 302 once stays there, though a plain LS gets no values.
const list = (session: IrcSession, house: House, argument: string): void => {
  const version = /^\d{3,}$/.test(argument) && Number(argument) >= 302 ? 302 : 301
  session.capVersion = Math.max(session.capVersion, version)
  if (version === 302) session.caps = withCap(session.caps, CAP.capNotify)
  hold(session)
  const values = new Map([
    ['sasl', mechanismsFor(session).join(',')],
    ['draft/metadata-3', METADATA_LIMITS],
  ])
  const words = listCapabilities(version, values)
  enumerate(session, house.serverName, 'LS', [...words, ...strictTransport(session, house, version)])
}

const DAY_SECONDS = 86_400

/** Where TLS is spoken, and for how long to hold to it (https://ircv3.net/specs/extensions/sts). Nobody asks for it. */
const strictTransport = (session: IrcSession, house: House, version: number): string[] => {
  const { port, days } = house.strictTransport()
  if (port === 0 || days === 0 || version < 302) return []
  return [session.secure ? `sts=duration=${days * DAY_SECONDS}` : `sts=port=${port}`]
}

/** In several lines for version 302 (`*` says that more comes); earlier ones get what one line holds. */
const enumerate = (session: IrcSession, source: string, subcommand: string, words: readonly string[]): void => {
  const head = Buffer.byteLength(`:${source} CAP ${session.nick} ${subcommand} * :`)
  // Where one line has to do, drafts and vendors' own are the first to be left out.
  const isDraft = (word: string): number => Number(word.includes('/'))
  const ordered = session.capVersion >= 302 ? words : [...words].sort((a, b) => isDraft(a) - isDraft(b))
  const lines = packWords(ordered, LINE_OCTETS - 2 - head)
  const last = session.capVersion >= 302 ? lines.pop() : lines[0]
  if (session.capVersion >= 302) {
    for (const line of lines) {
      session.send({ source, command: 'CAP', params: [session.nick, subcommand, '*'], text: line })
    }
  }
  answer(session, source, subcommand, last ?? '')
}

const request = (session: IrcSession, source: string, wanted: string): void => {
  hold(session)
  const next = requestCapabilities(session.caps, wanted, session.capVersion)
  if (next !== null) {
    session.caps = next
    forgetSubscriptions(session)
  }
  answer(session, source, next === null ? 'NAK' : 'ACK', wanted)
}

const end = async ({ session, house }: Pick<Call, 'session' | 'house'>): Promise<void> => {
  if (session.registration?.isNegotiating !== true) return
  session.registration.isNegotiating = false
  await tryWelcome(session, house)
}

const hold = (session: IrcSession): void => {
  if (session.registration !== null) session.registration.isNegotiating = true
}

export const cap: Command = { minParams: 1, beforeRegistration: true, run }
