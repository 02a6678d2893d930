// Which histories a session may read: those of channels, by the rule of the channels, and an account's own private
// conversations. For search, which looks through many of them at once.

import { foldName } from '../../../shared/names.ts'
import type { SessionId, StreamId } from '../ids.ts'
import { isRefusal, Refusal } from '../refusal.ts'
import type { ChannelAreaOptions } from './area-options.ts'
import type { ChannelService } from './channel-service.ts'
import { knowsOf } from './live-channels.ts'

export interface ReadableStream {
  readonly stream: StreamId
  /** The channel's name, or the other's. */
  readonly name: string
}

/**
 * Everything, or only what is named; nothing of a channel that keeps no history.
 * @throws Refusal no-such-channel, not-in-channel, sign-in-required, no-such-account
 */
export const readableStreams = (
  options: ChannelAreaOptions,
  service: ChannelService,
  { session, target }: { readonly session: SessionId; readonly target: string | null },
): readonly ReadableStream[] => {
  const { sessions, history, channels } = options
  const actor = sessions.actor(session)
  if (target?.startsWith('#') === true) {
    const live = channels.require(actor, target)
    service.requireReader(actor, live)
    const { stream, name, settings } = live.channel
    return settings.history === 'none' ? [] : [{ stream, name }]
  }
  if (target !== null) return conversation(options, session, target)
  const open = [...channels.all()].flatMap((live): ReadableStream[] => {
    const { stream, name, settings } = live.channel
    if (settings.history === 'none' || !knowsOf(actor, live)) return []
    return isOpen(() => service.requireReader(actor, live)) ? [{ stream, name }] : []
  })
  return actor.account === null ? open : [...open, ...history.conversations(actor.account)]
}

const conversation = (
  { sessions, accounts, repository }: ChannelAreaOptions,
  session: SessionId,
  target: string,
): readonly ReadableStream[] => {
  const own = sessions.requireAccount(session)
  const other = accounts.byFoldedName(foldName(target))
  if (other === undefined) throw new Refusal('no-such-account', target)
  const stream = repository.conversation(own.id, other.id)
  return stream === undefined ? [] : [{ stream, name: other.name }]
}

const isOpen = (judge: () => void): boolean => {
  try {
    judge()
    return true
  } catch (error) {
    if (isRefusal(error)) return false
    throw error
  }
}
