// Files under data/ as the sysop sees them: what lies in the sysop's own folder stands in front of what is shipped.

import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Absolute paths, the sysop's own folder first, the shipped one last. */
export type DataFolders = readonly string[]

/** The path of a file by its name inside of the folders: the first that is there, else where the shipped one should be. */
export const findDataFile = (folders: DataFolders, ...name: readonly string[]): string => {
  const places = folders.map((folder) => join(folder, ...name))
  return places.find((place) => existsSync(place)) ?? places.at(-1) ?? join(...name)
}
