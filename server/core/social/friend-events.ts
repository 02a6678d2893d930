// What happens between friends, as told in the one stream of ../events.ts. Names are those of accounts.

export interface FriendAsked {
  readonly type: 'friend.asked'
  readonly from: string
  readonly to: string
}

export interface FriendMade {
  readonly type: 'friend.made'
  readonly between: readonly [string, string]
}

export type FriendEvent = FriendAsked | FriendMade
