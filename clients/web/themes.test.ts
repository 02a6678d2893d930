import { expect, test } from 'vitest'
import { THEMES, themeOf } from './themes.ts'

/** WCAG 2.2: relative luminance of `#rrggbb`. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

test.each(THEMES)('in %s, every colour that text is written in can be read', (name) => {
  const theme = themeOf(name)
  const { background = '', foreground = '' } = theme
  expect(contrast(foreground, background)).toBeGreaterThan(name === 'contrast' ? 15 : 8)
  for (const colour of ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'brightBlack'] as const) {
    expect([colour, contrast(theme[colour] ?? '', background) >= 4]).toEqual([colour, true])
  }
})

test.each(['green', 'amber'] as const)('%s has one colour, in all brightnesses that screens ask for', (name) => {
  const { extendedAnsi = [], background } = themeOf(name)
  expect(extendedAnsi).toHaveLength(240)
  expect(extendedAnsi[0]).toBe(background)
  const levels = extendedAnsi.slice(216).map(luminance)
  expect(levels).toEqual([...levels].sort((a, b) => a - b))
})
