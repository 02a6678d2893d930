// How much one account may own, by kind: what the house gives at first, five times that for builders, or what a keeper
// has set. Staff build without bound.

import type { AccountId } from '../../ids.ts'
import { type Act, type Quota, Stop, type Theatre } from '../act.ts'
import { type MudObject, propText } from '../mud-object.ts'

const BUILDERS = 5

export const COUNTED = ['rooms', 'things', 'exits'] as const
export type Counted = (typeof COUNTED)[number]

/** People are counted among the things. */
const countedAs = ({ kind }: Pick<MudObject, 'kind'>): Counted | null => {
  if (kind === 'room') return 'rooms'
  if (kind === 'exit') return 'exits'
  return kind === 'character' ? null : 'things'
}

export const ownedBy = ({ world }: Theatre, account: AccountId): Quota => {
  const counts = { rooms: 0, things: 0, exits: 0 }
  for (const object of world.objects()) {
    const counted = object.owner === account ? countedAs(object) : null
    if (counted !== null) counts[counted] += 1
  }
  return counts
}

export const quotaOf = ({ world, quota }: Theatre, account: AccountId): Quota => {
  const body = world.bodyOf(account)
  const of = (counted: Counted): number => {
    const own = body === undefined ? '' : propText(body, `quota.${counted}`)
    if (own !== '') return Number(own)
    return body !== undefined && propText(body, 'builder') !== '' ? quota[counted] * BUILDERS : quota[counted]
  }
  return { rooms: of('rooms'), things: of('things'), exits: of('exits') }
}

/** @throws Stop when `account` would own more than it may */
export const requireQuota = (act: Act, account: AccountId | null, more: Partial<Quota>): void => {
  if (account === null || (act.is('keeper') && account === act.body.account)) return
  const [has, may] = [ownedBy(act.theatre, account), quotaOf(act.theatre, account)]
  for (const counted of COUNTED) {
    if (has[counted] + (more[counted] ?? 0) <= may[counted]) continue
    throw new Stop(`mud-build.quota.full.${counted}`, { has: has[counted], may: may[counted] })
  }
}

/** Something new of the actor's own. @throws Stop over quota */
export const make = (
  act: Act,
  draft: Pick<MudObject, 'kind' | 'name'> & Partial<MudObject>,
  deed: string,
): MudObject => {
  const counted = countedAs(draft)
  if (counted !== null) requireQuota(act, act.body.account, { [counted]: 1 })
  const { zone } = act.waking
  const whole = {
    ...{ words: {}, text: {}, location: null, target: null, parent: null, flags: [], locks: {}, ...draft },
    ...{ owner: act.body.account, account: null, seed: null },
    props: { ...draft.props, ...(zone !== null && { zone }) },
  }
  return act.world.create(whole, act.hand, deed)
}
