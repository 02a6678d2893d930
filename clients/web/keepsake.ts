// The little that the browser remembers: the resume token for this tab, the text size for this browser. A browser that
// forbids storage remembers nothing, and that is fine.

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
