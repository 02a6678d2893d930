// Web Push as the gateway has it: its public key, what it may reach, and everybody who is due to be told.

import type { CoreLink } from '../../../core/contract.ts'
import type { PushDue } from '../../../core/push/push-events.ts'
import type { Log } from '../../gateway.ts'
import { Courier, type CourierOptions } from './courier.ts'
import { pushLine } from './push-line.ts'
import { PushQueue } from './push-queue.ts'

export interface PushDesk {
  /** For clients, as the ISUPPORT token VAPID tells it. */
  readonly publicKey: string
  /** False for an address that no push goes to. */
  mayReach(endpoint: string): boolean
  tell(due: PushDue): void
  close(): void
}

interface PushDeskOptions {
  readonly link: CoreLink
  readonly log: Log
  readonly serverName: string
  readonly courier: CourierOptions
}

export const openPushDesk = ({ link, log, serverName, courier: options }: PushDeskOptions): PushDesk => {
  const courier = new Courier(options)
  const queue = new PushQueue({
    ...{ outlet: link.outlet, log },
    deliver: (subscription, payload) => courier.deliver(subscription, payload),
    onGone: (endpoint) => {
      expire(link, endpoint).catch((error: unknown) => log.warn({ err: error }, 'push subscription not removed'))
    },
  })
  return {
    publicKey: options.keys.publicKey,
    mayReach: (endpoint) => courier.mayReach(endpoint),
    tell: ({ account, subscriptions, pushed }) => {
      for (const subscription of subscriptions) {
        const line = pushLine(pushed, subscription.manner, serverName)
        if (line === null || queue.add(account, subscription, line)) continue
        log.warn({ account }, 'push dropped: too many wait')
      }
    },
    close: () => {
      queue.close()
      courier.close()
    },
  }
}

/** The house itself does this. */
const expire = async ({ core }: CoreLink, endpoint: string): Promise<void> => {
  const session = await core.sessions.open({ face: 'console', address: '', secure: true })
  try {
    await core.push.expire({ session, endpoint })
  } finally {
    await core.sessions.close({ session, reason: '' })
  }
}
