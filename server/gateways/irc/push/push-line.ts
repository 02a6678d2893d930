// A push as one line of IRC, without its end, as its client would have it live (soju.im/webpush). Client-only tags are
// left out, and of a message in several lines the first is told: a push service takes some 4,000 octets at most.

import { MESSAGE_OCTETS } from '../../../../shared/limits.ts'
import type { Pushed } from '../../../core/push/push-events.ts'
import { cutToOctets } from '../../../wire/irc/octets.ts'
import { CAP, CAPABILITIES, type CapabilitySet, hasCap, NO_CAPS, namesOf, withCap } from '../capabilities.ts'
import { bodyOf, markerLine, prefixOf, sign, toldOf } from '../render.ts'
import { type SharedLine, taggedLine } from '../shared-line.ts'

/** What a client had negotiated, as it is kept with its subscription; and back. */
export const mannerOf = (caps: CapabilitySet): string => namesOf(caps).join(' ')

const capsIn = (manner: string): CapabilitySet =>
  manner.split(' ').reduce((caps, name) => {
    const capability = CAPABILITIES.get(name)
    return capability === undefined ? caps : withCap(caps, capability.bit)
  }, NO_CAPS)

/** Null when this client has no use for it. */
export const pushLine = (pushed: Pushed, manner: string, serverName: string): string | null => {
  const caps = capsIn(manner)
  if (pushed.what === 'read' && !hasCap(caps, CAP.readMarker)) return null
  return lineOf(pushed, serverName).for(caps).toString().trimEnd()
}

const lineOf = (pushed: Pushed, serverName: string): SharedLine => {
  switch (pushed.what) {
    case 'said': {
      const { from, target, kind, text, at, msgid } = pushed
      const [first = ''] = text.split('\n').filter((line) => line.trim() !== '')
      return taggedLine(bodyOf(kind, target, cutToOctets(first, MESSAGE_OCTETS), from), { at, msgid, ...sign(from) })
    }
    case 'invited': {
      const { by, nick, channel, at } = pushed
      return taggedLine({ source: prefixOf(by), command: 'INVITE', params: [nick, channel] }, toldOf(by, { at }))
    }
    case 'read':
      return taggedLine(markerLine(serverName, pushed.target, pushed.at), { at: Date.now(), account: null })
    default:
      return pushed satisfies never
  }
}
