// How long to wait before the next try to connect: doubling, with jitter, so that a restarted house is not stormed.

const FIRST_MS = 400
const MOST_MS = 15_000

/** Milliseconds before try number `attempt` (from 0); `random` in [0, 1). */
export const backoff = (attempt: number, random: number): number => {
  const ceiling = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 20))
  return Math.round(ceiling * (0.5 + random / 2))
}
