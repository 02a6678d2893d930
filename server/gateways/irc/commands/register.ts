// REGISTER and VERIFY: making an account from a client (https://ircv3.net/specs/extensions/account-registration). Mail
// is not used: where new accounts need an invite, its code stands in the place of the address.

import { isRefusal, type Refusal, type RefusalCode } from '../../../core/refusal.ts'
import { sendLoggedIn } from '../logged-in.ts'
import { sentenceFor } from '../replies.ts'
import type { IrcSession } from '../session.ts'
import type { Call, Command } from './command.ts'

const CODES: Partial<Record<RefusalCode, string>> = {
  'already-signed-in': 'ALREADY_AUTHENTICATED',
  'name-invalid': 'BAD_ACCOUNT_NAME',
  'name-reserved': 'BAD_ACCOUNT_NAME',
  'name-taken': 'ACCOUNT_EXISTS',
  'name-belongs-to-account': 'ACCOUNT_EXISTS',
  'password-weak': 'WEAK_PASSWORD',
  'too-long': 'UNACCEPTABLE_PASSWORD',
  'invite-invalid': 'UNACCEPTABLE_EMAIL',
}

const runRegister = async ({ session, params: [name = '', mail = '', ...words] }: Call): Promise<void> => {
  const account =
    name === '*' ? (session.registration === null ? session.nick : (session.registration.nick ?? '')) : name
  if (account === '') return session.fail('REGISTER', 'NEED_NICK', 'Choose a nick first', name)
  const args = { session: session.id, name: account, password: words.join(' ') }
  try {
    const { state, name: made } = await session.core.accounts.register(mail === '*' ? args : { ...args, invite: mail })
    answer(session, made, state === 'pending')
  } catch (error) {
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    sayWhy(session, account, error)
  }
}

const answer = (session: IrcSession, account: string, isPending: boolean): void => {
  const word = isPending ? 'VERIFICATION_REQUIRED' : 'SUCCESS'
  const text = isPending
    ? 'The account is made; it opens once a moderator has let it in'
    : 'The account is yours, on every face'
  session.send({ source: session.serverName, command: 'REGISTER', params: [word, account], text })
  if (!isPending) sendLoggedIn(session, account)
}

const sayWhy = (session: IrcSession, account: string, refusal: Refusal): void => {
  const text =
    refusal.code === 'invite-invalid' || refusal.code === 'registration-closed'
      ? 'New accounts need an invite here: give its code in the place of the mail address'
      : sentenceFor('REGISTER', refusal)
  session.fail('REGISTER', CODES[refusal.code] ?? 'TEMPORARILY_UNAVAILABLE', text, account)
}

export const register: Command = { minParams: 3, beforeRegistration: true, run: runRegister }

export const verify: Command = {
  minParams: 2,
  beforeRegistration: true,
  run: ({ session, params: [account = ''] }) =>
    session.fail('VERIFY', 'INVALID_CODE', 'No codes are sent here: a moderator lets new accounts in', account),
}
