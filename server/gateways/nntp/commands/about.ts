// CAPABILITIES, MODE, DATE, HELP, QUIT: the conversation itself (RFC 3977 §5, §7.1, §7.2).

import { formatDateTime } from '../../../wire/nntp/date.ts'
import type { NntpSession } from '../session.ts'
import { SASL_MECHANISMS } from './authinfo.ts'
import type { Command } from './command.ts'
import { LIST_KEYWORDS } from './list.ts'

/** True to the state of the session (RFC 3977 §5.2, RFC 4642 §2.1, RFC 4643 §2.1, RFC 8054 §2.1). */
const capabilitiesOf = (session: NntpSession, version: string): string[] => {
  const canLogIn = session.account === null && !session.isCompressed
  return [
    'VERSION 2',
    `IMPLEMENTATION Samband ${version}`,
    'READER',
    'POST',
    ...(session.peer === null ? [] : ['IHAVE', 'STREAMING']),
    'OVER MSGID',
    'HDR',
    `LIST ${LIST_KEYWORDS.join(' ')}`,
    'NEWNEWS',
    'XPAT',
    ...(session.canStartTls ? ['STARTTLS'] : []),
    ...(canLogIn ? [session.mayLogIn ? 'AUTHINFO USER SASL' : 'AUTHINFO'] : []),
    ...(canLogIn && session.mayLogIn ? [`SASL ${SASL_MECHANISMS.join(' ')}`] : []),
    ...(session.isCompressed ? [] : ['COMPRESS DEFLATE']),
  ]
}

export const capabilities: Command = {
  args: [0, 1],
  syntax: '[keyword]',
  run: ({ session, house }) => session.block(101, 'Capability list', capabilitiesOf(session, house.version)),
}

export const mode: Command = {
  args: [1, 1],
  syntax: 'READER|STREAM',
  run: ({ session, house, command }) => {
    // RFC 4644 §2.3: asked for before feeding; whoever is no peer is told that there is no such mode.
    if (command.args[0]?.toUpperCase() === 'STREAM' && session.peer !== null) {
      return session.reply(203, 'Streaming permitted')
    }
    if (command.args[0]?.toUpperCase() !== 'READER')
      return session.reply(
        501,
        session.peer === null ? 'The only mode here is READER' : 'The modes here are READER and STREAM',
      )
    session.reply(200, `${house.serverName} is open for reading, and for posting once you have logged in`)
  },
}

export const date: Command = {
  args: [0, 0],
  syntax: '',
  run: ({ session }) => session.reply(111, formatDateTime(Date.now())),
}

export const quit: Command = { args: [0, 0], syntax: '', run: ({ session }) => session.end(205, 'Goodbye') }
