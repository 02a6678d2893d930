// How long something shall last, as a person writes it. Pure.

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
/** Ten years: whoever wants more wants for good. */
const MOST = 10 * 365 * 86_400_000

/** Milliseconds of `30m`, `12h`, `3d`, `2w`; null for good (''); undefined for what it is not. */
export const readPeriod = (text: string): number | null | undefined => {
  const word = text.trim().toLowerCase()
  if (word === '') return null
  const [, number = '', unit = ''] = /^(\d{1,5})\s?([mhdw])$/.exec(word) ?? []
  const length = Number(number) * (UNITS[unit] ?? 0)
  return length > 0 && length <= MOST ? length : undefined
}
