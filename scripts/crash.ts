// `npm run crash -- --rounds N`: the long version of the crash test. Kills the daemon at random moments while clients
// write to it, and compares what they were told with what is still there.

import { parseArgs } from 'node:util'
import { compileShim } from '../server/e2e/crash/power-cut.ts'
import { type CrashReport, type RoundReport, runCrashRounds } from '../server/e2e/crash/rounds.ts'

const HELP = `Usage: npm run crash -- [--rounds N] [--kill-only] [--as-if-normal] [--seed N]

  --rounds N       how many crashes of each kind (20)
  --kill-only      only kill -9; without it also a simulated power cut, which keeps just what was synced (needs gcc)
  --as-if-normal   make SQLite skip the sync at each commit: the power cut must then find losses
  --seed N         make the same choices again
`

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string' },
    'kill-only': { type: 'boolean', default: false },
    'as-if-normal': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

const tell = ({ round, acknowledged, comparison, readyMs, takenBack, check }: RoundReport): void => {
  const { lost, doubled } = comparison
  const cells = [
    `round ${String(round).padStart(4)}`,
    `${String(acknowledged).padStart(7)} acknowledged`,
    `${lost.length} lost`,
    `${doubled.length} doubled`,
    `${String(takenBack).padStart(8)} octets taken back`,
    `ready in ${Math.round(readyMs)} ms`,
    check,
  ]
  console.log(cells.join('  '))
}

const conclude = (kind: string, report: CrashReport): boolean => {
  const { acknowledged, lost, doubled, gaps, damaged, slowestReadyMs } = report
  console.log(
    `${kind}: ${report.rounds.length} rounds, ${acknowledged} acknowledged, ${lost} lost, ${doubled} doubled, ` +
      `${gaps} gaps, ${damaged} damaged, slowest start ${Math.round(slowestReadyMs)} ms\n`,
  )
  return lost + doubled + gaps + damaged === 0
}

const main = async (): Promise<void> => {
  const rounds = Number(values.rounds)
  if (values.help || !(rounds > 0)) {
    console.log(HELP)
    process.exitCode = values.help ? 0 : 2
    return
  }
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  console.log(`seed ${seed}`)
  const shim = values['kill-only'] ? null : compileShim()
  const asIfNormal = values['as-if-normal']
  const base = { rounds, seed, asIfNormal, onRound: tell }
  let good = conclude('kill -9', await runCrashRounds({ ...base, shim: null }))
  if (shim !== null) good = conclude('power cut', await runCrashRounds({ ...base, shim })) && good
  else if (!values['kill-only']) console.log('No power cut without a C compiler (gcc).')
  process.exitCode = good ? 0 : 1
}

await main()
