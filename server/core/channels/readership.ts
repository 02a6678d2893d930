// What other areas may ask of the talk in channels: whether an account could read it, and one line of it for somebody.

import type { Actor } from '../accounts/session.ts'
import type { AccountId, ChannelId, Msgid } from '../ids.ts'
import { isRefusal } from '../refusal.ts'
import { canSee } from '../visibility.ts'
import type { ChannelAreaOptions } from './area-options.ts'
import type { ChannelService } from './channel-service.ts'
import { has, knowsOf, type LiveChannel, standingOf } from './live-channels.ts'

export class Readership {
  readonly #options: ChannelAreaOptions
  readonly #channels: ChannelService

  constructor(options: ChannelAreaOptions, channels: ChannelService) {
    this.#options = options
    this.#channels = channels
  }

  /** The channel's id, when this account could read what is said in it now; else null. */
  channelFor(id: AccountId, name: string): ChannelId | null {
    const { accounts, channels, sessions } = this.#options
    const account = accounts.byId(id)
    const live = channels.find(name)
    if (account === undefined || live === undefined) return null
    if (account.state !== 'active' || !canSee({ account: id, role: account.role }, live.channel)) return null
    const presence = sessions.findByNick(account.name)
    const isInside = presence !== undefined && live.members.has(presence.id)
    const isShut =
      has(live, 'i') ||
      has(live, 's') ||
      live.channel.modes.key !== null ||
      live.channel.settings.history !== 'everyone'
    return isInside || !isShut || standingOf(live, id) !== null ? live.channel.id : null
  }

  /** A line as the actor may read it now; null when they may not, or it was taken back. */
  lineFor(actor: Actor, channel: ChannelId, msgid: string): { readonly channel: string; readonly text: string } | null {
    const live = this.#byId(channel)
    if (live === undefined || !this.#mayRead(actor, live)) return null
    const found = this.#options.history.find(msgid as Msgid)
    if (found === undefined || found.stream !== live.channel.stream || found.item.redacted !== undefined) return null
    return { channel: live.channel.name, text: found.item.text }
  }

  #byId(id: ChannelId): LiveChannel | undefined {
    for (const live of this.#options.channels.all()) if (live.channel.id === id) return live
    return undefined
  }

  #mayRead(actor: Actor, live: LiveChannel): boolean {
    if (!knowsOf(actor, live)) return false
    try {
      this.#channels.requireReader(actor, live)
      return true
    } catch (error) {
      if (!isRefusal(error)) throw error
      return false
    }
  }
}
