// Who is whose friend.

import { FriendService } from '../core/social/friend-service.ts'
import { friendRepository } from '../storage/friends.ts'
import type { Ground } from './ground.ts'
import type { People } from './people.ts'

export const openSocial = ({ store }: Ground, { base, sessions }: People): FriendService =>
  new FriendService({ ...base, sessions, repository: friendRepository(store) })
