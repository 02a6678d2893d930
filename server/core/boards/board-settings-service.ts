// What is set for a board while the house is open: who reads and writes, whether it is moderated and by whom, how long
// articles stay.

import { foldName } from '../../../shared/names.ts'
import type { AccountRepository } from '../accounts/account-repository.ts'
import type { GroupRepository } from '../accounts/group-repository.ts'
import type { Actor } from '../accounts/session.ts'
import type { SessionService } from '../accounts/session-service.ts'
import type { SessionId } from '../ids.ts'
import { Refusal } from '../refusal.ts'
import type { Sanitizer } from '../sanitizer.ts'
import type { Tick } from '../tick.ts'
import { canDo, canSee, ROLES, type Role } from '../visibility.ts'
import { type Board, requireDescription } from './board.ts'
import type { BoardChange, BoardRepository } from './board-repository.ts'
import type { HeldRepository } from './held-repository.ts'
import type { Audience, BoardSettings, Order } from './order-calls.ts'
import type { StaffLog } from './staff-log.ts'

export interface BoardSettingsOptions {
  readonly tick: Tick
  readonly sessions: SessionService
  readonly accounts: AccountRepository
  readonly sanitizer: Sanitizer
  readonly repository: BoardRepository
  readonly groups: GroupRepository
  readonly held: Pick<HeldRepository, 'moderatorsOf'>
  readonly log: StaffLog
}

const MOST_MODERATORS = 50
const GROUP = 'group:'

export class BoardSettingsService
  implements Pick<Order, 'settings' | 'set' | 'addModerator' | 'removeModerator' | 'moderators'>
{
  readonly #options: BoardSettingsOptions

  constructor(options: BoardSettingsOptions) {
    this.#options = options
  }

  settings({ session, board: name }: Parameters<Order['settings']>[0]): BoardSettings {
    const { actor, board } = this.#require(session, name)
    if (!canDo(actor, 'moderate', board)) throw new Refusal('not-permitted', name)
    return this.#view(board)
  }

  set({ session, board: name, change }: Parameters<Order['set']>[0]): BoardSettings {
    const { tick, sanitizer, repository, log } = this.#options
    const { actor, board } = this.#requireSysop(session, name)
    const { readers, writers, description, ...rest } = change
    const after: BoardChange = {
      ...board,
      ...rest,
      description: description === undefined ? board.description : sanitizer.line(description).trim(),
      ...(readers === undefined ? {} : named('read', this.#audience(readers))),
      ...(writers === undefined ? {} : named('write', this.#audience(writers))),
    }
    requireDescription(after.description)
    for (const most of [after.expireDays, after.maxArticles, after.maxOctets]) requireCount(most)
    return tick.run(() => {
      repository.setBoard(board.id, after)
      log.note(actor, 'set-board', name, describe(change))
      tick.publish({ type: 'board.changed', board: name })
      return this.#view(this.#reload(name))
    })
  }

  addModerator(args: Parameters<Order['addModerator']>[0]): BoardSettings {
    return this.#turnModerator(args, true)
  }

  removeModerator(args: Parameters<Order['removeModerator']>[0]): BoardSettings {
    return this.#turnModerator(args, false)
  }

  moderators({ session }: { session: SessionId }): ReturnType<Order['moderators']> {
    const { sessions, repository, held } = this.#options
    const actor = sessions.actor(session)
    const moderated = repository.boards().filter((board) => board.isModerated && canSee(actor, board))
    return moderated.map(({ id, name }) => ({ board: name, accounts: held.moderatorsOf(id) }))
  }

  #turnModerator(args: Parameters<Order['addModerator']>[0], isOn: boolean): BoardSettings {
    const { tick, accounts, repository, log } = this.#options
    const { actor, board } = this.#requireSysop(args.session, args.board)
    const account = accounts.byFoldedName(foldName(args.account))
    if (account === undefined) throw new Refusal('no-such-account', args.account)
    if (isOn && board.moderators.length >= MOST_MODERATORS)
      throw new Refusal('too-many', `${MOST_MODERATORS} moderators`)
    return tick.run(() => {
      if (isOn) repository.addModerator(board.id, account.id)
      else repository.removeModerator(board.id, account.id)
      log.note(actor, isOn ? 'add-moderator' : 'remove-moderator', board.name, account.name)
      tick.publish({ type: 'board.changed', board: board.name })
      return this.#view(this.#reload(board.name))
    })
  }

  /** @throws Refusal no-such-thing, malformed */
  #audience(audience: Audience): { readonly role: Role; readonly group: string | null } {
    if (audience.startsWith(GROUP)) {
      const group = audience.slice(GROUP.length)
      if (!this.#options.groups.has(group)) throw new Refusal('no-such-thing', audience)
      return { role: 'moderator', group }
    }
    const role = ROLES.find((each) => each === audience)
    if (role === undefined) throw new Refusal('malformed', `${ROLES.join(', ')} or group:NAME`)
    return { role, group: null }
  }

  #view(board: Board): BoardSettings {
    const { name, description, readRole, readGroup, writeRole, writeGroup, isModerated } = board
    const { expireDays, maxArticles, maxOctets } = board
    return {
      ...{ board: name, description, isModerated, expireDays, maxArticles, maxOctets },
      readers: readGroup === null ? readRole : `${GROUP}${readGroup}`,
      writers: writeGroup === null ? writeRole : `${GROUP}${writeGroup}`,
      moderators: this.#options.held.moderatorsOf(board.id),
    }
  }

  #reload(name: string): Board {
    const board = this.#options.repository.findBoard(name)
    if (board === undefined) throw new Refusal('no-such-board', name)
    return board
  }

  #require(session: SessionId, name: string): { readonly actor: Actor; readonly board: Board } {
    const actor = this.#options.sessions.actor(session)
    const board = this.#options.repository.findBoard(name)
    if (board === undefined || !canSee(actor, board)) throw new Refusal('no-such-board', name)
    return { actor, board }
  }

  #requireSysop(session: SessionId, name: string): { readonly actor: Actor; readonly board: Board } {
    const found = this.#require(session, name)
    if (!canDo(found.actor, 'add-board')) throw new Refusal('not-permitted', name)
    return found
  }
}

const named = (side: 'read' | 'write', { role, group }: { role: Role; group: string | null }): Partial<BoardChange> =>
  side === 'read' ? { readRole: role, readGroup: group } : { writeRole: role, writeGroup: group }

/** @throws Refusal malformed */
const requireCount = (count: number | null): void => {
  if (count !== null && !(Number.isSafeInteger(count) && count >= 1)) throw new Refusal('malformed', String(count))
}

const describe = (change: object): string =>
  Object.entries(change)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ')
    .slice(0, 300)
