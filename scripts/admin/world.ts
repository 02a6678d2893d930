// `npm run admin -- world …`: the world of the MUD as files.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Command } from 'commander'
import type { WithCore } from './order.ts'

export const addWorldCommands = (program: Command, withCore: WithCore): void => {
  const world = program.command('world').description('the world of the MUD as files that a person edits')
  world
    .command('list')
    .description('its wings')
    .action(async () =>
      withCore(async ({ core, session }) => {
        for (const { name, rooms } of await core.wings.list({ session }))
          console.log(`${name.padEnd(30)} ${rooms} rooms`)
      }),
    )
  world
    .command('export <folder> [wings...]')
    .description('write its wings as they stand now, one YAML file each')
    .action(async (folder: string, wings: readonly string[]) =>
      withCore(async ({ core, session }) => {
        mkdirSync(folder, { recursive: true })
        const names = wings.length > 0 ? wings : (await core.wings.list({ session })).map(({ name }) => name)
        for (const wing of names) {
          const file = join(folder, `${wing}.yaml`)
          writeFileSync(file, await core.wings.write({ session, wing }))
          console.log(file)
        }
      }),
    )
  world
    .command('import <files...>')
    .description('bring wings in; all are judged before anything is planted, and what callers have changed stays')
    .action(async (files: readonly string[]) =>
      withCore(async ({ core, session }) => {
        const wings = files.map((file) => ({ name: basename(file), source: readFileSync(file, 'utf8') }))
        const { made, renewed, kept } = await core.wings.plant({ session, wings })
        console.log(`New: ${made}; renewed: ${renewed}; left as callers have changed them: ${kept}.`)
      }),
    )
}
