// Where the files under data/ are looked for: the sysop's own folder first, then what is shipped. The sysop's folder
// holds only what differs, so that an update of the shipped files cannot conflict with it.

import { join, resolve } from 'node:path'
import type { Config } from './config.ts'
import { dataPath, PROJECT_ROOT } from './root.ts'
import { type DataFolders, findDataFile } from './screens/data-files.ts'

export const dataFolders = ({ server }: Config): DataFolders => [
  resolve(PROJECT_ROOT, server.custom === '' ? join(server.state, 'custom') : server.custom),
  dataPath(),
]

/** Absolute path of something in data/, the sysop's own where there is one. */
export const dataFile = (config: Config, ...name: readonly string[]): string =>
  findDataFile(dataFolders(config), ...name)
