// Which octets a key is, for the keys that a phone does not have. Pure: the buttons are in key-bar.ts.

export const KEYS = ['Esc', 'Tab', 'Ctrl', '←', '↓', '↑', '→'] as const
export type Key = (typeof KEYS)[number]

const ARROWS: Partial<Record<Key, string>> = { '↑': 'A', '↓': 'B', '→': 'C', '←': 'D' }

/** What a key sends; Ctrl sends nothing by itself. `application`: DECCKM, the cursor keys' other mode. */
export const keyOctets = (key: Key, application: boolean): string => {
  if (key === 'Esc') return '\u001b'
  if (key === 'Tab') return '\t'
  const arrow = ARROWS[key]
  if (arrow === undefined) return ''
  return `\u001b${application ? 'O' : '['}${arrow}`
}

/** The control character of a letter (ECMA-48: the letter with bits 6 and 7 cleared); other text is left as it is. */
export const withControl = (text: string): string => {
  const upper = text.toUpperCase()
  if (upper.length !== 1 || upper < '@' || upper > '_') return text === ' ' ? '\0' : text
  return String.fromCharCode(upper.charCodeAt(0) & 0x1f)
}

/** Cuts a long paste into parts of at most `units` UTF-16 units, never through a surrogate pair. */
export const cut = (text: string, units: number): string[] => {
  const parts: string[] = []
  for (let start = 0; start < text.length; ) {
    const last = text.charCodeAt(start + units - 1)
    const end = start + (last >= 0xd800 && last <= 0xdbff ? units - 1 : units)
    parts.push(text.slice(start, end))
    start = end
  }
  return parts
}
