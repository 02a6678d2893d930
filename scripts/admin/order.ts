// `npm run admin -- board set …`, `group …`, `queue …`: who may do what on boards, and what waits for a moderator.

import { type Command, InvalidArgumentError } from 'commander'
import type { Audience, BoardSettings } from '../../server/core/boards/order-calls.ts'
import { ROLES } from '../../server/core/visibility.ts'
import type { Connection } from '../connect.ts'

export type WithCore = (act: (connection: Connection) => Promise<void>) => Promise<void>

const audience = (text: string): Audience => {
  if (text.startsWith('group:')) return text as Audience
  const found = ROLES.find((each) => each === text)
  if (found === undefined) throw new InvalidArgumentError(`${ROLES.join(', ')} or group:NAME`)
  return found
}

const switchOf = (text: string): boolean => {
  if (text !== 'on' && text !== 'off') throw new InvalidArgumentError('on or off')
  return text === 'on'
}

/** A whole number, or `off`. */
const boundOf = (text: string): number | null => {
  if (text === 'off') return null
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new InvalidArgumentError('a number above 0, or off')
  return Number(text)
}

interface SetOptions {
  readonly description?: string
  readonly read?: Audience
  readonly write?: Audience
  readonly moderated?: boolean
  readonly expireDays?: number | null
  readonly maxArticles?: number | null
  readonly maxMib?: number | null
}

const MIB = 1_048_576

export const addBoardOrder = (board: Command, withCore: WithCore): void => {
  board
    .command('show <name>')
    .description('what is set for a board')
    .action(async (name: string) =>
      withCore(async ({ core, session }) => console.log(describe(await core.order.settings({ session, board: name })))),
    )
  board
    .command('set <name>')
    .description('change what is set for a board; what is not named stays as it is')
    .option('--description <text>', 'one line')
    .option('--read <who>', 'the least role that may read, or group:NAME', audience)
    .option('--write <who>', 'the least role that may post, or group:NAME', audience)
    .option('--moderated <on|off>', 'whether articles wait for a moderator', switchOf)
    .option('--expire-days <n>', 'how long articles stay; off is for good', boundOf)
    .option('--max-articles <n>', 'how many stay; off is all', boundOf)
    .option('--max-mib <n>', 'how much stays, in MiB; off is all', boundOf)
    .action(async (name: string, options: SetOptions) =>
      withCore(async ({ core, session }) => {
        const { description, read, write, moderated, expireDays, maxArticles, maxMib } = options
        const change = {
          ...(description === undefined ? {} : { description }),
          ...(read === undefined ? {} : { readers: read }),
          ...(write === undefined ? {} : { writers: write }),
          ...(moderated === undefined ? {} : { isModerated: moderated }),
          ...(expireDays === undefined ? {} : { expireDays }),
          ...(maxArticles === undefined ? {} : { maxArticles }),
          ...(maxMib === undefined ? {} : { maxOctets: maxMib === null ? null : maxMib * MIB }),
        }
        console.log(describe(await core.order.set({ session, board: name, change })))
      }),
    )
  board
    .command('expire [name]')
    .description('let go of what has been here long enough, now; in one board or all')
    .action(async (name?: string) =>
      withCore(async ({ core, session }) => {
        let gone = 0
        for (let isThrough = false; !isThrough; ) {
          const turn = await core.order.expire({ session, ...(name === undefined ? {} : { board: name }) })
          gone += turn.expired
          isThrough = turn.isThrough
        }
        console.log(`Articles that have gone: ${gone}.`)
      }),
    )
  board
    .command('moderator <name> <account>')
    .description('let an account keep order on a board')
    .option('--remove', 'take that away again')
    .action(async (name: string, account: string, { remove }: { remove?: boolean }) =>
      withCore(async ({ core, session }) => {
        const of = { session, board: name, account }
        console.log(
          describe(remove === true ? await core.order.removeModerator(of) : await core.order.addModerator(of)),
        )
      }),
    )
}

export const addGroupCommands = (program: Command, withCore: WithCore): void => {
  const group = program.command('group').description('groups of accounts, for boards that are not for everybody')
  group
    .command('list')
    .description('all groups with their members')
    .action(async () =>
      withCore(async ({ core, session }) => {
        for (const { name, members } of await core.groups.list({ session })) {
          console.log(`${name.padEnd(20)} ${members.join(' ')}`.trimEnd())
        }
      }),
    )
  group
    .command('add <group> [accounts...]')
    .description('make a group, or put accounts into it')
    .action(async (name: string, accounts: readonly string[]) =>
      withCore(async ({ core, session }) => {
        const known = (await core.groups.list({ session })).some((each) => each.name === name)
        if (!known || accounts.length === 0) await core.groups.add({ session, group: name })
        for (const account of accounts) await core.groups.addMember({ session, group: name, account })
        console.log(`${name}: ${accounts.length === 0 ? 'made' : accounts.join(' ')}`)
      }),
    )
  group
    .command('remove <group> [accounts...]')
    .description('take accounts out of a group; without any, take the group away')
    .action(async (name: string, accounts: readonly string[]) =>
      withCore(async ({ core, session }) => {
        if (accounts.length === 0) await core.groups.remove({ session, group: name })
        for (const account of accounts) await core.groups.removeMember({ session, group: name, account })
        console.log(`${name}: ${accounts.length === 0 ? 'gone' : `without ${accounts.join(' ')}`}`)
      }),
    )
}

export const addQueueCommands = (program: Command, withCore: WithCore): void => {
  const queue = program.command('queue').description('articles that wait for a moderator')
  queue
    .command('list')
    .description('what waits, oldest first')
    .action(async () =>
      withCore(async ({ core, session }) => {
        for (const { id, boards, why, account, subject } of await core.order.held({ session, limit: 200 })) {
          console.log(`${String(id).padStart(5)} ${boards.join(',')}  ${account || 'a guest'}: ${subject} (${why})`)
        }
      }),
    )
  queue
    .command('show <number>')
    .description('read one')
    .action(async (number: string) =>
      withCore(async ({ core, session }) => {
        const { subject, account, boards, text } = await core.order.heldArticle({ session, held: Number(number) })
        console.log(`${account || 'a guest'} on ${boards.join(', ')}\n${subject}\n\n${text}`)
      }),
    )
  queue
    .command('approve <numbers...>')
    .description('let them in')
    .action(async (numbers: readonly string[]) =>
      withCore(async ({ core, session }) => {
        for (const number of numbers) {
          const { messageId } = await core.order.approve({ session, held: Number(number) })
          console.log(`${number} is in: ${messageId}`)
        }
      }),
    )
  queue
    .command('reject <number>')
    .description('drop it; the author is told')
    .option('--reason <text>', 'what the author reads', '')
    .action(async (number: string, { reason }: { reason: string }) =>
      withCore(async ({ core, session }) => {
        await core.order.reject({ session, held: Number(number), reason })
        console.log(`${number} is dropped.`)
      }),
    )
}

const describe = (settings: BoardSettings): string => {
  const { board, description, readers, writers, isModerated, moderators } = settings
  const { expireDays, maxArticles, maxOctets } = settings
  const stay = [
    expireDays === null ? '' : `${expireDays} days`,
    maxArticles === null ? '' : `${maxArticles} articles`,
    maxOctets === null ? '' : `${Math.round(maxOctets / MIB)} MiB`,
  ].filter((each) => each !== '')
  return [
    `${board}: ${description}`,
    `read by     ${readers}`,
    `written by  ${writers}`,
    `moderated   ${isModerated ? 'yes' : 'no'}${moderators.length === 0 ? '' : `, by ${moderators.join(' ')}`}`,
    `articles    stay ${stay.length === 0 ? 'for good' : `for ${stay.join(', ')} at most`}`,
  ].join('\n')
}
