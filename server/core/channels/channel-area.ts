// The `channels` of the contract, put together from its services.

import type { Hushed } from '../accounts/account-events.ts'
import type { Presence } from '../accounts/presence.ts'
import type { Actor } from '../accounts/session.ts'
import type { SessionId } from '../ids.ts'
import type { Role } from '../visibility.ts'
import type { Channels, History } from './channel-calls.ts'
import { ChannelOrderService } from './channel-order-service.ts'
import { ChannelService } from './channel-service.ts'
import { keepRecord } from './history-record.ts'
import { HistoryService } from './history-service.ts'
import type { Holds } from './hold-calls.ts'
import { HoldService, type HoldServiceOptions } from './hold-service.ts'
import { announcing, type HouseSpeech, HouseVoice } from './house-voice.ts'
import { LiveChannels, rankOf } from './live-channels.ts'
import type { PublicLogs } from './log-calls.ts'
import { LogService } from './log-service.ts'
import { MembershipService } from './membership-service.ts'
import type { Metadata } from './metadata-calls.ts'
import { type MetadataOptions, MetadataService } from './metadata-service.ts'
import { OWNER } from './modes.ts'
import { type NewcomerRules, Newcomers } from './newcomers.ts'
import { OwnershipService } from './ownership-service.ts'
import { PrivateService } from './private-service.ts'
import { type ReadableStream, readableStreams } from './readable-streams.ts'
import { Readership } from './readership.ts'
import { SpeechService } from './speech-service.ts'

export interface ChannelArea extends HouseSpeech {
  readonly area: Channels
  readonly history: History
  readonly logs: PublicLogs
  readonly holds: Holds
  readonly readership: Readership
  readonly metadata: Metadata
  readonly stopRecord: () => void
  /** Ends what has run out. To be called now and then. */
  readonly expire: () => void
  /** What a session may read: everything, or what is named. @throws Refusal as the history of `target` */
  readonly readable: (session: SessionId, target: string | null) => readonly ReadableStream[]
  readonly ship: ChannelService['ship']
  readonly visible: ChannelService['visible']
  readonly noticed: ChannelService['noticed']
  /** A channel as those who link it with something must know it. @throws Refusal no-such-channel */
  readonly standing: (
    actor: Actor,
    channel: string,
  ) => { readonly name: string; readonly readRole: Role; readonly isRegistered: boolean; readonly mayDecide: boolean }
  readonly hushedIn: (presence: Presence) => readonly Hushed[]
}

/** What the house gives the area: its stores, and who counts as new. */
export type AreaGiven = Omit<MetadataOptions & HoldServiceOptions, 'channels' | 'newcomers'> & {
  readonly newcomer: NewcomerRules
}

export const openChannels = (given: AreaGiven): ChannelArea => {
  const newcomers = new Newcomers(given, given.newcomer)
  const options = { ...given, channels: new LiveChannels(), newcomers }
  for (const channel of options.repository.all()) options.channels.add(channel)
  const channels = new ChannelService(options)
  const order = new ChannelOrderService(options)
  const membership = new MembershipService(options, { channels, order })
  const hold = new HoldService(options)
  const speech = new SpeechService(options, { channels, hold })
  const voice = new HouseVoice(options)
  const ownership = new OwnershipService(options, order, voice)
  const direct = new PrivateService({ ...options, hold })
  const history = new HistoryService(options, { channels, speech })
  const stopRecord = keepRecord(options, history)
  return {
    history,
    logs: new LogService(options),
    holds: hold,
    readership: new Readership(options, channels),
    metadata: new MetadataService(options, channels),
    stopRecord,
    expire: () => order.expire(),
    readable: (session, target) => readableStreams(options, channels, { session, target }),
    ship: (channel) => channels.ship(channel),
    visible: (actor, names) => channels.visible(actor, names),
    noticed: (actor, presence) => channels.noticed(actor, presence),
    hushedIn: (presence) => channels.hushedIn(presence),
    standing: (actor, name) => {
      const live = options.channels.require(actor, name)
      const { name: own, readRole, registered } = live.channel
      return { name: own, readRole, isRegistered: registered !== null, mayDecide: rankOf(actor, live) >= OWNER }
    },
    ...announcing(options.channels, voice),
    area: {
      list: (args) => channels.list(args),
      count: (args) => channels.count(args),
      standing: (args) => channels.standing(args),
      get: (args) => channels.get(args),
      members: (args) => channels.members(args),
      history: (args) => channels.history(args),
      join: (args) => membership.join(args),
      part: (args) => membership.part(args),
      kick: (args) => membership.kick(args),
      invite: (args) => membership.invite(args),
      invitations: (args) => membership.invitations(args),
      say: (args) => speech.say(args),
      setTopic: (args) => speech.setTopic(args),
      setModes: (args) => order.setModes(args),
      masks: (args) => order.masks(args),
      register: (args) => ownership.register(args),
      drop: (args) => ownership.drop(args),
      transfer: (args) => ownership.transfer(args),
      access: (args) => ownership.access(args),
      setAccess: (args) => ownership.setAccess(args),
      info: (args) => ownership.info(args),
      setSettings: (args) => ownership.setSettings(args),
      mine: (args) => ownership.mine(args),
      rename: (args) => ownership.rename(args),
      tell: (args) => direct.tell(args),
      conversation: (args) => direct.conversation(args),
    },
  }
}
