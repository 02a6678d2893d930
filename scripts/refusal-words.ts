// Refusals in the words of a command line.

import type { Refusal, RefusalCode } from '../server/core/refusal.ts'

const WORDS: Record<RefusalCode, string> = {
  'sign-in-required': 'this needs an account',
  'not-permitted': 'this is not permitted',
  'wrong-credentials': 'name or password is wrong',
  'account-pending': 'the account waits for approval',
  'account-banned': 'the account is banned',
  'already-signed-in': 'already signed in',
  'registration-closed': 'registration is closed',
  'invite-invalid': 'the invitation is not valid',
  'code-invalid': 'the code is not valid',
  'name-invalid': 'a name has 2 to 20 ASCII letters, digits, _ or -',
  'name-reserved': 'the name is reserved',
  'name-taken': 'the name, or one that looks like it, is taken',
  'name-belongs-to-account': 'the name belongs to an account',
  'password-weak': 'the password is too weak',
  'key-invalid': 'this is no SSH public key',
  'too-many': 'there are too many',
  'too-long': 'too long',
  empty: 'there is nothing in it',
  malformed: 'malformed',
  duplicate: 'this is here already',
  throttled: 'too fast; seconds to wait',
  'storage-full': 'the disk is almost full, nothing can be written',
  'no-such-session': 'the session has ended',
  'no-such-account': 'there is no such account',
  'no-such-nick': 'nobody has this nick',
  'no-such-board': 'there is no such board',
  'no-such-article': 'there is no such article',
  'no-such-channel': 'there is no such channel',
  'no-such-thing': 'there is no such thing',
  'not-in-channel': 'not in the channel',
  banned: 'banned from the channel',
  'invite-only': 'the channel is by invitation',
  'bad-key': 'the channel has another key',
  'channel-full': 'the channel is full',
  'not-operator': 'this needs an operator of the channel',
  'no-such-member': 'not in the channel',
  'already-in-channel': 'in the channel already',
  moderated: 'the channel is moderated',
  'no-such-mode': 'there is no such mode',
  'list-full': 'the list is full',
  locked: 'the owner of the channel has locked this',
  forwarded: 'the channel leads on to another',
  'already-exists': 'it exists already',
}

/** One line: what is wrong, and with what. */
export const refusalWords = (refusal: Refusal): string =>
  refusal.detail === '' ? WORDS[refusal.code] : `${WORDS[refusal.code]}: ${refusal.detail}`
