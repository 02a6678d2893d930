// What the daemon's heap holds, loaded into it with `--import` and `--expose-gc`: a SIGUSR2 collects what is garbage and
// writes down the octets that are left.

import { writeFileSync } from 'node:fs'

const file = process.env['BENCH_HEAP']
if (file !== undefined) {
  process.on('SIGUSR2', () => {
    globalThis.gc?.()
    globalThis.gc?.()
    writeFileSync(file, String(process.memoryUsage().heapUsed))
  })
}
