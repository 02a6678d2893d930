// `npm run admin -- …`: accounts, boards and order from the command line, with or without a running daemon.

import { readFileSync } from 'node:fs'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { ConfigError } from '../server/config.ts'
import type { Account } from '../server/core/accounts/account.ts'
import { isRefusal } from '../server/core/refusal.ts'
import { ROLES, type Role } from '../server/core/visibility.ts'
import { WorldFileError } from '../server/house/world-files.ts'
import { StateFolderError } from '../server/state-folder.ts'
import { NewerStore } from '../server/storage/migrate.ts'
import { addFromCsv } from './admin/bulk.ts'
import { addClassCommands } from './admin/classes.ts'
import { ExportError, exportBoard } from './admin/export.ts'
import { addChannelOrder, addHouseOrder } from './admin/house-order.ts'
import { addBoardOrder, addGroupCommands, addQueueCommands } from './admin/order.ts'
import { newPassword, randomPasswordText } from './admin/passwords.ts'
import { addPeersCommand } from './admin/peers.ts'
import { addWorldCommands } from './admin/world.ts'
import { type Connection, connectCore } from './connect.ts'
import { refusalWords } from './refusal-words.ts'

const program = new Command('admin')
  .description('Accounts and boards of this Samband, while it runs and while it does not.')
  .option('-c, --config <file>', 'the TOML file the daemon is started with')
  .showHelpAfterError()

const withCore = async (act: (connection: Connection) => Promise<void>): Promise<void> => {
  const { config } = program.opts<{ config?: string }>()
  const connection = await connectCore(config ?? null)
  try {
    await act(connection)
  } finally {
    await connection.close()
  }
}

const role = (text: string): Exclude<Role, 'guest'> => {
  const found = ROLES.find((each) => each === text)
  if (found === undefined || found === 'guest') throw new InvalidArgumentError('member, moderator or sysop')
  return found
}

const boardRole = (text: string): Role => {
  const found = ROLES.find((each) => each === text)
  if (found === undefined) throw new InvalidArgumentError(ROLES.join(', '))
  return found
}

addHouseOrder(program, withCore)
addChannelOrder(program, withCore)

const user = program.command('user').description('accounts')

user
  .command('add <name>')
  .description('make an account; without --ssh-key it asks for a password (or reads it from standard input)')
  .option('--ssh-key <file>', 'a public key that opens it (one line, as in id_ed25519.pub)')
  .option('--role <role>', 'member, moderator or sysop', role, 'member')
  .option('--display-name <text>', 'shown beside the name')
  .option('--random-password', 'make a password and print it')
  .action(async (name: string, options: AddOptions) => withCore((connection) => addUser(connection, name, options)))

user
  .command('import <file>')
  .description('many at once from CSV: name[,password[,role[,display name]]]; "-" reads standard input')
  .action(async (file: string) =>
    withCore(async (connection) => {
      const failed = await addFromCsv(connection, file === '-' ? readFileSync(0, 'utf8') : readFileSync(file, 'utf8'))
      if (failed > 0) process.exitCode = 1
    }),
  )

user
  .command('list')
  .description('all accounts')
  .option('--pending', 'only those waiting for approval')
  .action(async ({ pending }: { pending?: boolean }) =>
    withCore(async ({ core, session }) => {
      for (let after = ''; ; ) {
        const page = await core.accounts.list({ session, after, ...(pending === true ? { state: 'pending' } : {}) })
        for (const account of page) console.log(describe(account))
        after = page.at(-1)?.name ?? ''
        if (after === '') return
      }
    }),
  )

user
  .command('passwd <name>')
  .description('set a new password')
  .action(async (name: string) =>
    withCore(async ({ core, session }) => {
      await core.accounts.setPassword({ session, name, password: await newPassword(name) })
      console.log(`${name} has a new password.`)
    }),
  )

user
  .command('role <name> <role>')
  .description('member, moderator or sysop')
  .action(async (name: string, text: string) =>
    withCore(async ({ core, session }) => {
      console.log(describe(await core.accounts.setRole({ session, name, role: role(text) })))
    }),
  )

user
  .command('newsrc <name> <file>')
  .description('take over what a newsreader has recorded as read: its .newsrc; "-" reads standard input')
  .action(async (name: string, file: string) =>
    withCore(async ({ core, session }) => {
      const text = readFileSync(file === '-' ? 0 : file, 'utf8')
      const { boards, ignored } = await core.boards.importNewsrc({ session, account: name, text })
      console.log(`${name}: boards taken over: ${boards}; groups that are not here: ${ignored}.`)
    }),
  )

user
  .command('approve <name>')
  .description('let a waiting account in')
  .action(async (name: string) =>
    withCore(async ({ core, session }) => console.log(describe(await core.accounts.approve({ session, name })))),
  )

user
  .command('ban <name>')
  .description('shut an account out, and end its sessions at once')
  .option('--reason <text>', 'what the person is told', '')
  .option('--days <n>', 'for so many days; for good by default', Number)
  .action(async (name: string, { reason, days }: { reason: string; days?: number }) =>
    withCore(async ({ core, session }) => {
      const until = days === undefined ? null : Date.now() + days * 86_400_000
      if (Number.isNaN(until)) throw new InvalidArgumentError('--days takes a number')
      console.log(describe(await core.accounts.ban({ session, name, reason, until })))
    }),
  )

user
  .command('unban <name>')
  .description('let a banned account in again')
  .action(async (name: string) =>
    withCore(async ({ core, session }) => console.log(describe(await core.accounts.unban({ session, name })))),
  )

const board = program.command('board').description('boards')

board
  .command('add <name>')
  .description('make a board; names are newsgroup names: local.music')
  .option('--description <text>', 'one line', '')
  .option('--read <role>', 'the least role that may read', boardRole, 'guest')
  .option('--write <role>', 'the least role that may post', boardRole, 'member')
  .action(async (name: string, { description, read, write }: { description: string; read: Role; write: Role }) =>
    withCore(async ({ core, session }) => {
      await core.boards.add({ session, board: name, description, readRole: read, writeRole: write })
      console.log(`${name} is open.`)
    }),
  )

board
  .command('export <name> <file>')
  .description(
    'write a whole board as mbox, beside a running daemon too; `npm run import` reads it back; "-" is standard output',
  )
  .option('--resume', 'go on where an earlier export ended, also one that was broken off')
  .action(async (name: string, file: string, { resume }: { resume?: boolean }) =>
    withCore((connection) => exportBoard(connection, { board: name, file, isResumed: resume === true })),
  )

board
  .command('list')
  .description('all boards')
  .action(async () =>
    withCore(async ({ core, session }) => {
      for (const { name, count, threads, description } of await core.boards.list({ session })) {
        console.log(
          `${name.padEnd(30)} ${String(count).padStart(7)} articles ${String(threads).padStart(6)} threads  ${description}`,
        )
      }
    }),
  )

addBoardOrder(board, withCore)
addGroupCommands(program, withCore)
addClassCommands(program, withCore)
addQueueCommands(program, withCore)
addPeersCommand(program, withCore)
addWorldCommands(program, withCore)

const place = program.command('place').description('boards and channels that belong together')

place
  .command('link <channel> <board>')
  .description('announce new threads of the board in the channel: link "#music" rec.music')
  .action(async (channel: string, name: string) =>
    withCore(async ({ core, session }) => {
      const linked = await core.places.link({ session, channel, board: name })
      console.log(`${linked.channel} announces what is new on ${linked.board}.`)
    }),
  )

place
  .command('unlink <channel>')
  .description('let a channel stand by itself')
  .action(async (channel: string) =>
    withCore(async ({ core, session }) => {
      await core.places.unlink({ session, channel })
      console.log(`${channel} stands by itself.`)
    }),
  )

place
  .command('list')
  .description('all of them')
  .action(async () =>
    withCore(async ({ core, session }) => {
      for (const { channel, board: name, setBy } of await core.places.list({ session })) {
        console.log(`${channel.padEnd(20)} ${name.padEnd(30)} linked by ${setBy}`)
      }
    }),
  )

interface AddOptions {
  readonly sshKey?: string
  readonly role: Exclude<Role, 'guest'>
  readonly displayName?: string
  readonly randomPassword?: boolean
}

const addUser = async ({ core, session }: Connection, name: string, options: AddOptions): Promise<void> => {
  const { sshKey, displayName, randomPassword } = options
  const key = sshKey === undefined ? {} : { sshKey: readFileSync(sshKey, 'utf8').trim() }
  const made = randomPassword === true ? randomPasswordText() : null
  const asked = made === null && sshKey === undefined ? await newPassword(name) : made
  const account = await core.accounts.add({
    ...{ session, name, role: options.role, ...key },
    ...(asked === null ? {} : { password: asked }),
    ...(displayName === undefined ? {} : { displayName }),
  })
  console.log(describe(account))
  if (made !== null) console.log(`Password: ${made}`)
}

const describe = (account: Account): string => {
  const seen =
    account.lastSeen === null ? 'never here' : `last here ${new Date(account.lastSeen).toISOString().slice(0, 10)}`
  const ban = account.state === 'banned' && account.banReason ? ` (${account.banReason})` : ''
  return `${account.name.padEnd(20)} ${account.role.padEnd(10)} ${account.state.padEnd(8)} ${seen}${ban}`
}

const complain = (error: unknown): void => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode
    return
  }
  const known = [ConfigError, StateFolderError, WorldFileError, NewerStore, ExportError].some(
    (kind) => error instanceof kind,
  )
  const isFileError = error instanceof Error && 'code' in error
  if (isRefusal(error)) console.error(`admin: ${refusalWords(error)}`)
  else if (known || isFileError) console.error(`admin: ${(error as Error).message}`)
  else throw error
  process.exitCode = 2
}

program.parseAsync().catch(complain)
