// All that is set for one board: what it is for, who reads and writes, whether it is moderated and by whom, and how long
// articles stay.

import { BOARD_DESCRIPTION_OCTETS } from '../../../shared/limits.ts'
import type { Audience, BoardSettings } from '../../core/boards/order-calls.ts'
import type { ScreenContext, ScreenFactory } from '../screen.ts'
import { type CardRow, card, pick } from './card.ts'
import { NameList } from './name-list.ts'

type Change = Partial<Omit<BoardSettings, 'board' | 'moderators'>>

/** @throws Refusal no-such-board, not-permitted, when it is opened */
export const boardCard = (board: string): ScreenFactory =>
  card((context) => {
    const { core, session } = context
    return {
      ...{ title: board, help: 'console.board.help' },
      load: async () => {
        const settings = await core.order.settings({ session, board })
        return { summary: settings.description, rows: rowsOf(context, settings) }
      },
      heeds: (event) => event.type === 'board.changed' && event.board === board,
    }
  })

const rowsOf = (context: ScreenContext, settings: BoardSettings): readonly CardRow[] => {
  const { core, session, text, push } = context
  const { board, description, readers, writers, isModerated, moderators } = settings
  const set = async (change: Change): Promise<void> => {
    await core.order.set({ session, board, change })
  }
  const row = (key: string, name: string, value: string, run: CardRow['run']): CardRow => ({
    ...{ key, label: text(`console.board.${name}`), value, run },
  })
  const count = (key: string, name: string, now: number | null, change: (next: number | null) => Change): CardRow =>
    row(key, name, now === null ? text('console.board.no-limit') : text('console.number', { count: now }), () =>
      askCount(context, name, now, (next) => set(change(next))),
    )
  return [
    row('d', 'description', description, () => askDescription(context, settings, set)),
    row('r', 'readers', audienceName(context, readers), () =>
      askAudience(context, 'readers', board, (next) => set({ readers: next })),
    ),
    row('w', 'writers', audienceName(context, writers), () =>
      askAudience(context, 'writers', board, (next) => set({ writers: next })),
    ),
    row('m', 'moderated', text('console.yes-no', { yes: isModerated ? 'yes' : 'no' }), () =>
      set({ isModerated: !isModerated }),
    ),
    row('o', 'moderators', moderators.length === 0 ? text('console.nobody') : moderators.join(', '), () =>
      push(boardModerators(board)),
    ),
    count('e', 'expire-days', settings.expireDays, (expireDays) => ({ expireDays })),
    count('a', 'max-articles', settings.maxArticles, (maxArticles) => ({ maxArticles })),
    count('s', 'max-octets', settings.maxOctets, (maxOctets) => ({ maxOctets })),
  ]
}

const audienceName = ({ text }: ScreenContext, audience: Audience): string =>
  audience.startsWith('group:')
    ? text('console.audience.group', { group: audience.slice(6) })
    : text('console.audience', { role: audience })

const askDescription = async (
  { text, prompt }: ScreenContext,
  { board, description }: BoardSettings,
  set: (change: Change) => Promise<void>,
): Promise<void> => {
  await prompt({
    ...{ title: board, label: text('console.board.description'), initial: description },
    limit: BOARD_DESCRIPTION_OCTETS,
    accept: async (next) => {
      await set({ description: next })
      return undefined
    },
  })
}

const askCount = async (
  { text, prompt }: ScreenContext,
  name: string,
  now: number | null,
  set: (next: number | null) => Promise<void>,
): Promise<void> => {
  await prompt({
    ...{ title: text(`console.board.${name}`), text: text(`console.board.${name}.text`) },
    ...{ label: text('console.board.how-many'), initial: now === null ? '' : String(now), limit: 12 },
    accept: async (typed) => {
      const word = typed.trim()
      if (!/^\d*$/.test(word)) return text('console.board.digits')
      await set(word === '' || Number(word) === 0 ? null : Number(word))
      return undefined
    },
  })
}

const ROLES = ['guest', 'member', 'moderator', 'sysop'] as const
/** More than these would not have a key. */
const MOST_GROUPS = 5

const askAudience = async (
  context: ScreenContext,
  side: 'readers' | 'writers',
  board: string,
  set: (next: Audience) => Promise<void>,
): Promise<void> => {
  const { core, session, text, push, prompt } = context
  const groups = (await core.groups.list({ session })).map(({ name }): Audience => `group:${name}`)
  const title = text(`console.board.${side}`)
  const all: readonly Audience[] = [...ROLES, ...groups.slice(0, MOST_GROUPS)]
  const choices = all.map((audience, at) => ({
    ...{ key: String(at + 1), label: audienceName(context, audience), choose: () => set(audience) },
  }))
  const another = {
    ...{ key: 'g', label: text('console.audience.another') },
    choose: async () => {
      await prompt({
        ...{ title, label: text('console.name'), limit: 32 },
        accept: async (name) => {
          await set(`group:${name.trim()}`)
          return undefined
        },
      })
    },
  }
  const summary = text(`console.board.${side}.text`, { board })
  await push(pick({ title, summary, choices: groups.length > MOST_GROUPS ? [...choices, another] : choices }))
}

const boardModerators =
  (board: string): ScreenFactory =>
  (context) => {
    const { core, session, text } = context
    return new NameList(context, {
      ...{ title: text('console.board.moderators'), help: 'console.board.help', label: text('console.account') },
      load: async () => (await core.order.settings({ session, board })).moderators,
      add: (account) => core.order.addModerator({ session, board, account }),
      remove: (account) => core.order.removeModerator({ session, board, account }),
    })
  }
