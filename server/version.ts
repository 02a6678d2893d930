// The version, as package.json says it.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT_ROOT } from './root.ts'

const { version } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as { version: string }

export const VERSION = version
