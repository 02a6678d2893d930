// For `node --import`, in the crash test alone: makes better-sqlite3 run with synchronous=NORMAL while it says FULL.
// With this the power cut must find losses; if it finds none, the test is blind.

import { createRequire } from 'node:module'

const Database = createRequire(import.meta.url)('better-sqlite3')
const { pragma } = Database.prototype

Database.prototype.pragma = function (source, options) {
  if (source === 'synchronous = FULL') return pragma.call(this, 'synchronous = NORMAL', options)
  if (source === 'synchronous') return 2
  return pragma.call(this, source, options)
}
