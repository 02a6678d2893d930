// Metadata: what people and channels say of themselves under keys, who may say it, and telling those who share a
// channel. An account's is kept, and so is a channel's; a guest's lives as long as the guest.

import { displayNameOf, originOf, type Presence } from '../accounts/presence.ts'
import type { Actor } from '../accounts/session.ts'
import type { ChannelId, PresenceId, SessionId } from '../ids.ts'
import { isRefusal, Refusal } from '../refusal.ts'
import { canDo } from '../visibility.ts'
import type { ChannelAreaOptions } from './area-options.ts'
import type { ChannelService } from './channel-service.ts'
import { type LiveChannel, rankOf, requireRank } from './live-channels.ts'
import {
  DISPLAY_NAME_KEY,
  METADATA_KEYS,
  type MetadataEntry,
  requireMetadataKey,
  requireMetadataValue,
} from './metadata.ts'
import type { Metadata } from './metadata-calls.ts'
import type { MetadataRepository, Values } from './metadata-repository.ts'
import { OPERATOR } from './modes.ts'

export interface MetadataOptions extends ChannelAreaOptions {
  readonly metadata: MetadataRepository
  /** @throws Refusal sign-in-required, too-long */
  readonly setDisplayName: (args: { session: SessionId; displayName: string }) => { readonly displayName: string }
}

const NOTHING: Values = new Map()

type Target = { readonly live: LiveChannel } | { readonly presence: Presence }

export class MetadataService implements Metadata {
  readonly #options: MetadataOptions
  readonly #channels: ChannelService
  /** Of those who are here. */
  readonly #ofPresence = new Map<PresenceId, Values>()
  readonly #ofChannel = new Map<ChannelId, Values>()

  constructor(options: MetadataOptions, channels: ChannelService) {
    this.#options = options
    this.#channels = channels
    options.tick.subscribe((event) => {
      if (event.type === 'presence.left') this.#ofPresence.delete(event.who.presence)
      // Another account from now on: what the guest said goes, what the account says is looked up.
      if (event.type === 'presence.renamed' && event.fromHost !== event.who.host) {
        this.#ofPresence.delete(event.who.presence)
      }
    })
  }

  list({ session, target }: Parameters<Metadata['list']>[0]): readonly MetadataEntry[] {
    const found = this.#find(this.#options.sessions.actor(session), target)
    return [...this.#valuesOf(found)].map(([key, value]) => ({ target: nameOf(found), key, value }))
  }

  sync({ session, target, keys }: Parameters<Metadata['sync']>[0]): readonly MetadataEntry[] {
    const found = this.#find(this.#options.sessions.actor(session), target)
    const entries = this.#pick(found, keys)
    if ('presence' in found || keys.length === 0) return entries
    for (const { presence: id } of this.#channels.members({ session, channel: target })) {
      const presence = this.#options.sessions.findById(id)
      if (presence !== undefined) entries.push(...this.#pick({ presence }, keys))
    }
    return entries
  }

  set({ session, target, key, value }: Parameters<Metadata['set']>[0]): string | null {
    const { sessions, lines, sanitizer } = this.#options
    const actor = sessions.actor(session)
    const own = sessions.requirePresence(session)
    const found = this.#find(actor, target)
    requireMetadataKey(key)
    this.#requireMayEdit(actor, found)
    const clean = value === null ? '' : sanitizer.chat(value)
    requireMetadataValue(clean)
    lines.requireCalm(own.id)
    if (key === DISPLAY_NAME_KEY && 'presence' in found) return this.#setDisplayName(session, actor, found, clean)
    const next = clean === '' ? null : clean
    const values = this.#valuesOf(found)
    if ((values.get(key) ?? null) === next) return next
    if (next !== null && !values.has(key) && values.size >= METADATA_KEYS) {
      throw new Refusal('list-full', `${METADATA_KEYS}`)
    }
    this.#put(session, found, key, next)
    return next
  }

  clear({ session, target }: Parameters<Metadata['clear']>[0]): readonly string[] {
    const { sessions, tick, lines } = this.#options
    const actor = sessions.actor(session)
    lines.requireCalm(sessions.requirePresence(session).id)
    const found = this.#find(actor, target)
    this.#requireMayEdit(actor, found)
    const keys = [...this.#valuesOf(found).keys()]
    tick.run(() => {
      for (const key of keys) {
        if (key === DISPLAY_NAME_KEY && 'presence' in found) this.#setDisplayName(session, actor, found, '')
        else this.#put(session, found, key, null)
      }
    })
    return keys
  }

  #find(actor: Actor, target: string): Target {
    if (target.startsWith('#')) return { live: this.#options.channels.require(actor, target) }
    const presence = this.#options.sessions.findByNick(target)
    if (presence === undefined) throw new Refusal('no-such-nick', target)
    return { presence }
  }

  /** @throws Refusal not-permitted, not-operator */
  #requireMayEdit(actor: Actor, target: Target): void {
    if ('live' in target) requireRank(rankOf(actor, target.live), OPERATOR)
    else if (target.presence.id !== actor.presence && !canDo(actor, 'keep-order')) {
      throw new Refusal('not-permitted', target.presence.nick)
    }
  }

  #valuesOf(target: Target): Values {
    const { metadata } = this.#options
    if ('live' in target) {
      const { id } = target.live.channel
      const values = this.#ofChannel.get(id) ?? metadata.ofChannel(id)
      this.#ofChannel.set(id, values)
      return values
    }
    const { presence } = target
    const { account } = presence
    const values = this.#ofPresence.get(presence.id) ?? (account === null ? NOTHING : metadata.ofAccount(account.id))
    this.#ofPresence.set(presence.id, values)
    const displayName = displayNameOf(presence)
    return displayName === '' ? values : new Map([[DISPLAY_NAME_KEY, displayName], ...values])
  }

  #pick(target: Target, keys: readonly string[]): MetadataEntry[] {
    const values = this.#valuesOf(target)
    if (values.size === 0) return []
    return keys.flatMap((key) => {
      const value = values.get(key)
      return value === undefined ? [] : [{ target: nameOf(target), key, value }]
    })
  }

  #setDisplayName(
    session: SessionId,
    actor: Actor,
    { presence }: { readonly presence: Presence },
    displayName: string,
  ): string | null {
    if (presence.id !== actor.presence) throw new Refusal('not-permitted', presence.nick)
    try {
      const next = this.#options.setDisplayName({ session, displayName }).displayName
      return next === '' ? null : next
    } catch (error) {
      if (isRefusal(error) && error.code === 'sign-in-required') throw new Refusal('not-permitted', presence.nick)
      throw error
    }
  }

  #put(session: SessionId, target: Target, key: string, value: string | null): void {
    const { tick, metadata } = this.#options
    tick.run(() => {
      const stored = new Map('live' in target ? this.#valuesOf(target) : this.#storedOf(target.presence))
      if (value === null) stored.delete(key)
      else stored.set(key, value)
      const told = { type: 'metadata.changed' as const, key, value, session }
      if ('live' in target) {
        const { id, name } = target.live.channel
        metadata.setOfChannel(id, key, value)
        this.#ofChannel.set(id, stored)
        tick.publish({ ...told, channel: name, who: null, channels: [] })
        return
      }
      const { presence } = target
      if (presence.account !== null) metadata.setOfAccount(presence.account.id, key, value)
      this.#ofPresence.set(presence.id, stored)
      const channels = [...presence.channels]
      const hushed = this.#channels.hushedIn(presence)
      tick.publish({ ...told, channel: null, who: originOf(presence), channels, ...(hushed.length > 0 && { hushed }) })
    })
  }

  /** Without what is kept elsewhere. */
  #storedOf(presence: Presence): Values {
    this.#valuesOf({ presence })
    return this.#ofPresence.get(presence.id) ?? NOTHING
  }
}

const nameOf = (target: Target): string => ('live' in target ? target.live.channel.name : target.presence.nick)
