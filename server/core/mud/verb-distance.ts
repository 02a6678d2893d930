// Which known word somebody may have meant: the fewest letters to change, put in, take out or swap.

/** The nearest, at most three; short words may be one letter off, longer ones two. */
export const nearest = (typed: string, known: readonly string[]): readonly string[] => {
  const allowed = typed.length < 5 ? 1 : 2
  const distances = known.map((word) => ({ word, distance: distanceOf(typed, word, allowed) }))
  const least = Math.min(allowed, ...distances.map(({ distance }) => distance))
  return distances
    .filter(({ distance }) => distance === least)
    .slice(0, 3)
    .map(({ word }) => word)
}

/** Of Damerau and Levenshtein, with swaps of neighbours; more than `most` comes back as `most + 1`. */
const distanceOf = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let row = 1; row <= a.length; row += 1) {
    const now = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1]
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      const ways = [(above[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + (isSame ? 0 : 1)]
      if (isSwapped) ways.push((before[column - 2] ?? 0) + 1)
      now.push(Math.min(...ways))
    }
    before = above
    above = now
  }
  return above[b.length] ?? most + 1
}
