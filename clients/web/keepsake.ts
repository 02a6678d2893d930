// The little that the browser remembers: the resume token for this tab, the text size for this browser. A browser that
// forbids storage remembers nothing, and that is fine.

import { isThemeName, type ThemeName } from './themes.ts'

const read = (storage: () => Storage, key: string): string | null => {
  try {
    return storage().getItem(key)
  } catch {
    return null
  }
}

const write = (storage: () => Storage, key: string, value: string | null): void => {
  try {
    if (value === null) storage().removeItem(key)
    else storage().setItem(key, value)
  } catch {
    // Private windows and full disks.
  }
}

const tab = (): Storage => window.sessionStorage
const browser = (): Storage => window.localStorage

/** How the terminal is drawn: `auto` takes the graphics card where there is a real one. */
export type Drawing = 'auto' | 'plain' | 'webgl'

export const resumeToken = {
  get: (): string | null => read(tab, 'samband.resume'),
  set: (token: string | null): void => write(tab, 'samband.resume', token),
}

export const fontSize = {
  get: (): number | null => {
    const size = Number(read(browser, 'samband.font-size'))
    return size >= 8 && size <= 32 ? size : null
  },
  set: (size: number): void => write(browser, 'samband.font-size', String(size)),
}

export const readerMode = {
  get: (): boolean => read(browser, 'samband.reader') === 'yes',
  set: (on: boolean): void => write(browser, 'samband.reader', on ? 'yes' : null),
}

export const theme = {
  get: (): ThemeName => {
    const name = read(browser, 'samband.theme')
    return isThemeName(name) ? name : 'night'
  },
  set: (name: ThemeName): void => write(browser, 'samband.theme', name),
}

export const drawing = {
  get: (): Drawing => {
    const kept = read(browser, 'samband.drawing')
    return kept === 'plain' || kept === 'webgl' ? kept : 'auto'
  },
}
