// What a listener is told of a channel whose log is public: a line that was said, or one that was taken back.

import type { ChannelSaid, MessageRedacted } from '../../../core/channels/channel-events.ts'
import { sanitizeChat, stripIrcFormatting } from '../../../wire/text/sanitize.ts'
import { anchorOfLine, lineOf } from '../pages/channel-pages.ts'
import type { Words } from '../pages/words.ts'

/** `words` makes HTML of it, for pages. */
export const lineFrame = (event: ChannelSaid | MessageRedacted, words: Words | null): string => {
  const { channel, msgid, at } = event
  if (event.type === 'message.redacted') {
    return JSON.stringify({ type: 'redacted', channel, msgid, at, ...(words !== null && { id: anchorOfLine(msgid) }) })
  }
  const { kind, text, from } = event
  const html = words === null ? undefined : lineOf({ msgid, at, kind, text, nick: from.nick }, words).source
  return JSON.stringify({
    ...{ type: 'line', channel, msgid, at, nick: from.nick, kind },
    ...{ text: stripIrcFormatting(sanitizeChat(text)), html },
  })
}
