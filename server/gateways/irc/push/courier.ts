// One push on its way: encrypted for the client (RFC 8291), signed as ours (VAPID, RFC 8292), posted over HTTPS (RFC
// 8030). The endpoint is a stranger's word, so: only public addresses, judged at the moment of connecting; no redirects,
// little time, and nothing of the answer but its status.

import { type LookupAddress, lookup } from 'node:dns'
import { request } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import webPush from 'web-push'
import type { PushSubscription } from '../../../core/push/push.ts'
import { isPublicAddress } from './public-address.ts'

export interface VapidKeys {
  /** URL-safe base64: the point that clients verify against, and the secret number. */
  readonly publicKey: string
  readonly privateKey: string
}

export interface CourierOptions {
  readonly keys: VapidKeys
  /** An https or mailto URL: whom a push service writes to when something is wrong (RFC 8292 §2.1). */
  readonly subject: string
  /** For tests: this machine too, and who vouches for its certificate (PEM). */
  readonly loopback?: { readonly ca: string }
}

/** `gone`: there is nobody at this endpoint any more. */
export type Outcome = 'taken' | 'gone' | 'failed'

const PATIENCE_MS = 10_000
/** How long a push service keeps it for a client that is off. */
const KEPT_SECONDS = 24 * 3600

/** A key pair for a new house, as it is kept. */
export const makeVapidKeys = (): VapidKeys => webPush.generateVAPIDKeys()

export class Courier {
  readonly #options: CourierOptions
  readonly #gaveUp = new AbortController()

  constructor(options: CourierOptions) {
    this.#options = options
  }

  /** False for an address that no push goes to; names are judged when they are looked up. */
  mayReach(endpoint: string): boolean {
    const host = new URL(endpoint).hostname.replace(/^\[|\]$/g, '')
    return isIP(host) === 0 || this.#isAllowed(host)
  }

  /** Never rejects. */
  async deliver(subscription: PushSubscription, payload: string): Promise<Outcome> {
    try {
      return await this.#post(subscription, payload)
    } catch {
      return 'failed'
    }
  }

  /** What is under way is given up. */
  close(): void {
    this.#gaveUp.abort()
  }

  #isAllowed(address: string): boolean {
    if (isPublicAddress(address)) return true
    return this.#options.loopback !== undefined && /^127\.|^::1$/.test(address)
  }

  #post({ endpoint, p256dh, auth }: PushSubscription, payload: string): Promise<Outcome> {
    const { keys, subject, loopback } = this.#options
    if (!this.mayReach(endpoint)) return Promise.resolve('failed')
    const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      ...{ vapidDetails: { subject, ...keys }, TTL: KEPT_SECONDS, urgency: 'high', contentEncoding: 'aes128gcm' },
    })
    return new Promise((resolve, reject) => {
      const post = request(
        endpoint,
        {
          ...{ method: 'POST', headers: details.headers, agent: false, lookup: this.#lookup },
          signal: AbortSignal.any([this.#gaveUp.signal, AbortSignal.timeout(PATIENCE_MS)]),
          ...(loopback !== undefined && { ca: loopback.ca }),
        },
        ({ statusCode = 0 }) => {
          post.destroy()
          resolve(
            statusCode === 404 || statusCode === 410
              ? 'gone'
              : statusCode >= 200 && statusCode < 300
                ? 'taken'
                : 'failed',
          )
        },
      )
      post.on('error', reject)
      post.end(details.body)
    })
  }

  /** What is connected to is what was judged: a name that says something else a moment later gains nothing. */
  readonly #lookup: LookupFunction = (name, options, callback) => {
    lookup(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const allowed = error === null ? found.filter(({ address }) => this.#isAllowed(address)) : []
      const [first] = allowed
      if (first === undefined) return callback(error ?? new Error('not a public address'), [])
      if (options.all === true) callback(null, allowed)
      else callback(null, first.address, first.family)
    })
  }
}
