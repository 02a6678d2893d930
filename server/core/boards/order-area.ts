// The `order` of the contract, put together from its services.

import type { BoardSettingsService } from './board-settings-service.ts'
import type { ExpiryService } from './expiry-service.ts'
import type { ModerationQueue } from './moderation-queue.ts'
import type { Order } from './order-calls.ts'
import type { ThreadOrderService } from './thread-order-service.ts'

export const orderArea = (
  settings: BoardSettingsService,
  queue: ModerationQueue,
  threads: ThreadOrderService,
  expiry: ExpiryService,
): Order => ({
  settings: (args) => settings.settings(args),
  set: (args) => settings.set(args),
  addModerator: (args) => settings.addModerator(args),
  removeModerator: (args) => settings.removeModerator(args),
  moderators: (args) => settings.moderators(args),
  held: (args) => queue.held(args),
  heldCount: (args) => queue.heldCount(args),
  heldArticle: (args) => queue.heldArticle(args),
  approve: (args) => queue.approve(args),
  reject: (args) => queue.reject(args),
  verdicts: (args) => queue.verdicts(args),
  takeNote: (args) => queue.takeNote(args),
  lock: (args) => threads.lock(args),
  pin: (args) => threads.pin(args),
  move: (args) => threads.move(args),
  cancel: (args) => threads.cancel(args),
  expire: (args) => expiry.expire(args),
})
