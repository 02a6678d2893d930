// The machine that a bench ran on: without it, figures say nothing. Also what the kernel knows of a process.

import { closeSync, fdatasyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { percentile } from './bench.ts'

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGib: number
  readonly node: string
  readonly platform: string
  /** How long the disk takes to keep 4 KiB, milliseconds. */
  readonly fsync: { readonly p50: number; readonly p99: number }
}

export const describeMachine = (folder: string): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGib: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  fsync: measureFsync(folder),
})

const FSYNCS = 300

const measureFsync = (folder: string): Machine['fsync'] => {
  const file = join(folder, 'fsync')
  const descriptor = openSync(file, 'w')
  const page = Buffer.alloc(4096, 'x')
  const samples: number[] = []
  for (let round = 0; round < FSYNCS; round += 1) {
    writeSync(descriptor, page)
    const started = performance.now()
    fdatasyncSync(descriptor)
    samples.push(performance.now() - started)
  }
  closeSync(descriptor)
  rmSync(file)
  return { p50: percentile(samples, 0.5), p99: percentile(samples, 0.99) }
}

/** Seconds of processor time that a process has used (Linux; NaN elsewhere). */
export const cpuSeconds = (pid: number): number => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold blanks; utime and stime are the 12th and 13th field after it, in ticks of 10 ms.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return Number.NaN
  }
}

/** Resident memory of a process in MiB (Linux; NaN elsewhere). */
export const residentMib = (pid: number): number => {
  try {
    const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kib) / 1024
  } catch {
    return Number.NaN
  }
}
