// Web Push subscriptions: what one is, and which may be kept.

import { Refusal } from '../refusal.ts'

/** Where an account is told, and how to write so that only the client at the other end can read it (RFC 8291). */
export interface PushSubscription {
  /** An https URL of a push service. Whoever knows it can push there: never shown to anybody else. */
  readonly endpoint: string
  /** URL-safe base64 of the client's public key, an uncompressed point on P-256. */
  readonly p256dh: string
  /** URL-safe base64 of the client's secret of 16 octets. */
  readonly auth: string
  /** How the client wants lines told: its face's own words, given back as they came. */
  readonly manner: string
}

/** Of one account. */
export const MOST_ENDPOINTS = 10
const ENDPOINT_OCTETS = 400
const MANNER_OCTETS = 1000
/** 65 octets that begin with 0x04, and 16 octets. */
const POINT = /^B[A-Za-z0-9_-]{86}=?$/
const SECRET = /^[A-Za-z0-9_-]{22}(?:==)?$/

/** @throws Refusal malformed, too-long */
export const requireSubscription = ({ endpoint, p256dh, auth, manner }: PushSubscription): void => {
  if (Buffer.byteLength(endpoint) > ENDPOINT_OCTETS) throw new Refusal('too-long', 'endpoint')
  if (Buffer.byteLength(manner) > MANNER_OCTETS) throw new Refusal('too-long', 'manner')
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null
  const isPlain = url !== null && url.protocol === 'https:' && url.username === '' && url.password === ''
  if (!isPlain || /[^\x21-\x7e]/.test(endpoint)) throw new Refusal('malformed', 'endpoint')
  if (!POINT.test(p256dh)) throw new Refusal('malformed', 'p256dh')
  if (!SECRET.test(auth)) throw new Refusal('malformed', 'auth')
}
