// `npm run bench [-- NAME …] [--json FILE]`: measures, and prints one table with the facts of the machine. Run it on a
// machine that does nothing else.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PROJECT_ROOT } from '../server/root.ts'
import { type Bench, isMissed, type Row } from './bench/bench.ts'
import { coreMessages } from './bench/core-messages.ts'
import { importing } from './bench/import.ts'
import { irc } from './bench/irc.ts'
import { describeMachine, type Machine } from './bench/machine.ts'
import { mud } from './bench/mud.ts'
import { nntp } from './bench/nntp.ts'
import { search } from './bench/search.ts'
import { sshLogins } from './bench/ssh-logins.ts'
import { startup } from './bench/startup.ts'
import { terminal } from './bench/terminal.ts'

const BENCHES: readonly Bench[] = [coreMessages, irc, nntp, sshLogins, terminal, startup, importing, search, mud]

interface Result extends Row {
  readonly bench: string
}

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...{ json: { type: 'string' }, folder: { type: 'string' }, against: { type: 'string' } },
      ...{ rounds: { type: 'string' }, profile: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    },
  })
  const chosen = positionals.length === 0 ? BENCHES : BENCHES.filter(({ name }) => positionals.includes(name))
  const unknown = positionals.filter((name) => !BENCHES.some((bench) => bench.name === name))
  if (values.help === true || unknown.length > 0) {
    if (unknown.length > 0) console.error(`There is no bench "${unknown.join('", "')}".\n`)
    console.log(help())
    process.exitCode = unknown.length > 0 ? 2 : 0
    return
  }
  // Not the system's temporary folder: that may be memory, where every sync is free.
  const parent = values.folder ?? join(PROJECT_ROOT, 'dist')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, '.bench-'))
  try {
    const machine = describeMachine(folder)
    const against = values.against?.split(',').filter((name) => name !== '') ?? []
    const rounds = Math.max(1, Math.trunc(Number(values.rounds ?? 3)) || 3)
    const results = await runAll(chosen, folder, { against, rounds, profile: values.profile === true })
    process.stdout.write(`\n${facts(machine)}\n\n${table(results)}`)
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, results }, null, 2)}\n`)
    process.exitCode = results.some(isMissed) ? 1 : 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const runAll = async (
  benches: readonly Bench[],
  parent: string,
  options: { readonly against: readonly string[]; readonly rounds: number; readonly profile: boolean },
): Promise<Result[]> => {
  const results: Result[] = []
  for (const bench of benches) {
    process.stderr.write(`${bench.name}: ${bench.what}\n`)
    const folder = join(parent, bench.name)
    mkdirSync(folder)
    const rows = await bench.run({ folder, say: (line) => process.stderr.write(`  ${line} …\n`), ...options })
    rmSync(folder, { recursive: true, force: true })
    results.push(...rows.map((row) => ({ bench: bench.name, ...row })))
  }
  return results
}

const facts = ({ cpu, cores, memoryGib, node, platform, fsync }: Machine): string =>
  `${cores} cores (${cpu}), ${memoryGib} GiB, ${platform}, Node ${node}; ` +
  `this disk keeps 4 KiB in ${fsync.p50.toFixed(2)} ms (p50), ${fsync.p99.toFixed(2)} ms (p99)`

const table = (results: readonly Result[]): string => {
  const cells = results.map((row) => [row.bench, row.measured, figure(row.value), row.unit, verdict(row)])
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells
    .map((row) =>
      row.map((cell, column) => (column === 2 ? cell.padStart(widths[2] ?? 0) : cell.padEnd(widths[column] ?? 0))),
    )
    .map((row) => `${row.join('  ').trimEnd()}\n`)
    .join('')
}

const figure = (value: number): string => {
  if (Number.isNaN(value)) return '-'
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2)
}

const verdict = (row: Row): string => {
  if (row.target === undefined) return ''
  const bound =
    'atLeast' in row.target ? `at least ${figure(row.target.atLeast)}` : `at most ${figure(row.target.atMost)}`
  return `${isMissed(row) ? 'MISSED' : 'ok'}: ${bound}`
}

const help = (): string =>
  [
    'Usage: npm run bench [-- NAME …] [--json FILE] [--folder FOLDER]',
    '',
    ...BENCHES.map(({ name, what }) => `  ${name.padEnd(14)} ${what}`),
    '',
    '  --against NAMES  measure other servers too: inspircd,ngircd (irc), inn (nntp, with both overview methods)',
    '  --rounds N       how often what is compared is measured; the median counts (3)',
    '  --profile        one round more of each conversation, to see where our time goes (irc)',
    '  --json FILE      also write the figures to a file',
    '  --folder FOLDER  where the state folders go: the disk that is measured (dist/)',
  ].join('\n')

await main()
