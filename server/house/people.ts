// Accounts, sessions, who keeps order and who is shut out.

import { createHmac } from 'node:crypto'
import { AccountService } from '../core/accounts/account-service.ts'
import { accountsArea } from '../core/accounts/accounts-area.ts'
import { CredentialService } from '../core/accounts/credential-service.ts'
import { GroupService } from '../core/accounts/group-service.ts'
import { LoginThrottle } from '../core/accounts/login-throttle.ts'
import { ProofService } from '../core/accounts/proof-service.ts'
import { RecentLogins } from '../core/accounts/recent-logins.ts'
import type { SessionServiceOptions } from '../core/accounts/session-options.ts'
import { SessionService } from '../core/accounts/session-service.ts'
import { StaffService } from '../core/accounts/staff-service.ts'
import type { CoreServices } from '../core/contract.ts'
import { HouseGate } from '../core/moderation/house-gate.ts'
import { ModerationService } from '../core/moderation/moderation-service.ts'
import { randomSecret } from '../state-folder.ts'
import { accountRepository } from '../storage/accounts.ts'
import { credentialRepository } from '../storage/credentials.ts'
import { groupRepository } from '../storage/groups.ts'
import { moderationRepository } from '../storage/moderation.ts'
import { passwordHasher } from '../storage/password-hasher.ts'
import type { Ground } from './ground.ts'

/** What sessions ask of the areas that stand on them. */
export type AskedOfOthers = Pick<SessionServiceOptions, 'stays' | 'visibleChannels' | 'hushedIn'>

export interface People {
  readonly base: Pick<Ground, 'tick' | 'clock' | 'entropy' | 'sanitizer'> & {
    readonly accounts: ReturnType<typeof accountRepository>
    readonly guests: Ground['config']['registration']['guests']
  }
  readonly sessions: SessionService
  readonly credentials: CredentialService
  readonly groups: GroupService
  readonly services: Pick<CoreServices, 'sessions' | 'accounts' | 'groups' | 'moderation'>
}

export const openPeople = (ground: Ground, others: AskedOfOthers): People => {
  const { config, tick, store, state, clock, entropy, msgids, sanitizer } = ground
  const cloakKey = state.secret('cloak.key', randomSecret)
  const keyed = (text: string) => createHmac('sha256', cloakKey).update(text).digest()
  const base = {
    tick,
    clock,
    entropy,
    sanitizer,
    accounts: accountRepository(store),
    guests: config.registration.guests,
  }
  const rules = moderationRepository(store)
  const gate = new HouseGate(clock, rules)
  const cloak = (address: string): string => keyed(address).toString('hex').slice(0, 8)
  const sessions = new SessionService({ ...base, ...others, msgids, cloak, gate })
  const people = {
    ...{ ...base, sessions, credentials: credentialRepository(store), hasher: passwordHasher() },
    ...{ throttle: new LoginThrottle(clock, config.limits.throttle), registration: config.registration },
    recent: new RecentLogins(clock, entropy),
  }
  const own = new AccountService(people)
  const credentials = new CredentialService(people)
  const staff = new StaffService(people)
  const decoySalt = (name: string): string => keyed(`scram ${name}`).subarray(0, 16).toString('base64')
  const groups = new GroupService({ ...base, sessions, repository: groupRepository(store) })
  const services = {
    sessions,
    accounts: accountsArea(own, credentials, staff, new ProofService({ ...people, decoySalt }, own)),
    groups,
    moderation: new ModerationService({ ...base, sessions, staff, gate, repository: rules }),
  }
  return { base, sessions, credentials, groups, services }
}
