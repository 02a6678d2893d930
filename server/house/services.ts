// All areas put together: the contract over one store. Areas know each other only by what is handed to them here.

import type { CredentialService } from '../core/accounts/credential-service.ts'
import type { CoreServices } from '../core/contract.ts'
import { PushService } from '../core/push/push-service.ts'
import { pushRepository } from '../storage/push.ts'
import { openBoards } from './boards.ts'
import { openCommunity } from './community.ts'
import { openEras } from './eras.ts'
import type { Ground } from './ground.ts'
import type { Indexing } from './indexing.ts'
import { openMud } from './mud.ts'
import { openPeople, type People } from './people.ts'
import { openPlaces, type PlacesArea } from './places.ts'
import { openRecords } from './records.ts'
import { openSearch } from './search.ts'
import { openSocial } from './social.ts'
import { openTalk, type Talk } from './talk.ts'

export interface Built {
  readonly services: CoreServices
  readonly credentials: CredentialService
  readonly stopRecord: () => void
  /** Every second: ends what has run out (bans of channels), and keeps what was counted. */
  readonly expire: () => void
  /** Keeps what was counted, before the house closes. */
  readonly keepRecords: () => void
  /** Links boards with channels, once both are there. Runs inside a command. */
  readonly shipPlaces: PlacesArea['ship']
  readonly indexing: Indexing
  /** Ends the threads that read, and what fills the index. */
  readonly stopSearch: () => void
}

export const buildServices = (ground: Ground): Built => {
  const people: People = openPeople(ground, {
    stays: (account) => alwaysOn.stays(account),
    visibleChannels: (actor, presence) => channels.noticed(actor, presence),
    hushedIn: (presence) => channels.hushedIn(presence),
  })
  const { channels, alwaysOn }: Talk = openTalk(ground, people)
  const { places, ship: shipPlaces } = openPlaces(ground, people, channels)
  const { readableBoards, threadOf, killerOf, ...news } = openBoards(ground, people)
  const search = openSearch(ground, people, {
    ...{ readableBoards, threadOf, killerOf, readableStreams: channels.readable },
  })
  alwaysOn.restore()
  const records = openRecords(ground, people)
  const friends = openSocial(ground, people)
  const { history } = channels
  const { mud, wings, stop: stopMud } = openMud(ground, people, { channels: channels.area, history, friends, ...news })
  const services: CoreServices = {
    ...{ ...people.services, ...openCommunity(ground, people, channels), ...news, ...search.services, alwaysOn },
    ...openEras(ground, people),
    ...records.services,
    channels: channels.area,
    history,
    logs: channels.logs,
    holds: channels.holds,
    metadata: channels.metadata,
    places,
    push: openPush(ground, people),
    ...{ mud, wings },
    friends,
  }
  const { indexing, close: stopSearch } = search
  const stopRecord = (): void => {
    stopMud()
    channels.stopRecord()
  }
  return {
    ...{ services, credentials: people.credentials, stopRecord, shipPlaces, indexing, stopSearch },
    expire: () => {
      channels.expire()
      records.look()
    },
    keepRecords: records.close,
  }
}

const openPush = ({ config, store }: Ground, { base, sessions }: People): PushService =>
  new PushService({ ...base, sessions, pushes: pushRepository(store), throttle: config.limits.throttle })
