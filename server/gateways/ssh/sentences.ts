// Refusals in the words of a login prompt. What the screens refuse is said by the screens.

import type { Refusal, RefusalCode } from '../../core/refusal.ts'

const SENTENCES: Record<RefusalCode, (detail: string) => string> = {
  'sign-in-required': () => 'Please sign in first.',
  'not-permitted': () => 'That is not allowed here.',
  'wrong-credentials': () => 'That name and password do not fit together.',
  'account-pending': (name) =>
    `${name} has signed up and waits for a moderator to open the door. Please come back later.`,
  'account-banned': (reason) => `This account is banned${reason === '' ? '.' : `: ${reason}`}`,
  'already-signed-in': () => 'You are signed in already.',
  'registration-closed': () => 'Nobody new can sign up at the moment.',
  'invite-invalid': () => 'That invitation is not valid.',
  'code-invalid': () => 'That code is not valid.',
  'name-invalid': () => 'That is not a name one can have here.',
  'name-reserved': () => 'That name is reserved for the house.',
  'name-taken': () => 'That name is taken.',
  'name-belongs-to-account': () => 'That name belongs to somebody.',
  'password-weak': () => 'That password is too easy to guess.',
  'key-invalid': () => 'That key cannot be used here.',
  'too-many': () => 'That is one too many.',
  'too-long': () => 'That is too long.',
  empty: () => 'There was nothing in it.',
  malformed: () => 'That was not understood.',
  duplicate: () => 'That was done before.',
  throttled: (seconds) => `Too many tries. Please wait ${seconds === '' ? 'a while' : `${seconds} seconds`}.`,
  'storage-full': () => 'The disk of this house is full; please try again later.',
  busy: () => 'The house is busy; please try again in a moment.',
  'no-such-session': () => 'This connection is over.',
  'no-such-account': () => 'There is no such account.',
  'no-such-nick': () => 'There is nobody of that name.',
  'no-such-board': () => 'There is no such board.',
  'no-such-article': () => 'There is no such article.',
  'no-such-channel': () => 'There is no such channel.',
  'no-such-thing': () => 'There is no such thing.',
  'not-in-channel': () => 'You are not in that channel.',
  banned: () => 'You are banned from that channel.',
  'invite-only': () => 'That channel is by invitation.',
  'bad-key': () => 'That channel has another key.',
  'channel-full': () => 'That channel is full.',
  'not-operator': () => 'Only operators of the channel do that.',
  'no-such-member': () => 'That person is not in the channel.',
  'already-in-channel': () => 'That person is in the channel already.',
  moderated: () => 'Only those with a voice talk there now.',
  'no-such-mode': () => 'There is no such mode.',
  'list-full': () => 'That list is full.',
  locked: () => 'The owner of the channel has locked that.',
  forwarded: (channel) => `That channel leads on to ${channel}.`,
  'already-exists': () => 'That exists already.',
  'too-open': (board) => `Some people who read that channel may not read ${board}.`,
  held: () => 'Links from new callers are looked at first; this one waits for a yes.',
  'in-use': () => 'That is still in use.',
  'thread-locked': () => 'That thread is closed: a moderator wants no more answers in it.',
  'no-such-year': () => 'A year is one of 1971 to 2007, or the present.',
  'year-locked': (name) => `Your class${name === '' ? '' : ` ${name}`} stays in its year.`,
  'house-banned': (reason) => `You are banned from this house${reason === '' ? '.' : `: ${reason}`}`,
  'house-closed': (what) =>
    what === 'registration'
      ? 'No new accounts are made here for the time being.'
      : `The house takes ${what === 'guests' ? 'no guests' : 'nobody but its staff'} just now. Please come back later.`,
}

export const sentenceFor = (refusal: Refusal): string => SENTENCES[refusal.code](printable(refusal.detail))

/** A line that can be shown in a terminal as it is: no controls, no bidi overrides, at most 200 characters. */
export const printable = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, '').slice(0, 200)
