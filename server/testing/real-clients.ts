// Tests that hold a conversation with a real client are skipped where it is not installed, and fail there when
// SAMBAND_REQUIRE_CLIENTS=1 says that it must be.

import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Whether all of these programs are on the PATH: `describe.runIf(haveClients('tmux', 'ssh'))(…)`.
 * @throws Error when one is missing and SAMBAND_REQUIRE_CLIENTS=1
 */
export const haveClients = (...programs: readonly string[]): boolean => {
  const missing = programs.filter((program) => findClient(program) === null)
  if (missing.length === 0) return true
  if (process.env['SAMBAND_REQUIRE_CLIENTS'] === '1') {
    throw new Error(`not installed, though SAMBAND_REQUIRE_CLIENTS=1 asks for it: ${missing.join(', ')}`)
  }
  return false
}

/** Where Debian installs MUD clients; on few people's PATH. */
const GAMES = '/usr/games'

/** The absolute path of a program, or null when it is not on the PATH. */
export const findClient = (program: string): string | null => {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), GAMES]
  const candidates = folders.map((folder) => join(folder, program))
  return candidates.find(isExecutable) ?? null
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
