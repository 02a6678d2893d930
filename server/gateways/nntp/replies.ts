// Refusals in NNTP's own words. The table counts every code; what a command says differently stands beside it.

import { isRefusal, type Refusal, type RefusalCode } from '../../core/refusal.ts'
import { sanitizeLine } from '../../wire/text/sanitize.ts'
import type { NntpSession } from './session.ts'

interface Reply {
  readonly code: number
  readonly text: (detail: string) => string
}

const say = (code: number, text: string): Reply => ({ code, text: () => text })
const because = (detail: string): string => (detail === '' ? '' : `: ${detail}`)
const seconds = (detail: string): string => (/^\d+$/.test(detail) ? `; try again in ${detail} s` : '')

const CANNOT = say(503, 'That cannot be done here')

const REPLIES: Record<RefusalCode, Reply> = {
  'sign-in-required': say(480, 'Please log in first'),
  'not-permitted': say(502, 'You may not do that'),
  'wrong-credentials': say(481, 'That name and password do not fit'),
  'account-pending': say(481, 'This account waits until a moderator has let it in'),
  'account-banned': { code: 481, text: (detail) => `This account is banned${because(detail)}` },
  'already-signed-in': say(502, 'You are logged in already'),
  'no-such-session': say(400, 'Your session has ended; please connect again'),
  'no-such-board': say(411, 'No such newsgroup'),
  'no-such-article': say(430, 'No such article'),
  throttled: { code: 403, text: (detail) => `Not so fast, please${seconds(detail)}` },
  'storage-full': say(403, 'Nothing can be written just now'),
  busy: say(403, 'The house is busy; please try again in a moment'),
  'too-long': { code: 501, text: (detail) => `That is too long${because(detail)}` },
  'too-many': { code: 403, text: (detail) => `Too many${because(detail)}` },
  empty: say(501, 'Nothing was given'),
  malformed: { code: 501, text: (detail) => detail || 'That cannot be read' },
  duplicate: say(441, 'That is here already'),
  // What a newsreader cannot ask for is answered all the same.
  'registration-closed': CANNOT,
  'invite-invalid': CANNOT,
  'code-invalid': CANNOT,
  'name-invalid': CANNOT,
  'name-reserved': CANNOT,
  'name-taken': CANNOT,
  'name-belongs-to-account': CANNOT,
  'password-weak': CANNOT,
  'key-invalid': CANNOT,
  'no-such-account': CANNOT,
  'no-such-nick': CANNOT,
  'no-such-channel': CANNOT,
  'no-such-thing': CANNOT,
  'not-in-channel': CANNOT,
  'already-exists': CANNOT,
  'too-open': CANNOT,
  held: CANNOT,
  'in-use': CANNOT,
  'thread-locked': say(441, 'That thread is closed'),
  'no-such-year': CANNOT,
  'year-locked': CANNOT,
  'house-banned': { code: 502, text: (detail) => `You are banned from this house${because(detail)}` },
  'house-closed': { code: 502, text: () => 'The house is closed for the time being; please come back later' },
  banned: CANNOT,
  'invite-only': CANNOT,
  'bad-key': CANNOT,
  'channel-full': CANNOT,
  'not-operator': CANNOT,
  'no-such-member': CANNOT,
  'already-in-channel': CANNOT,
  moderated: CANNOT,
  'no-such-mode': CANNOT,
  'list-full': CANNOT,
  locked: CANNOT,
  forwarded: CANNOT,
}

const failed = (text: (detail: string) => string): Reply => ({ code: 441, text })

/** Where a command has its own answer to a refusal. */
const BY_COMMAND: Readonly<Record<string, Partial<Record<RefusalCode, Reply>>>> = {
  POST: {
    malformed: failed((detail) => detail),
    'no-such-board': failed((detail) => `None of these newsgroups is here${because(detail)}`),
    'no-such-article': failed((detail) => `There is no article ${detail} to cancel`),
    'not-permitted': failed((detail) =>
      detail === 'Approved' ? 'Only moderators may set Approved' : `You may not post that${because(detail)}`,
    ),
    'thread-locked': failed(() => 'That thread is closed: a moderator wants no more answers in it'),
    duplicate: failed((detail) => `An article with the Message-ID ${detail} has been posted already`),
    'too-long': failed((detail) => `The article is too long${because(detail)}`),
    'too-many': failed((detail) => `Too many newsgroups or articles${because(detail)}`),
    throttled: failed((detail) => `Not so fast, please${seconds(detail)}`),
    'storage-full': failed(() => 'Nothing can be written just now; please try again later'),
  },
  AUTHINFO: { throttled: { code: 481, text: (detail) => `Too many tries${seconds(detail)}` } },
}

export const replyToRefusal = (session: NntpSession, command: string, { code, detail }: Refusal): void => {
  const { code: status, text } = BY_COMMAND[command]?.[code] ?? REPLIES[code]
  // Details may quote what the client sent; a status line has room for 512 octets.
  session.reply(status, sanitizeLine(text(detail)).slice(0, 400))
}

/** What `act` gives, or null when it was refused for this reason. */
export const unlessRefused = async <T>(reason: RefusalCode, act: () => Promise<T>): Promise<T | null> => {
  try {
    return await act()
  } catch (error) {
    if (isRefusal(error) && error.code === reason) return null
    throw error
  }
}
