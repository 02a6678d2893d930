// The files under data/ that screens are made of: read and judged once, when the daemon starts, so that a slip of the
// sysop's pen is one clear line then and not a caller's broken call later.

import { loadArt } from './art.ts'
import type { DataFolders } from './data-files.ts'
import { loadEras } from './eras/era-files.ts'
import { loadMenu } from './menu/menu-file.ts'
import { LANGUAGES, loadTexts } from './texts.ts'

/** A file under data/ that is missing or says something that is not understood: one line for whoever wrote it. */
export class ScreenFileError extends Error {}

/** @throws ScreenFileError */
export const readScreenFiles = (folders: DataFolders): void => {
  try {
    for (const language of LANGUAGES) loadTexts(folders, language)
    loadMenu(folders)
    loadEras(folders)
    for (const name of ['welcome', 'welcome-small']) loadArt(folders, name)
  } catch (error) {
    throw new ScreenFileError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
  }
}
