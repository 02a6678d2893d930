// Places: where boards and channels meet. Each is told of the other only as much as a place needs.

import type { Config } from '../config.ts'
import type { ChannelArea } from '../core/channels/channel-area.ts'
import type { SessionId } from '../core/ids.ts'
import { PlaceService } from '../core/places/place-service.ts'
import { dataFile } from '../data-folders.ts'
import { threadPath } from '../gateways/web/pages/addresses.ts'
import { readShippedPlaces } from '../shipped.ts'
import { boardRepository } from '../storage/boards.ts'
import { placeRepository } from '../storage/places.ts'
import { webBase } from '../ways-in.ts'
import type { Ground } from './ground.ts'
import type { People } from './people.ts'

export interface PlacesArea {
  readonly places: PlaceService
  /** Links what the house ships with. Runs inside a command, when boards and channels are in place. */
  readonly ship: (session: SessionId) => void
}

export const openPlaces = (ground: Ground, { base, sessions }: People, channels: ChannelArea): PlacesArea => {
  const { config, store } = ground
  const boards = boardRepository(store)
  const places = new PlaceService({
    ...{ ...base, sessions, repository: placeRepository(store) },
    channel: (actor, name) => channels.standing(actor, name),
    knowsOf: (actor, name) => channels.visible(actor, [name]).length > 0,
    board: (name) => boards.findBoard(name),
    say: (channel, text, tags) => channels.announce(channel, text, tags),
    takeBack: (channel, msgid, reason) => channels.takeBack(channel, msgid, reason),
    successorOf: (article) => boards.successorOf(article),
    webAddress: (messageId) => webAddress(config, messageId),
  })
  return {
    places,
    ship: (session) => {
      for (const place of readShippedPlaces(dataFile(config, 'places.toml'))) {
        if (boards.findBoard(place.board) !== undefined) places.ship(session, place)
      }
    },
  }
}

const webAddress = (config: Config, messageId: string): string => {
  const base = webBase(config)
  return base === null ? '' : base + threadPath(messageId)
}
