// What a bench is: a name, and a run that gives measured rows. Nothing is tuned for a bench that is not so in the
// daemon; limits on pace and connections are lifted (`[limits] throttle = false`), for the load comes from one address.

export interface Bench {
  readonly name: string
  /** What is measured, in one line. */
  readonly what: string
  run(context: BenchContext): Promise<readonly Row[]>
}

export interface BenchContext {
  /** An empty folder for this bench alone, on the disk that is measured. */
  readonly folder: string
  /** Says what is being done; only seen while it is done. */
  readonly say: (line: string) => void
  /** Programs of others to measure too, where the bench knows any. */
  readonly against?: readonly string[]
  /** Show where the daemon's time goes, where the bench can. */
  readonly profile?: boolean
  /** How often what is compared is measured; the median counts. */
  readonly rounds?: number
}

export interface Row {
  /** What was measured under which circumstances: `100 members, window 32`. */
  readonly measured: string
  readonly value: number
  readonly unit: string
  /** What we demand on two cores, and on which side of it the value must be. */
  readonly target?: { readonly atLeast: number } | { readonly atMost: number }
}

export const isMissed = ({ value, target }: Row): boolean => {
  if (target === undefined) return false
  return 'atLeast' in target ? value < target.atLeast : value > target.atMost
}

/** The value below which a share of the samples lies: `percentile(samples, 0.99)`. Zero of nothing. */
export const percentile = (samples: readonly number[], share: number): number => {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
