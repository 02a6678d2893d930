// Refusals in IRC's own words. The table counts every code; what a command says differently stands beside it.

import { NAME_MAX, NAME_MIN, PASSWORD_MIN } from '../../../shared/limits.ts'
import { isRefusal, type Refusal, type RefusalCode } from '../../core/refusal.ts'
import { NUMERIC, type Numeric } from '../../wire/irc/numerics.ts'
import type { IrcSession } from './session.ts'

/** A numeric, said of the target if there is one; or, where IRC has none, a FAIL with this code. */
interface Reply {
  readonly as: Numeric | { readonly fail: string }
  readonly text: (detail: string) => string
}

const say =
  (text: string): Reply['text'] =>
  () =>
    text

const seconds = (detail: string): string => (/^\d+$/.test(detail) ? ` Try again in ${detail} s.` : '')
const because = (detail: string): string => (detail === '' ? '' : `: ${detail}`)

const HELD =
  'You are new here, and links from new people are looked at first. It is said as soon as somebody has said yes; do not send it again'
const NAME_RULES = `Names have ${NAME_MIN} to ${NAME_MAX} letters, digits, _ or -, and do not begin with -`

const REPLIES: Record<RefusalCode, Reply> = {
  'sign-in-required': { as: NUMERIC.ERR_NOPRIVILEGES, text: say('Log in to an account first: /msg Samband help') },
  'not-permitted': { as: NUMERIC.ERR_NOPRIVILEGES, text: say('You may not do that here') },
  'wrong-credentials': { as: NUMERIC.ERR_PASSWDMISMATCH, text: say('That name and password do not fit') },
  'account-pending': {
    as: NUMERIC.ERR_YOUREBANNEDCREEP,
    text: say('This account waits until a moderator has let it in'),
  },
  'account-banned': {
    as: NUMERIC.ERR_YOUREBANNEDCREEP,
    text: (detail) => `This account is banned${because(detail)}`,
  },
  'already-signed-in': { as: NUMERIC.ERR_ALREADYREGISTERED, text: say('You are logged in already') },
  'registration-closed': { as: { fail: 'REGISTRATION_CLOSED' }, text: say('No new accounts are made here now') },
  'invite-invalid': {
    as: { fail: 'INVITE_INVALID' },
    text: say('New accounts need an invite code, and this one does not fit: /msg Samband register PASSWORD CODE'),
  },
  'code-invalid': { as: { fail: 'CODE_INVALID' }, text: say('That code does not fit, or was used already') },
  'name-invalid': { as: NUMERIC.ERR_ERRONEUSNICKNAME, text: say(NAME_RULES) },
  'name-reserved': { as: NUMERIC.ERR_ERRONEUSNICKNAME, text: say('That name is kept for the house') },
  'name-taken': { as: NUMERIC.ERR_NICKNAMEINUSE, text: say('Nickname is already in use') },
  'name-belongs-to-account': {
    as: NUMERIC.ERR_NICKNAMEINUSE,
    text: say('Nickname belongs to an account, or looks like one that does'),
  },
  'password-weak': {
    as: { fail: 'WEAK_PASSWORD' },
    text: (detail) =>
      `Choose a better password: at least ${PASSWORD_MIN} characters, and not your name${because(detail)}`,
  },
  'key-invalid': { as: { fail: 'KEY_INVALID' }, text: say('That is not an SSH public key') },
  'too-many': { as: { fail: 'TOO_MANY' }, text: (detail) => `There are too many already${because(detail)}` },
  'too-long': { as: { fail: 'TOO_LONG' }, text: (detail) => `That is too long${because(detail)}` },
  empty: { as: NUMERIC.ERR_NOTEXTTOSEND, text: say('No text to send') },
  malformed: { as: { fail: 'INVALID_PARAMS' }, text: (detail) => `That cannot be read${because(detail)}` },
  duplicate: { as: { fail: 'DUPLICATE' }, text: say('That has been said already') },
  throttled: { as: { fail: 'RATE_LIMITED' }, text: (detail) => `Not so fast, please.${seconds(detail)}` },
  'storage-full': { as: { fail: 'TEMPORARILY_UNAVAILABLE' }, text: say('Nothing can be written just now') },
  busy: { as: { fail: 'TEMPORARILY_UNAVAILABLE' }, text: say('The house is busy; please try again in a moment') },
  'no-such-session': { as: { fail: 'NO_SUCH_SESSION' }, text: say('Your session has ended; please connect again') },
  'no-such-account': { as: NUMERIC.ERR_NOSUCHNICK, text: say('No such account') },
  'no-such-nick': { as: NUMERIC.ERR_NOSUCHNICK, text: say('No such nick') },
  'no-such-board': { as: { fail: 'NO_SUCH_BOARD' }, text: say('No such board') },
  'no-such-article': { as: { fail: 'NO_SUCH_ARTICLE' }, text: say('No such article') },
  'no-such-channel': { as: NUMERIC.ERR_NOSUCHCHANNEL, text: say('No such channel') },
  'no-such-thing': { as: { fail: 'NO_SUCH_THING' }, text: say('There is no such thing') },
  'not-in-channel': { as: NUMERIC.ERR_NOTONCHANNEL, text: say("You're not on that channel") },
  banned: { as: NUMERIC.ERR_BANNEDFROMCHAN, text: (detail) => `Cannot join channel (+b)${because(detail)}` },
  'invite-only': { as: NUMERIC.ERR_INVITEONLYCHAN, text: say('Cannot join channel (+i): it is by invitation') },
  'bad-key': { as: NUMERIC.ERR_BADCHANNELKEY, text: say('Cannot join channel (+k): it has another key') },
  'channel-full': { as: NUMERIC.ERR_CHANNELISFULL, text: say('Cannot join channel (+l): it is full') },
  'not-operator': {
    as: NUMERIC.ERR_CHANOPRIVSNEEDED,
    text: (detail) => `You're not a channel operator${because(detail)}`,
  },
  'no-such-member': { as: NUMERIC.ERR_USERNOTINCHANNEL, text: say("They aren't on that channel") },
  'already-in-channel': { as: NUMERIC.ERR_USERONCHANNEL, text: say('is already on channel') },
  moderated: { as: NUMERIC.ERR_CANNOTSENDTOCHAN, text: say('Only those with a voice talk here now (+m)') },
  'no-such-mode': { as: NUMERIC.ERR_UNKNOWNMODE, text: say('is unknown mode char to me') },
  'list-full': { as: NUMERIC.ERR_BANLISTFULL, text: say('Channel list is full') },
  locked: { as: NUMERIC.ERR_MLOCKRESTRICTED, text: say('The owner of the channel has locked that') },
  forwarded: { as: NUMERIC.ERR_LINKCHANNEL, text: say('Forwarding to another channel') },
  'house-banned': {
    as: NUMERIC.ERR_YOUREBANNEDCREEP,
    text: (detail) => `You are banned from this house${because(detail)}`,
  },
  'house-closed': {
    as: NUMERIC.ERR_YOUREBANNEDCREEP,
    text: (detail) =>
      detail === 'registration'
        ? 'No new accounts are made here for the time being'
        : `The house takes ${detail === 'guests' ? 'no guests' : 'nobody but its staff'} just now; please come back later`,
  },
  'already-exists': { as: { fail: 'ALREADY_EXISTS' }, text: say('That is there already') },
  held: { as: NUMERIC.ERR_CANNOTSENDTOCHAN, text: say(HELD) },
  'too-open': {
    as: { fail: 'TOO_OPEN' },
    text: (detail) => `Some people who read that channel may not read ${detail}, so the two cannot be linked`,
  },
  'in-use': { as: { fail: 'IN_USE' }, text: say('That is still in use') },
  'thread-locked': { as: { fail: 'THREAD_LOCKED' }, text: say('That thread is closed') },
  'no-such-year': { as: { fail: 'NO_SUCH_YEAR' }, text: say('A year is one of 1971 to 2007') },
  'year-locked': { as: { fail: 'YEAR_LOCKED' }, text: say('Your class stays in its year') },
}

const cannotSend = (text: Reply['text']): Reply => ({ as: NUMERIC.ERR_CANNOTSENDTOCHAN, text })

/** Where a command has its own numeric for a refusal. */
const BY_COMMAND: Readonly<Record<string, Partial<Record<RefusalCode, Reply>>>> = {
  PRIVMSG: {
    'not-in-channel': cannotSend(say('Join the channel before you talk in it')),
    'not-permitted': cannotSend(say('You may read here but not write; an account may help: /msg Samband help')),
    banned: cannotSend((detail) => `You are banned or silenced here (+b)${because(detail)}`),
    'sign-in-required': cannotSend(say('Only people with an account talk here (+M): /msg Samband help')),
    locked: cannotSend(say('This channel takes no CTCP (+C); /me works')),
    throttled: cannotSend(say('Not so fast, please: that line was not sent')),
    'storage-full': cannotSend(say('Nothing can be written just now: that line was not sent')),
  },
  TOPIC: {
    'not-operator': { as: NUMERIC.ERR_CHANOPRIVSNEEDED, text: say('Only operators of this channel set its topic') },
    locked: { as: NUMERIC.ERR_CHANOPRIVSNEEDED, text: say('The owner of this channel has locked its topic') },
  },
  JOIN: {
    'sign-in-required': {
      as: NUMERIC.ERR_NEEDREGGEDNICK,
      text: say('Cannot join channel (+R): log in to an account first, see /msg Samband help'),
    },
    'too-many': {
      as: NUMERIC.ERR_TOOMANYCHANNELS,
      text: (detail) => `You have joined too many channels${because(detail)}`,
    },
    throttled: {
      as: NUMERIC.ERR_UNAVAILRESOURCE,
      text: (detail) => `You are founding channels too fast.${seconds(detail)}`,
    },
  },
  CHANSERV: {
    'no-such-thing': {
      as: { fail: 'NO_SUCH_THING' },
      text: (detail) => `There is nothing to change${because(detail)}`,
    },
    'already-exists': { as: { fail: 'ALREADY_EXISTS' }, text: (detail) => `It is so already${because(detail)}` },
    'no-such-nick': { as: NUMERIC.ERR_NOSUCHNICK, text: (detail) => `Nobody of that name is here${because(detail)}` },
    'no-such-account': { as: NUMERIC.ERR_NOSUCHNICK, text: (detail) => `There is no such account${because(detail)}` },
    'no-such-member': { as: NUMERIC.ERR_USERNOTINCHANNEL, text: (detail) => `Not in the channel${because(detail)}` },
  },
  NICK: {
    'not-permitted': {
      as: NUMERIC.ERR_CANTCHANGENICK,
      text: say('You are logged in: your nick is the name of your account, on every face'),
    },
  },
}

/** Numerics that never name a target. */
const WITHOUT_TARGET: ReadonlySet<string> = new Set([
  NUMERIC.ERR_NOPRIVILEGES,
  NUMERIC.ERR_PASSWDMISMATCH,
  NUMERIC.ERR_YOUREBANNEDCREEP,
  NUMERIC.ERR_ALREADYREGISTERED,
  NUMERIC.ERR_NOTEXTTOSEND,
])

const replyFor = (command: string, code: RefusalCode): Reply => BY_COMMAND[command]?.[code] ?? REPLIES[code]

/** The refusal as one sentence, for places that speak in NOTICEs. */
export const sentenceFor = (command: string, { code, detail }: Refusal): string => replyFor(command, code).text(detail)

/** @param target the nick or channel that was asked for; '' when the command has none */
export const replyToRefusal = (session: IrcSession, command: string, target: string, refusal: Refusal): void => {
  const { as, text } = replyFor(command, refusal.code)
  const sentence = text(refusal.detail)
  if (typeof as !== 'string') session.fail(command, as.fail, sentence)
  else session.reply(as, target === '' || WITHOUT_TARGET.has(as) ? [] : [target], sentence)
}

/** Does something about one target of a command; a refusal is answered, and the next target has its turn. */
export const answeringRefusals = async (
  session: IrcSession,
  command: string,
  target: string,
  act: () => Promise<void>,
): Promise<void> => {
  try {
    await act()
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    replyToRefusal(session, command, target, error)
  }
}
