// `npm run admin -- ban …`, `defcon`, `kill`, `log`, `channel …`: order in the house and its channels, as the machine's
// own console keeps it. The same calls stand behind OPER's commands on IRC.

import { type Command, InvalidArgumentError } from 'commander'
import { readModes, shownModes } from '../../server/core/channels/modes.ts'
import { DEFCON_LEVELS, DEFCON_MEANING, type DefconLevel } from '../../server/core/moderation/ban.ts'
import { Refusal } from '../../server/core/refusal.ts'
import { formatDuration, parseDuration } from '../../server/gateways/irc/duration.ts'
import { refusalWords } from '../refusal-words.ts'
import type { WithCore } from './order.ts'

const LOG_LINES = 50

const duration = (text: string): number => {
  const milliseconds = parseDuration(text)
  if (milliseconds === null || milliseconds === 0) throw new InvalidArgumentError('a length of time: 30m, 12h, 7d')
  return milliseconds
}

const defconLevel = (text: string): DefconLevel => {
  const level = DEFCON_LEVELS.find((each) => String(each) === text)
  if (level === undefined) throw new InvalidArgumentError(DEFCON_LEVELS.join(', '))
  return level
}

const count = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('a number above 0')
  return Number(text)
}

const minute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')
const because = (reason: string): string => (reason === '' ? '' : ` (${reason})`)

export const addHouseOrder = (program: Command, withCore: WithCore): void => {
  addBans(program, withCore)
  program
    .command('kill <nick>')
    .description('end all sessions of a nick; it may come back')
    .option('--reason <text>', 'what the person is told', '')
    .action(async (nick: string, { reason }: { reason: string }) =>
      withCore(async ({ core, session }) => {
        await core.moderation.kill({ session, nick, reason })
        console.log(`${nick} is gone.`)
      }),
    )
  program
    .command('defcon')
    .description('how far the house is closed: 5 open … 1 staff only')
    .argument('[level]', 'the level from now on', defconLevel)
    .option('--reason <text>', 'why, for the log', '')
    .action(async (level: DefconLevel | undefined, { reason }: { reason: string }) =>
      withCore(async ({ core, session }) => {
        if (level !== undefined) await core.moderation.setDefcon({ session, level, reason })
        const standing = await core.moderation.defcon({ session })
        console.log(`DEFCON ${standing}: ${DEFCON_MEANING[standing]}`)
      }),
    )
  program
    .command('log')
    .description('who of the staff did what and why, newest first')
    .option('--limit <n>', `how many entries; ${LOG_LINES} by default`, count, LOG_LINES)
    .option('--before <id>', 'only those before this entry', count)
    .action(async ({ limit, before }: { limit: number; before?: number }) =>
      withCore(async ({ core, session }) => {
        const page = await core.moderation.log({ session, limit, ...(before === undefined ? {} : { before }) })
        for (const { id, at, actor, act, target, reason } of page) {
          console.log(`${String(id).padStart(6)}  ${minute(at)}  ${actor}: ${act} ${target}${because(reason)}`)
        }
      }),
    )
}

const addBans = (program: Command, withCore: WithCore): void => {
  const ban = program.command('ban').description('who is shut out of the house, on every face')
  ban
    .command('add <target>')
    .description("an account's name, an address, a network (192.0.2.0/24), or a mask nick!user@host")
    .option('--for <time>', '30m, 12h, 7d; for good by default', duration)
    .option('--reason <text>', 'what the person is told', '')
    .action(async (target: string, options: { for?: number; reason: string }) =>
      withCore(async ({ core, session }) => {
        const until = options.for === undefined ? null : Date.now() + options.for
        const made = await core.moderation.ban({ session, target, reason: options.reason, until })
        console.log(`${made.target} is banned ${formatDuration(options.for ?? null)}${because(made.reason)}`)
      }),
    )
  ban
    .command('remove <target>')
    .description('let them in again')
    .action(async (target: string) =>
      withCore(async ({ core, session }) => {
        await core.moderation.unban({ session, target })
        console.log(`${target} is no longer banned.`)
      }),
    )
  ban
    .command('list')
    .description('all that stand')
    .action(async () =>
      withCore(async ({ core, session }) => {
        for (const { target, reason, setBy, until } of await core.moderation.bans({ session })) {
          const end = formatDuration(until === null ? null : until - Date.now())
          console.log(`${target.padEnd(30)} ${end}${setBy === '' ? '' : `, by ${setBy}`}${because(reason)}`)
        }
      }),
    )
}

export const addChannelOrder = (program: Command, withCore: WithCore): void => {
  const channel = program.command('channel').description('order in channels')
  channel
    .command('mode <channel> [modes] [params...]')
    .description('its modes, or changes: "+o" anna, "-k", "+b" "*!*@guest/12ab"')
    .allowUnknownOption()
    .action(async (name: string, modes: string | undefined, params: string[]) =>
      withCore(async ({ core, session }) => {
        const { changes } = readModes(modes ?? '', params)
        if (changes.length > 0) {
          const { refused } = await core.channels.setModes({ session, channel: name, changes })
          for (const { change, code, detail } of refused) {
            console.error(`${change.sign}${change.letter}: ${refusalWords(new Refusal(code, detail))}`)
          }
        }
        const view = await core.channels.get({ session, channel: name })
        console.log(`${view.name} ${shownModes(view.modes).join(' ')}`)
      }),
    )
  channel
    .command('kick <channel> <nick>')
    .description('put somebody out')
    .option('--reason <text>', 'what everybody is told', '')
    .action(async (name: string, nick: string, { reason }: { reason: string }) =>
      withCore(async ({ core, session }) => {
        await core.channels.kick({ session, channel: name, nick, reason })
        console.log(`${nick} is out of ${name}.`)
      }),
    )
  channel
    .command('bans <channel>')
    .description('its bans, with who set them and until when')
    .action(async (name: string) =>
      withCore(async ({ core, session }) => {
        for (const { mask, setBy, until, reason } of await core.channels.masks({ session, channel: name, list: 'b' })) {
          const end = until === null ? 'for good' : `until ${minute(until)}`
          console.log(`${mask.padEnd(30)} ${end}, by ${setBy}${because(reason)}`)
        }
      }),
    )
}
