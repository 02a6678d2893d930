// The port through which wings are written down for people and read back. The house plugs in its world files.

import type { Wing } from './seed.ts'

export interface WingFormat {
  /** Lines ended by LF. */
  write(wing: Wing): string
  /** `name` is what messages call it. @throws Refusal malformed (name, place and reason on one line) */
  read(source: string, name: string): Wing
}
