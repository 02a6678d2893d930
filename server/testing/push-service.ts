// A push service of our own over HTTPS, with a client at its other end: it checks who sent a push (VAPID, RFC 8292) and
// opens it with the client's keys (RFC 8188, RFC 8291), written from the RFCs and not with the library that sealed it.

import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { makeCertificate } from './certificate.ts'

export interface TakenPush {
  readonly path: string
  /** The line inside. */
  readonly text: string
  /** What the token of its sender claims. */
  readonly claims: { readonly aud: string; readonly sub: string; readonly exp: number }
  /** The sender's public key, URL-safe base64. */
  readonly key: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

export interface PushService {
  /** Of the certificate, PEM. */
  readonly ca: string
  readonly taken: readonly TakenPush[]
  /** What it answers from now on; 201 at first. A redirect leads to itself. */
  status: number
  endpoint(path: string): string
  /** `p256dh=…;auth=…`, as a client says it in IRC. */
  readonly keys: string
  /** The next push that has not been looked at. @throws Error when none comes */
  next(): Promise<TakenPush>
  /** How many requests came, whatever was answered. */
  readonly requests: number
  close(): Promise<void>
}

const PATIENCE = 5000

export const openPushService = async (): Promise<PushService> => {
  const { certificate, key } = makeCertificate('localhost')
  const client = createECDH('prime256v1')
  const p256dh = client.generateKeys('base64url')
  const auth = randomBytes(16)
  const taken: TakenPush[] = []
  const state = { status: 201, requests: 0, seen: 0 }
  const server = createServer({ cert: certificate, key }, (request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      state.requests += 1
      const sender = senderOf(request.headers.authorization ?? '')
      const text = open(Buffer.concat(pieces), client, auth)
      if (state.status === 201) taken.push({ path: request.url ?? '', text, ...sender, headers: request.headers })
      response.writeHead(state.status, { location: `https://localhost:${port}/elsewhere` }).end('secret words')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    ...{ ca: String(certificate), taken, keys: `p256dh=${p256dh};auth=${auth.toString('base64url')}` },
    get status() {
      return state.status
    },
    set status(status) {
      state.status = status
    },
    get requests() {
      return state.requests
    },
    endpoint: (path) => `https://localhost:${port}${path}`,
    next: async () => {
      for (const until = performance.now() + PATIENCE; performance.now() < until; ) {
        const push = taken[state.seen]
        if (push !== undefined) {
          state.seen += 1
          return push
        }
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      throw new Error('no push came')
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** @throws Error when the token is not signed with the key beside it */
const senderOf = (header: string): Pick<TakenPush, 'claims' | 'key'> => {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(header) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'))
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' } })
  const signed = { key: publicKey, dsaEncoding: 'ieee-p1363' as const }
  if (!verify('sha256', Buffer.from(`${head}.${claims}`), signed, Buffer.from(signature, 'base64url'))) {
    throw new Error('the token is not signed by its key')
  }
  return { claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) as TakenPush['claims'], key }
}

/** RFC 8188 §2.1 (one record) with the keys of RFC 8291 §3.4. */
const open = (sealed: Buffer, client: ReturnType<typeof createECDH>, auth: Buffer): string => {
  const salt = sealed.subarray(0, 16)
  const length = sealed[20] ?? 0
  const sender = sealed.subarray(21, 21 + length)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), client.getPublicKey(), sender])
  const secret = Buffer.from(hkdfSync('sha256', client.computeSecret(sender), auth, info, 32))
  const derive = (what: string, octets: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from(`Content-Encoding: ${what}\0`), octets))
  const body = sealed.subarray(21 + length)
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
  decipher.setAuthTag(body.subarray(-16))
  const padded = Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString()
}
