// How long: `30m`, `12h`, `1d12h`, `2w`. A plain number counts minutes, as operators' commands always have.

const MINUTE = 60_000
const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: MINUTE,
  h: 60 * MINUTE,
  d: 1440 * MINUTE,
  w: 10_080 * MINUTE,
  y: 525_600 * MINUTE,
}
const LONGEST = 100 * 525_600 * MINUTE

/** Milliseconds. Zero stands for good; null is no duration. */
export const parseDuration = (text: string): number | null => {
  if (/^\d{1,9}$/.test(text)) return Math.min(LONGEST, Number(text) * MINUTE)
  if (!/^(?:\d{1,9}[smhdwy])+$/i.test(text)) return null
  let sum = 0
  for (const [, digits, unit = ''] of text.toLowerCase().matchAll(/(\d+)([smhdwy])/g)) {
    sum += Number(digits) * (UNITS[unit] ?? 0)
  }
  return Math.min(LONGEST, sum)
}

/** `1d 2h`, the two largest parts; `for good` of null. */
export const formatDuration = (milliseconds: number | null): string => {
  if (milliseconds === null) return 'for good'
  const minutes = Math.max(1, Math.round(milliseconds / MINUTE))
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'm'],
  ] as const
  return `for ${parts
    .filter(([figure]) => figure > 0)
    .slice(0, 2)
    .map(([figure, unit]) => `${figure}${unit}`)
    .join(' ')}`
}
