// The core's "no" in words for a person: what was refused, and what they can do about it.

import { isRefusal, type Refusal, type RefusalCode } from '../core/refusal.ts'
import type { Texts } from './texts.ts'

/** Text keys. Each text may use `{detail}`. */
const REFUSAL_TEXT: Record<RefusalCode, string> = {
  'sign-in-required': 'refusals.sign-in-required',
  'not-permitted': 'refusals.not-permitted',
  'wrong-credentials': 'refusals.wrong-credentials',
  'account-pending': 'refusals.account-pending',
  'account-banned': 'refusals.account-banned',
  'already-signed-in': 'refusals.already-signed-in',
  'registration-closed': 'refusals.registration-closed',
  'invite-invalid': 'refusals.invite-invalid',
  'code-invalid': 'refusals.code-invalid',
  'name-invalid': 'refusals.name-invalid',
  'name-reserved': 'refusals.name-reserved',
  'name-taken': 'refusals.name-taken',
  'name-belongs-to-account': 'refusals.name-belongs-to-account',
  'password-weak': 'refusals.password-weak',
  'key-invalid': 'refusals.key-invalid',
  'too-many': 'refusals.too-many',
  'too-long': 'refusals.too-long',
  empty: 'refusals.empty',
  malformed: 'refusals.malformed',
  duplicate: 'refusals.duplicate',
  throttled: 'refusals.throttled',
  'storage-full': 'refusals.storage-full',
  busy: 'refusals.busy',
  'no-such-session': 'refusals.no-such-session',
  'no-such-account': 'refusals.no-such-account',
  'no-such-nick': 'refusals.no-such-nick',
  'no-such-board': 'refusals.no-such-board',
  'no-such-article': 'refusals.no-such-article',
  'no-such-channel': 'refusals.no-such-channel',
  'no-such-thing': 'refusals.no-such-thing',
  'not-in-channel': 'refusals.not-in-channel',
  banned: 'refusals.banned',
  'invite-only': 'refusals.invite-only',
  'bad-key': 'refusals.bad-key',
  'channel-full': 'refusals.channel-full',
  'not-operator': 'refusals.not-operator',
  'no-such-member': 'refusals.no-such-member',
  'already-in-channel': 'refusals.already-in-channel',
  moderated: 'refusals.moderated',
  'no-such-mode': 'refusals.no-such-mode',
  'list-full': 'refusals.list-full',
  locked: 'refusals.locked',
  forwarded: 'refusals.forwarded',
  'already-exists': 'refusals.already-exists',
  'too-open': 'refusals.too-open',
  held: 'refusals.held',
  'in-use': 'refusals.in-use',
  'thread-locked': 'refusals.thread-locked',
  'no-such-year': 'refusals.no-such-year',
  'year-locked': 'refusals.year-locked',
  'house-banned': 'refusals.house-banned',
  'house-closed': 'refusals.house-closed',
}

export const refusalText = (texts: Texts, refusal: Refusal): string =>
  texts.text(REFUSAL_TEXT[refusal.code], { detail: refusal.detail }).trim()

/** The kind sentence for a Refusal. @throws the error itself when it is none */
export const kindWords = (texts: Texts, error: unknown): string => {
  if (!isRefusal(error)) throw error
  return refusalText(texts, error)
}
