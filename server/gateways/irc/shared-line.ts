// One line for many receivers: serialised once for each shape that their capabilities give it, and the same Buffer
// is queued for everybody of that shape. This is what makes fan-out cheap.

import type { ClientTags } from '../../core/channels/channel.ts'
import { type OutgoingMessage, serialiseMessage } from '../../wire/irc/message.ts'
import { serialiseTags } from '../../wire/irc/tags.ts'
import { CAP, TAG_CAPS } from './capabilities.ts'

export class SharedLine {
  readonly #mask: number
  readonly #build: (caps: number) => string
  /** By shape: the capabilities of the mask that the receiver has. */
  readonly #buffers: (Buffer | undefined)[] = []

  /**
   * @param mask the capabilities that change the line; few, because each combination that is met is kept
   * @param build the line, with its CRLF, for a set of these capabilities
   */
  constructor(mask: number, build: (caps: number) => string) {
    this.#mask = mask
    this.#build = build
  }

  for(caps: number): Buffer {
    const shape = caps & this.#mask
    let buffer = this.#buffers[shape]
    if (buffer === undefined) {
      buffer = Buffer.from(this.#build(shape))
      this.#buffers[shape] = buffer
    }
    return buffer
  }
}

/** What the tags of a line tell. */
export interface Told {
  /** Milliseconds since 1970. */
  readonly at: number
  /** The account of whoever it comes from. */
  readonly account: string | null
  readonly msgid?: string
  /** It comes from a program. */
  readonly bot?: true | undefined
  /** Client-only tags. */
  readonly tags?: ClientTags | undefined
}

const tagsFor = (caps: number, { at, account, msgid, bot, tags: own }: Told): Map<string, string> => {
  const tags = new Map<string, string>()
  if ((caps & CAP.serverTime) !== 0) tags.set('time', new Date(at).toISOString())
  if ((caps & CAP.messageTags) !== 0 && msgid !== undefined) tags.set('msgid', msgid)
  if ((caps & CAP.messageTags) !== 0 && bot === true) tags.set('bot', '')
  if ((caps & CAP.messageTags) !== 0 && own !== undefined) {
    for (const [key, value] of Object.entries(own)) tags.set(key, value)
  }
  if ((caps & CAP.accountTag) !== 0 && account !== null) tags.set('account', account)
  return tags
}

/** The tags before a line for these capabilities, with the blank that ends them; '' for none. */
export const tagsOf = (caps: number, told: Told): string =>
  (caps & TAG_CAPS) === 0 ? '' : serialiseTags(tagsFor(caps, told))

/** A line whose body is the same for everybody; only its tags follow the capabilities. */
export const taggedLine = (message: OutgoingMessage, told: Told): SharedLine => {
  const body = serialiseMessage(message)
  return new SharedLine(TAG_CAPS, (caps) => tagsOf(caps, told) + body)
}

/** A line with one body for those who have `cap` and another for those who do not. */
export const forkedLine = (
  cap: number,
  bodies: { readonly having: OutgoingMessage; readonly lacking: OutgoingMessage },
  told: Told,
): SharedLine =>
  new SharedLine(TAG_CAPS | cap, (caps) => {
    const body = (caps & cap) !== 0 ? bodies.having : bodies.lacking
    return tagsOf(caps, told) + serialiseMessage(body)
  })
