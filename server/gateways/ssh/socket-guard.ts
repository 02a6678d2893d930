// Bounds that hold below SSH, whatever a client asks for: how fast it may send (each packet is decrypted on our loop,
// and ssh2 answers requests without looking whether the answers are taken), and how much may wait unread.

import type { Socket } from 'node:net'
import { TokenBucket } from '../../../shared/token-bucket.ts'

/** Octets a client may send at once, and per second after that. A large paste fits; nobody types faster. */
const RECEIVED = { burst: 4 * 1024 * 1024, perSecond: 512 * 1024 }
/** Octets of ours that may wait in the socket: the SendQ of a session and what SSH adds to it. */
const UNREAD_OCTETS = 1024 * 1024

export interface SocketGuardOptions {
  readonly socket: Socket
  /** False lifts the limit on the rate; the bound on memory stays. */
  readonly throttle: boolean
  readonly onUnread: () => void
}

export const guardSocket = ({ socket, throttle, onUnread }: SocketGuardOptions): void => {
  const bucket = new TokenBucket({ ...RECEIVED, now: performance.now() })
  let resting: NodeJS.Timeout | null = null
  socket.on('data', (chunk: Buffer) => {
    if (socket.writableLength > UNREAD_OCTETS) {
      onUnread()
      return
    }
    if (!throttle || bucket.take(performance.now(), chunk.length) || resting !== null) return
    socket.pause()
    resting = setTimeout(
      () => {
        resting = null
        socket.resume()
      },
      bucket.wait(performance.now(), chunk.length),
    )
    resting.unref()
  })
  socket.on('close', () => {
    if (resting !== null) clearTimeout(resting)
  })
}
