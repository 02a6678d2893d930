// The sysop's console: everything that keeps the house in order, each thing with how it stands. A moderator sees what
// is theirs.

import { DEFCON_LEVELS, type DefconLevel } from '../../core/moderation/ban.ts'
import { canDo } from '../../core/visibility.ts'
import type { ScreenContext, ScreenFactory } from '../screen.ts'
import { bans } from './bans.ts'
import { consoleBoards } from './boards.ts'
import { type CardRow, card, pick } from './card.ts'
import { consoleChannels } from './channels.ts'
import { groups } from './groups.ts'
import { staffLog } from './staff-log.ts'
import { statistics } from './statistics.ts'
import { users } from './users.ts'
import { warnings } from './warnings.ts'

const ANNOUNCEMENT_UNITS = 300

/** @throws Refusal not-permitted, when it is opened */
export const sysopConsole: ScreenFactory = card((context) => ({
  ...{ title: context.text('console.title'), help: 'console.help' },
  load: () => load(context),
  heeds: ({ type }) => type === 'staff.acted' || type === 'account.registered',
}))

const load = async (context: ScreenContext): Promise<{ summary: string; rows: readonly CardRow[] }> => {
  const { core, session, me, text, push } = context
  const [figures, level, standing, pending, warned, last] = await Promise.all([
    core.statistics.figures({ session }),
    core.moderation.defcon({ session }),
    core.moderation.bans({ session }),
    core.accounts.list({ session, state: 'pending' }),
    core.statistics.warnings({ session }),
    core.moderation.log({ session, limit: 1 }),
  ])
  const row = (key: string, name: string, run: CardRow['run'], value = ''): CardRow => ({
    ...{ key, label: text(`console.way.${name}`), value, run },
  })
  const [newest] = last
  const waiting = pending.length === 0 ? '' : text('console.waiting', { count: pending.length })
  const isSysop = canDo(me, 'add-board')
  return {
    summary: text('console.summary', { people: figures.people, level }),
    rows: [
      row('u', 'users', () => push(users), waiting),
      ...(isSysop ? [row('g', 'groups', () => push(groups)), row('b', 'boards', () => push(consoleBoards))] : []),
      row('c', 'channels', () => push(consoleChannels)),
      row('x', 'bans', () => push(bans), text('console.count', { count: standing.length })),
      row(
        'l',
        'log',
        () => push(staffLog),
        newest === undefined ? '' : `${newest.actor}: ${newest.act} ${newest.target}`,
      ),
      row('w', 'warnings', () => push(warnings), text('console.count', { count: warned.length })),
      row('s', 'statistics', () => push(statistics), text('console.people', { count: figures.people })),
      ...(canDo(me, 'set-defcon')
        ? [row('d', 'defcon', () => chooseLevel(context, level), text('console.defcon', { level }))]
        : []),
      row('a', 'announce', () => announce(context)),
    ],
  }
}

const chooseLevel = ({ core, session, text, push, prompt, say }: ScreenContext, now: DefconLevel): Promise<void> =>
  push(
    pick({
      ...{ title: text('console.way.defcon'), summary: text('console.defcon.now', { level: now }) },
      choices: DEFCON_LEVELS.map((level) => ({
        ...{ key: String(level), label: text('console.defcon.step', { level }) },
        choose: async () => {
          const reason = await prompt({
            ...{ title: text('console.way.defcon'), text: text('console.defcon.ask', { level }) },
            ...{ label: text('console.ban.reason'), limit: 200 },
          })
          if (reason === null) return
          await core.moderation.setDefcon({ session, level, reason })
          say(text('console.defcon.done', { level }), level === 5 ? 'good' : 'warning')
        },
      })),
    }),
  )

const announce = async ({ core, session, text, prompt, say }: ScreenContext): Promise<void> => {
  const words = await prompt({
    ...{ title: text('console.way.announce'), text: text('console.announce.text') },
    ...{ label: text('console.announce.label'), limit: ANNOUNCEMENT_UNITS },
    accept: async (typed) => {
      await core.moderation.announce({ session, text: typed })
      return undefined
    },
  })
  if (words !== null) say(text('console.announce.done'), 'good')
}
