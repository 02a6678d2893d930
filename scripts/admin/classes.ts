// `npm run admin -- class …`: classes of the time machine: who is in them, who teaches them, and their switch.

import { type Command, InvalidArgumentError } from 'commander'
import type { ClassView } from '../../server/core/eras/era-calls.ts'
import type { Connection } from '../connect.ts'

type WithCore = (act: (connection: Connection) => Promise<void>) => Promise<void>

const year = (text: string): number | 'present' => {
  if (text === 'present') return text
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError('1971 to 2007, or present')
  return Number(text)
}

const describe = ({ name, year: of, isLocked, pupils, teachers }: ClassView): string => {
  const when = `${of ?? 'present'}${isLocked ? ', locked' : ''}`
  return `${name.padEnd(20)} ${when.padEnd(16)} taught by ${teachers.join(' ') || 'nobody'}: ${pupils.join(' ')}`.trimEnd()
}

export const addClassCommands = (program: Command, withCore: WithCore): void => {
  const command = program.command('class').description('classes: groups of accounts that a teacher takes to a year')
  command
    .command('list')
    .description('all classes: year, teachers, pupils')
    .action(async () =>
      withCore(async ({ core, session }) => {
        for (const each of await core.classes.list({ session })) console.log(describe(each))
      }),
    )
  command
    .command('add <class> [accounts...]')
    .description('make a class (of a group, if there is one of this name), or put accounts into it')
    .option('--teacher', 'the accounts are its teachers')
    .action(async (name: string, accounts: readonly string[], { teacher }: { teacher?: true }) =>
      withCore(async ({ core, session }) => {
        const { classes } = core
        const known = (await classes.list({ session })).some((each) => each.name === name)
        if (!known || accounts.length === 0) await classes.add({ session, name })
        for (const account of accounts) {
          const one = { session, name, account }
          await (teacher === true ? classes.addTeacher(one) : classes.addPupil(one))
        }
        console.log(`${name}: ${accounts.length === 0 ? 'made' : accounts.join(' ')}`)
      }),
    )
  command
    .command('remove <class> [accounts...]')
    .description('take accounts out of a class; without any, dissolve the class (its group stays)')
    .option('--teacher', 'they no longer teach it')
    .action(async (name: string, accounts: readonly string[], { teacher }: { teacher?: true }) =>
      withCore(async ({ core, session }) => {
        const { classes } = core
        if (accounts.length === 0) await classes.remove({ session, name })
        for (const account of accounts) {
          const one = { session, name, account }
          await (teacher === true ? classes.removeTeacher(one) : classes.removePupil(one))
        }
        console.log(`${name}: ${accounts.length === 0 ? 'dissolved' : `without ${accounts.join(' ')}`}`)
      }),
    )
  command
    .command('set <class>')
    .description('the switch: at once for every pupil who is on')
    .option('--year <year>', '1971 to 2007, or present', year)
    .option('--lock', 'pupils may not leave the year')
    .option('--unlock', 'they may')
    .action(async (name: string, options: { year?: number | 'present'; lock?: true; unlock?: true }) =>
      withCore(async ({ core, session }) => {
        const lock = options.lock === true || options.unlock === true ? { isLocked: options.lock === true } : {}
        const to = options.year === undefined ? {} : { year: options.year === 'present' ? null : options.year }
        console.log(describe(await core.classes.set({ session, name, ...to, ...lock })))
      }),
    )
}
