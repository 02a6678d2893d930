// What the world hears of the rest of the house, in the shapes of the events that carry it.

import type { PresenceId } from '../ids.ts'

interface Speaker {
  readonly presence: PresenceId
  readonly nick: string
}

export interface ChannelSaid {
  readonly channel: string
  readonly from: Speaker
  readonly kind: 'message' | 'action' | 'notice'
  readonly text: string
}

export interface DirectSaid {
  readonly from: Speaker
  readonly to: Speaker
  readonly text: string
}
