// How long to wait before the next try: twice as long after each failure, and never quite as long as the others wait, so
// that those who lost a server together do not all come back in the same second.

/** @param failures in a row, 1 or more @param random in [0, 1) */
export const backoffMs = (failures: number, first: number, longest: number, random: number): number => {
  const full = Math.min(longest, first * 2 ** Math.min(failures - 1, 30))
  return Math.round(full / 2 + (full / 2) * random)
}
