// Addresses and networks in CIDR notation (RFC 4632, RFC 4291): read once, then compared bit by bit. An IPv4 address
// counts as its IPv4-mapped IPv6 one, so that it fits however the socket spells it.

export interface Network {
  /** Sixteen octets. */
  readonly octets: readonly number[]
  /** How many leading bits count: 0 to 128. */
  readonly bits: number
}

const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255]

/** `192.0.2.7`, `2001:db8::1`, or either with `/bits`. Null when it is none of these. */
export const parseNetwork = (text: string): Network | null => {
  const [, address = '', digits] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? []
  const four = parseFour(address)
  const octets = four === null ? parseSix(address) : [...MAPPED, ...four]
  if (octets === null) return null
  const width = four === null ? 128 : 32
  const bits = digits === undefined ? width : Number(digits)
  return bits > width ? null : { octets, bits: bits + 128 - width }
}

/** Whether the address lies in the network; what is no address lies in none. */
export const isInNetwork = (address: string, { octets, bits }: Network): boolean => {
  const own = parseNetwork(address)
  if (own === null) return false
  const whole = bits >> 3
  for (let at = 0; at < whole; at += 1) if (own.octets[at] !== octets[at]) return false
  const rest = bits & 7
  if (rest === 0) return true
  const mask = (0xff << (8 - rest)) & 0xff
  return ((own.octets[whole] ?? 0) & mask) === ((octets[whole] ?? 0) & mask)
}

const parseFour = (text: string): number[] | null => {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return null
  return parts.map(Number)
}

const parseSix = (text: string): number[] | null => {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  const tail = dotted === null ? [] : parseFour(dotted[2] ?? '')
  if (tail === null) return null
  const groups = dotted === null ? text : (dotted[1] ?? '').replace(/([^:]):$/, '$1')
  const room = 16 - tail.length
  const halves = groups.split('::')
  const [head, end] = halves.map(octetsOf)
  if (head === undefined || head === null || end === null || halves.length > 2) return null
  if (end === undefined) return head.length === room ? [...head, ...tail] : null
  const missing = room - head.length - end.length
  return missing < 2 ? null : [...head, ...Array<number>(missing).fill(0), ...end, ...tail]
}

const octetsOf = (groups: string): number[] | null => {
  if (groups === '') return []
  const words = groups.split(':')
  if (!words.every((word) => /^[0-9a-f]{1,4}$/i.test(word))) return null
  return words.flatMap((word) => [Number.parseInt(word, 16) >> 8, Number.parseInt(word, 16) & 0xff])
}
