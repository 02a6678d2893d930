// A Refusal is the core's "no": expected, typed, and translated once per gateway into the protocol's own words by a
// `Record<RefusalCode, …>`, so that a new code does not compile until every gateway answers it.

export const REFUSAL_CODES = [
  'sign-in-required',
  'not-permitted',
  'wrong-credentials',
  'account-pending',
  'account-banned',
  'already-signed-in',
  'registration-closed',
  'invite-invalid',
  'code-invalid',
  'name-invalid',
  'name-reserved',
  'name-taken',
  'name-belongs-to-account',
  'password-weak',
  'key-invalid',
  'too-many',
  'too-long',
  'empty',
  'malformed',
  'duplicate',
  'throttled',
  'storage-full',
  'busy',
  'no-such-session',
  'no-such-account',
  'no-such-nick',
  'no-such-board',
  'no-such-article',
  'no-such-channel',
  'no-such-thing',
  'not-in-channel',
  'banned',
  'invite-only',
  'bad-key',
  'channel-full',
  'not-operator',
  'no-such-member',
  'already-in-channel',
  'moderated',
  'no-such-mode',
  'list-full',
  'locked',
  'forwarded',
  'already-exists',
  'too-open',
  'held',
  'in-use',
  'thread-locked',
  'no-such-year',
  'year-locked',
  'house-banned',
  'house-closed',
] as const

export type RefusalCode = (typeof REFUSAL_CODES)[number]

/** Thrown by use cases. `detail` is for people and logs: what exactly was refused, never a secret. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly detail: string

  constructor(code: RefusalCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`)
    this.code = code
    this.detail = detail
  }
}

export const isRefusal = (error: unknown): error is Refusal => error instanceof Refusal
