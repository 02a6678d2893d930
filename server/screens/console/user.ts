// One account as the staff sees it: what it is, where it is on, and what can be done about it.

import { randomInt } from 'node:crypto'
import type { Account } from '../../core/accounts/account.ts'
import type { StaffSession } from '../../core/accounts/account-calls.ts'
import { canDo } from '../../core/visibility.ts'
import { longWhen, shortWhen } from '../boards/when.ts'
import type { ScreenContext, ScreenFactory } from '../screen.ts'
import { type CardRow, card, pick } from './card.ts'
import { groupsOf } from './groups.ts'
import { askSentence } from './shutting-out.ts'

/** @throws Refusal no-such-account, when it is opened */
export const user = (name: string): ScreenFactory =>
  card((context) => ({
    ...{ title: name, help: 'console.user.help' },
    load: async () => {
      const { core, session } = context
      const [found, sessions] = await Promise.all([
        core.accounts.list({ session, search: name }),
        core.accounts.sessionsOf({ session, name }),
      ])
      const account = found.find((each) => each.name === name)
      if (account === undefined) return { summary: '', rows: [] }
      return { summary: summaryOf(context, account), rows: rowsOf(context, account, sessions) }
    },
    heeds: (event) => event.type === 'account.changed' && event.account === name,
  }))

const summaryOf = ({ text }: ScreenContext, account: Account): string => {
  const { displayName, role, state, created, lastSeen, banReason, banUntil } = account
  return text('console.user.summary', {
    ...{ name: displayName === '' ? account.name : displayName, role, state, created: new Date(created) },
    ...{ seen: lastSeen === null ? 'never' : 'seen', at: new Date(lastSeen ?? 0) },
    ...{ reason: banReason ?? '', ends: banUntil === null ? 'never' : 'then', until: new Date(banUntil ?? 0) },
  }).trim()
}

const rowsOf = (context: ScreenContext, account: Account, sessions: readonly StaffSession[]): readonly CardRow[] => {
  const { me, text } = context
  const { state, role, groups } = account
  const row = (key: string, name: string, run: CardRow['run'], value = ''): CardRow => ({
    ...{ key, label: text(`console.user.${name}`), value, run },
  })
  const listed = groups.length === 0 ? text('console.none') : groups.join(', ')
  return [
    ...(state === 'pending' ? [row('a', 'approve', () => approve(context, account))] : []),
    ...(canDo(me, 'set-role')
      ? [row('r', 'role', () => chooseRole(context, account), text('console.role', { role }))]
      : []),
    ...(canDo(me, 'set-any-password') ? [row('p', 'password', () => newPassword(context, account))] : []),
    state === 'banned'
      ? row('b', 'unban', () => unban(context, account))
      : row('b', 'ban', () => ban(context, account)),
    row(
      's',
      'sessions',
      () => tellSessions(context, account, sessions),
      text('console.count', { count: sessions.length }),
    ),
    ...(sessions.length > 0 ? [row('e', 'end', () => endSessions(context, account))] : []),
    ...(canDo(me, 'set-groups') ? [row('g', 'groups', () => context.push(groupsOf(account.name)), listed)] : []),
  ]
}

const approve = async ({ core, session, text, say }: ScreenContext, { name }: Account): Promise<void> => {
  await core.accounts.approve({ session, name })
  say(text('accounts.pending.done', { name }), 'good')
}

const chooseRole = ({ core, session, text, push }: ScreenContext, { name }: Account): Promise<void> =>
  push(
    pick({
      ...{ title: text('console.user.role'), summary: text('console.user.role-for', { name }) },
      choices: (['member', 'moderator', 'sysop'] as const).map((role, at) => ({
        ...{ key: String(at + 1), label: text('console.role', { role }) },
        choose: async () => {
          await core.accounts.setRole({ session, name, role })
        },
      })),
    }),
  )

/** No letter or digit in it can be taken for another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const makePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')).join(
    '-',
  )

const newPassword = async (context: ScreenContext, { name }: Account): Promise<void> => {
  const { core, session, text, confirm, notice } = context
  const title = text('console.user.password')
  if (!(await confirm({ title, text: text('console.user.password-ask', { name }) }))) return
  const password = makePassword()
  await core.accounts.setPassword({ session, name, password })
  await notice({ title, text: text('console.user.password-is', { name, password }) })
}

const ban = async (context: ScreenContext, { name }: Account): Promise<void> => {
  const { core, session, text, say } = context
  const sentence = await askSentence(context, name)
  if (sentence === null) return
  await core.moderation.ban({ session, target: name, ...sentence })
  say(text('console.ban.done', { who: name }), 'good')
}

const unban = async ({ core, session, text, say }: ScreenContext, { name }: Account): Promise<void> => {
  await core.moderation.unban({ session, target: name })
  say(text('console.ban.lifted', { who: name }), 'good')
}

const tellSessions = (context: ScreenContext, { name }: Account, sessions: readonly StaffSession[]): Promise<void> => {
  const { text, notice } = context
  const lines = sessions.map(({ face, address, secure, since, active }) =>
    text('console.user.session', {
      ...{ face, address: address === '' ? text('console.user.local') : address, secure: secure ? 'yes' : 'no' },
      ...{ since: longWhen(since, context), active: shortWhen(active, context) },
    }),
  )
  return notice({ title: name, text: lines.length === 0 ? text('console.user.not-on') : lines.join('\n') })
}

const endSessions = async (context: ScreenContext, { name }: Account): Promise<void> => {
  const { core, session, text, prompt, say } = context
  const reason = await prompt({
    ...{ title: text('console.user.end'), text: text('console.user.end-ask', { name }) },
    ...{ label: text('console.ban.reason'), limit: 200 },
  })
  if (reason === null) return
  await core.moderation.kill({ session, nick: name, reason })
  say(text('console.user.ended', { name }), 'good')
}
