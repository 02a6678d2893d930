// MODE: asking for one's own modes, and changing them. The modes of a channel are in channel-mode.ts.

import { foldName } from '../../../../shared/names.ts'
import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { answeringRefusals } from '../replies.ts'
import type { IrcSession } from '../session.ts'
import { channelMode } from './channel-mode.ts'
import type { Call, Command } from './command.ts'

const run = ({ session, params: [target = '', modes = '', ...rest] }: Call): void | Promise<void> => {
  if (target.startsWith('#')) return channelMode(session, target, modes, rest)
  return ofUser(session, target, modes)
}

const ofUser = async (session: IrcSession, nick: string, modes: string): Promise<void> => {
  if (foldName(nick) !== foldName(session.nick)) {
    return answeringRefusals(session, 'MODE', nick, async () => {
      await session.core.sessions.presence({ session: session.id, nick })
      session.reply(NUMERIC.ERR_USERSDONTMATCH, [], "Can't look at or change the modes of others")
    })
  }
  if (modes === '') return session.reply(NUMERIC.RPL_UMODEIS, [await modesOf(session)])
  await changeOwn(session, modes)
}

const isStaff = async ({ core, id }: IrcSession): Promise<boolean> => {
  const { role } = await core.sessions.whoAmI({ session: id })
  return role === 'sysop' || role === 'moderator'
}

/**
 * `B` bot, `R` hears only people with an account, `i` invisible, `o` one of the staff, `s` is told what the staff does,
 * `w` hears the staff, `Z` on a secure connection.
 */
export const modesOf = async (session: IrcSession): Promise<string> => {
  const chosen = Object.entries(CHOSEN).map(([letter, field]) => (session[field] ? letter : ''))
  return `+${chosen.join('')}${(await isStaff(session)) ? 'o' : ''}${session.secure ? 'Z' : ''}`
}

/** The modes that a person sets for their own connection. */
const CHOSEN = {
  B: 'isBot',
  R: 'accountsOnly',
  i: 'invisible',
  s: 'seesActs',
  w: 'hearsWallops',
} as const

const isChosen = (letter: string): letter is keyof typeof CHOSEN => Object.hasOwn(CHOSEN, letter)

// `o` and `Z` follow from who one is; asking for them is passed over, as RFC 2812 §3.1.5 has it.
const changeOwn = async (session: IrcSession, modes: string): Promise<void> => {
  let on = true
  const changed = new Map<string, boolean>()
  for (const letter of modes) {
    const field = isChosen(letter) ? CHOSEN[letter] : undefined
    if (letter === '+' || letter === '-') on = letter === '+'
    else if (field === 'seesActs' && on && !(await isStaff(session))) {
      session.reply(NUMERIC.ERR_NOPRIVILEGES, [], 'User mode s is for the staff')
    } else if (field !== undefined && session[field] !== on) {
      session[field] = on
      changed.set(letter, on)
    } else if (field === undefined && !'oZ'.includes(letter)) {
      session.reply(NUMERIC.ERR_UMODEUNKNOWNFLAG, [], `There is no user mode ${letter}`)
    }
  }
  if (changed.has('R')) {
    await session.core.sessions.setAccountsOnly({ session: session.id, accountsOnly: session.accountsOnly })
  }
  if (changed.has('B')) await session.core.sessions.setBot({ session: session.id, isBot: session.isBot })
  const signed = (sign: boolean): string => [...changed].flatMap(([letter, is]) => (is === sign ? letter : [])).join('')
  const [plus, minus] = [signed(true), signed(false)]
  const text = (plus === '' ? '' : `+${plus}`) + (minus === '' ? '' : `-${minus}`)
  if (text !== '') session.send({ source: session.nick, command: 'MODE', params: [session.nick, text] })
}

export const mode: Command = { minParams: 1, run }
