// Every command of `ssh host COMMAND`, with help and version, which speak of the others.

import type { Command } from './command.ts'
import { UsageError } from './command.ts'
import { boards, read, search, who } from './looking.ts'
import { exportBoard, post, say } from './writing.ts'

const version: Command = {
  words: [0, 0],
  run: async ({ houseName, version: number }) => ({
    lines: [`${houseName} (Samband ${number})`],
    json: { house: houseName, software: 'Samband', version: number },
  }),
}

const help: Command = {
  words: [0, 1],
  run: async ({ words, text, houseName }) => {
    const [name] = words
    if (name !== undefined && COMMANDS[name] === undefined) throw new UsageError('commands.unknown', { name })
    const names = name === undefined ? Object.keys(COMMANDS) : [name]
    const rows = names.map((each) => ({ usage: text(`commands.usage.${each}`), about: text(`commands.about.${each}`) }))
    const widest = Math.max(...rows.map(({ usage }) => usage.length))
    const listed = rows.map(({ usage, about }) => `  ${usage.padEnd(widest)}  ${about}`)
    const lines = name === undefined ? [text('commands.help', { house: houseName }), '', ...listed] : listed
    return { lines: name === undefined ? [...lines, '', text('commands.help-end')] : lines, json: rows }
  },
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  ...{ who, boards, read, post, say, search, export: exportBoard, help, version },
}
