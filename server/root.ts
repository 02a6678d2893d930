// Where the project's own files are, whether this code runs from server/ or compiled from dist/server/.

import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const findRoot = (from: string): string => {
  if (existsSync(join(from, 'package.json')) && existsSync(join(from, 'data'))) return from
  const parent = dirname(from)
  if (parent === from) throw new Error('the folder of the project is not above its own code')
  return findRoot(parent)
}

export const PROJECT_ROOT = findRoot(import.meta.dirname)

/** Absolute path of something in data/. */
export const dataPath = (...names: readonly string[]): string => join(PROJECT_ROOT, 'data', ...names)
