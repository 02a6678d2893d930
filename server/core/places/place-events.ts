// What happens to places, as told in the one stream of ../events.ts.

export interface PlaceLinked {
  readonly type: 'place.linked'
  readonly channel: string
  readonly board: string
}

export interface PlaceUnlinked {
  readonly type: 'place.unlinked'
  readonly channel: string
  readonly board: string
}

export type PlaceEvent = PlaceLinked | PlaceUnlinked
