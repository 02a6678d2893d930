// Comparing a secret of the house with what somebody says: how long it takes tells nothing of how much of it was right.

import { createHash, timingSafeEqual } from 'node:crypto'

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()

export const isSameSecret = (said: string, secret: string): boolean => timingSafeEqual(digestOf(said), digestOf(secret))
