// Who may hold a connection that has not logged in. Newcomers are always let in: when too many wait, the oldest
// waiting connection of the busiest network is dropped instead, so a flood crowds out itself and not a caller who is
// typing a password. Those who have logged in are counted per network and refused above the cap.

/** Addresses are counted per /24 (IPv4) or /64 (IPv6). */
export const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  const plain = mapped?.[1] ?? address
  if (plain.includes('.')) return plain.slice(0, plain.lastIndexOf('.'))
  const [head = '', tail] = plain.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').length
  return [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail?.split(':') ?? [])]
    .slice(0, 4)
    .join(':')
}

export interface AdmissionLimits {
  /** Connections that have not logged in, in all. */
  readonly waitingTotal: number
  /** The same from one network. */
  readonly waitingPerNetwork: number
  /** All connections of one network. */
  readonly perNetwork: number
}

export interface Ticket {
  /** The connection has logged in. */
  settle(): void
  /** The connection is gone. May be called more than once. */
  release(): void
}

interface Waiting {
  readonly network: string
  readonly evict: () => void
}

const UNLIMITED: Ticket = { settle: () => {}, release: () => {} }

export class Admission {
  /** Null lifts all limits. */
  readonly #limits: AdmissionLimits | null
  /** Oldest first. */
  readonly #waiting = new Set<Waiting>()
  readonly #waitingPerNetwork = new Map<string, number>()
  readonly #perNetwork = new Map<string, number>()

  constructor(limits: AdmissionLimits | null) {
    this.#limits = limits
  }

  /**
   * Counts a new connection. `evict` closes it, should it have to make room before it has logged in.
   * Returns null when its network already holds as many connections as it may.
   */
  admit(address: string, evict: () => void): Ticket | null {
    const limits = this.#limits
    if (limits === null) return UNLIMITED
    const network = networkOf(address)
    if ((this.#perNetwork.get(network) ?? 0) >= limits.perNetwork) return null
    count(this.#perNetwork, network, 1)
    const entry: Waiting = { network, evict }
    this.#waiting.add(entry)
    count(this.#waitingPerNetwork, network, 1)
    if ((this.#waitingPerNetwork.get(network) ?? 0) > limits.waitingPerNetwork) this.#evictOldestOf(network)
    else if (this.#waiting.size > limits.waitingTotal) this.#evictOldestOf(this.#busiestNetwork())
    let released = false
    return {
      settle: () => this.#forget(entry),
      release: () => {
        if (released) return
        released = true
        this.#forget(entry)
        count(this.#perNetwork, network, -1)
      },
    }
  }

  #forget(entry: Waiting): void {
    if (this.#waiting.delete(entry)) count(this.#waitingPerNetwork, entry.network, -1)
  }

  #evictOldestOf(network: string): void {
    for (const entry of this.#waiting) {
      if (entry.network !== network) continue
      this.#forget(entry)
      entry.evict()
      return
    }
  }

  #busiestNetwork(): string {
    let busiest = ''
    for (const [network, size] of this.#waitingPerNetwork) {
      if (size > (this.#waitingPerNetwork.get(busiest) ?? 0)) busiest = network
    }
    return busiest
  }
}

const count = (counts: Map<string, number>, key: string, change: number): void => {
  const next = (counts.get(key) ?? 0) + change
  if (next <= 0) counts.delete(key)
  else counts.set(key, next)
}
