// Who is on the other end of an HTTP request: directly, or behind reverse proxies whose X-Forwarded-For we believe.

import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, isIPv6 } from 'node:net'

export interface Peer {
  readonly address: string
  /** Whether the caller's own leg of the way is encrypted. */
  readonly secure: boolean
}

export class Peers {
  readonly #proxies = new BlockList()

  /** `proxies`: addresses or subnets (`10.0.0.0/8`). @throws Error on anything else */
  constructor(proxies: readonly string[]) {
    for (const proxy of proxies) {
      const [address = '', prefix] = proxy.split('/')
      if (isIP(address) === 0) throw new Error(`[web] proxies: "${proxy}" is no address`)
      if (prefix === undefined) this.#proxies.addAddress(address, family(address))
      else this.#proxies.addSubnet(address, Number(prefix), family(address))
    }
  }

  /** The nearest hop that is not one of our proxies; what lies further off could be anybody's invention. */
  of(request: IncomingMessage): Peer {
    let address = plain(request.socket.remoteAddress ?? '')
    if (!this.isProxy(address)) return { address, secure: false }
    const hops = header(request, 'x-forwarded-for')
      .split(',')
      .map((hop) => plain(hop.trim()))
    for (let hop = hops.pop(); hop !== undefined && isIP(hop) !== 0; hop = hops.pop()) {
      address = hop
      if (!this.isProxy(hop)) break
    }
    return { address, secure: header(request, 'x-forwarded-proto') === 'https' }
  }

  isProxy(address: string): boolean {
    return isIP(address) !== 0 && this.#proxies.check(address, family(address))
  }
}

export const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

const family = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4')

const header = (request: IncomingMessage, name: string): string => {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}
