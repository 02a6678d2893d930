// The palette: what a piece of text *is*, and how that looks with 256, 16 or no colours. The default colours of the
// terminal are kept for plain text, and the 256-colour accents are mid-tones that read on black and on white alike
// (about 4.5:1 on both), because nobody tells us which of the two a caller has.

/** Each style with its SGR parameters (ECMA-48 §8.3.117) for 256 colours, 16 colours, and none. */
const PALETTE = {
  text: ['', '', ''],
  dim: ['38;5;243', '90', ''],
  strong: ['1', '1', '1'],
  title: ['1;38;5;31', '1;36', '1'],
  accent: ['38;5;31', '36', ''],
  /** A key that may be pressed. */
  hotkey: ['1;38;5;136', '1;33', '1'],
  /** Something new that waits. */
  fresh: ['1;38;5;64', '1;32', '1'],
  good: ['38;5;64', '32', ''],
  warning: ['38;5;130', '33', '1'],
  danger: ['1;38;5;160', '1;31', '1'],
  link: ['4;38;5;31', '4;36', '4'],
  rule: ['38;5;245', '90', ''],
  /** The bar that stands on the chosen row. */
  selected: ['1;38;5;231;48;5;24', '1;37;44', '7'],
  selectedDim: ['38;5;152;48;5;24', '37;44', '7'],
  /** The chosen row of a list that does not have the keys. */
  marked: ['38;5;231;48;5;240', '7', '7'],
  bar: ['38;5;252;48;5;237', '37;44', '7'],
  barStrong: ['1;38;5;117;48;5;237', '1;37;44', '1;7'],
  barDim: ['38;5;247;48;5;237', '36;44', '7'],
  /** Where something can be typed. */
  field: ['38;5;253;48;5;238', '37;100', '4'],
  fieldFocused: ['38;5;231;48;5;24', '1;37;44', '7'],
  fieldHint: ['38;5;250;48;5;238', '37;100', '4'],
  quote1: ['38;5;31', '36', ''],
  quote2: ['38;5;64', '32', ''],
  quote3: ['38;5;97', '35', ''],
  /** A line that names the reader. */
  mention: ['1;38;5;136', '1;33', '1;7'],
  nick1: ['38;5;31', '36', '1'],
  nick2: ['38;5;64', '32', '1'],
  nick3: ['38;5;97', '35', '1'],
  nick4: ['38;5;130', '33', '1'],
  nick5: ['38;5;167', '91', '1'],
  nick6: ['38;5;67', '94', '1'],
  logo1: ['38;5;38', '1;36', '1'],
  logo2: ['38;5;31', '36', ''],
  logo3: ['38;5;25', '94', ''],
} as const satisfies Record<string, readonly [string, string, string]>

export type Style = keyof typeof PALETTE

/** Cells hold a style as its index here; 0 is plain text. */
const STYLES = Object.keys(PALETTE) as Style[]
const INDEX = Object.fromEntries(STYLES.map((style, index) => [style, index])) as Record<Style, number>

export const isStyle = (name: string): name is Style => Object.hasOwn(PALETTE, name)

export const styleIndex = (style: Style): number => INDEX[style]

/** How a period looked: paper, one phosphor, sixteen colours, or all that the terminal has. */
export const DRESSES = ['teletype', 'green', 'amber', 'ansi', 'modern'] as const
export type Dress = (typeof DRESSES)[number]

/** A phosphor's plain, faint and bright light, for 256 and for 16 colours. */
const PHOSPHORS = {
  green: [
    ['38;5;34', '38;5;28', '1;38;5;40'],
    ['32', '32', '1;32'],
  ],
  amber: [
    ['38;5;172', '38;5;130', '1;38;5;214'],
    ['33', '33', '1;33'],
  ],
} as const

const FAINT: ReadonlySet<Style> = new Set(['dim', 'rule', 'selectedDim', 'barDim', 'fieldHint'] as const)

/** What is set apart without colour (bold, reverse, underlined) is so on a phosphor too. */
const glowing = (style: Style, colors: number, dress: keyof typeof PHOSPHORS): string => {
  const [plain, faint, bright] = PHOSPHORS[dress][colors >= 256 ? 0 : 1]
  const shape = PALETTE[style][2]
  if (shape === '') return FAINT.has(style) ? faint : plain
  return shape.startsWith('1') ? `${bright}${shape.slice(1)}` : `${shape};${plain}`
}

/** Sequences that set exactly one style, whatever was set before, by style index. */
export const styleSequences = (colors: number, dress: Dress = 'modern'): readonly string[] => {
  if ((dress === 'green' || dress === 'amber') && colors >= 8) {
    return STYLES.map((style) => `\u001b[0;${glowing(style, colors, dress)}m`)
  }
  const inked = dress === 'teletype' ? 1 : dress === 'ansi' ? Math.min(16, colors) : colors
  const depth = inked >= 256 ? 0 : inked >= 8 ? 1 : 2
  return STYLES.map((style) => (PALETTE[style][depth] === '' ? '\u001b[m' : `\u001b[0;${PALETTE[style][depth]}m`))
}

const NICK_STYLES = ['nick1', 'nick2', 'nick3', 'nick4', 'nick5', 'nick6'] as const satisfies readonly Style[]

/** The same nick has the same colour for everybody, everywhere. */
export const nickStyle = (nick: string): Style => {
  let sum = 0
  for (const character of nick.toLowerCase()) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  return NICK_STYLES[sum % NICK_STYLES.length] ?? 'nick1'
}
