// What the house tells somebody by itself: that they are sent away, words from the staff, lines that wait, knocks.

import type { AccountChanged, SessionDismissed } from '../../core/accounts/account-events.ts'
import type { LineHeld } from '../../core/channels/channel-events.ts'
import type { PresencePaged } from '../../core/community/community-events.ts'
import type { StaffActed, StaffAnnounced } from '../../core/moderation/moderation-events.ts'
import { formatPrefix } from '../../wire/irc/mask.ts'
import { NUMERIC } from '../../wire/irc/numerics.ts'
import { sanitizeChat } from '../../wire/text/sanitize.ts'
import { describeHeld } from './chanserv/hold-words.ts'
import type { House } from './house.ts'
import { prefixOf } from './render.ts'
import { SERVICE_NICK, SERVICE_USER } from './service.ts'
import { settleClass } from './settle-class.ts'
import { taggedLine } from './shared-line.ts'

/** A ban is said in its own numeric (465) before the ERROR, so that clients do not come straight back. */
export const dismissed = ({ roster }: House, { session: id, reason, isBan }: SessionDismissed): void => {
  const session = roster.session(id)
  if (session === undefined) return
  if (isBan === true) session.reply(NUMERIC.ERR_YOUREBANNEDCREEP, [], `You are ${sanitizeChat(reason)}`)
  session.end(reason)
}

export const announced = ({ roster }: House, { from, text, at }: StaffAnnounced): void => {
  const message = { source: prefixOf(from), command: 'WALLOPS', text: sanitizeChat(text) }
  const line = taggedLine(message, { at, account: from.account })
  for (const session of roster.sessions()) if (session.isRegistered && session.hearsWallops) session.deliver(line)
}

/** To those of the staff who set user mode `s`. */
export const acted = ({ roster, serverName }: House, { actor, act, target, reason }: StaffActed): void => {
  const text = sanitizeChat(`*** ${actor}: ${act} ${target}${reason === '' ? '' : ` (${reason})`}`)
  for (const session of roster.sessions()) {
    if (!session.isRegistered || !session.seesActs) continue
    session.sendAside({ source: serverName, command: 'NOTICE', params: [session.nick], text })
  }
}

/** Who is no longer of the staff is no longer told what it does, and talks at everybody's pace. */
export const roleMayHaveChanged = ({ roster, classes }: House, { presence }: AccountChanged): void => {
  if (presence === null) return
  for (const session of roster.presence(presence)?.sessions ?? []) {
    session.after(async () => {
      await settleClass(session, classes)
      if (!session.seesActs) return
      const { role } = await session.core.sessions.whoAmI({ session: session.id })
      session.seesActs = role === 'sysop' || role === 'moderator'
    })
  }
}

/** To each of those who may decide, from the service that takes their word. */
export const lineHeld = ({ roster, serverName }: House, event: LineHeld): void => {
  const source = formatPrefix({ nick: 'ChanServ', user: SERVICE_USER, host: serverName })
  const text = `Held ${describeHeld({ ...event, nick: event.from.nick })} · /msg ChanServ release ${event.handle}, or discard ${event.handle}`
  for (const presence of event.only) {
    for (const session of roster.presence(presence)?.sessions ?? []) {
      if (session.isRegistered) session.sendAside({ source, command: 'NOTICE', params: [session.nick], text })
    }
  }
}

/** A knock from another face: the house passes it on. */
export const paged = ({ roster, serverName }: House, { from, to, text }: PresencePaged): void => {
  const source = formatPrefix({ nick: SERVICE_NICK, user: SERVICE_USER, host: serverName })
  const words = text === '' ? `${from.nick} knocks: /msg ${from.nick} answers` : `${from.nick} knocks: ${text}`
  for (const session of roster.presence(to.presence)?.sessions ?? []) {
    if (session.isRegistered) session.sendAside({ source, command: 'NOTICE', params: [session.nick], text: words })
  }
}
