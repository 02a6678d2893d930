// What happens in the time machine, as told in the one stream of ../events.ts.

/** These accounts may be in another year now, or their lines faster or slower: whoever shows them something asks. */
export interface EraChanged {
  readonly type: 'era.changed'
  readonly accounts: readonly string[]
  /** The class whose switch it was; null when the account itself chose. */
  readonly className: string | null
}

/** A class was made, taken away, or has other pupils, teachers, year or lock. */
export interface ClassChanged {
  readonly type: 'class.changed'
  readonly name: string
}

export type EraEvent = EraChanged | ClassChanged
