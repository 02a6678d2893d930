// The client-only tags that we carry (https://ircv3.net/specs/extensions/message-tags): those that clients are known to
// agree on. All others are dropped, as CLIENTTAGDENY says.

import type { ClientTags } from '../../core/channels/channel.ts'
import type { Tags } from '../../wire/irc/tags.ts'

const CARRIED = [
  ...['draft/react', 'draft/unreact', 'draft/reply', 'reply'],
  ...['typing', 'draft/typing', 'draft/channel-context', 'channel-context'],
]

export const CLIENT_TAG_DENY = `*,${CARRIED.map((tag) => `-${tag}`).join(',')}`

const KEYS = CARRIED.map((tag) => `+${tag}`)

/** Undefined when the client sent none that we carry. */
export const carriedTags = (tags: Tags): ClientTags | undefined => {
  if (tags.size === 0) return undefined
  const carried = KEYS.flatMap((key) => {
    const value = tags.get(key)
    return value === undefined ? [] : [[key, value] as const]
  })
  return carried.length === 0 ? undefined : Object.fromEntries(carried)
}
