// Taking something out of the world: what is in it goes home, ways to it are taken away or lead nowhere. And taking a
// deed back, by what the log says was there before.

import type { AccountId } from '../../ids.ts'
import { Act, Stop } from '../act.ts'
import { line } from '../line.ts'
import { moveBody } from '../movement.ts'
import type { MudObject } from '../mud-object.ts'
import type { MudLogEntry } from '../mud-repository.ts'
import { entranceOf, homeOf } from '../places.ts'
import { called } from './own.ts'

/** The log is searched so far back for something to take back. */
const MEMORY = 300

/** @throws Stop for bodies and the entrance */
export const requireMayGo = (act: Act, object: MudObject): void => {
  if (object.kind === 'character') throw new Stop('mud-build.destroy.body')
  if (object.id === entranceOf(act.world).id) throw new Stop('mud-build.destroy.entrance')
}

export const wreck = (act: Act, object: MudObject): void => {
  const { world } = act
  for (const each of world.in(object.id)) {
    if (each.kind === 'exit') world.remove(each, act.hand)
    else sendHome(act, each, object)
  }
  if (object.kind === 'room') cutWaysTo(act, object)
  world.remove(world.get(object.id) ?? object, act.hand)
}

const cutWaysTo = (act: Act, room: MudObject): void => {
  const leading = [...act.world.objects()].filter((each) => each.kind === 'exit' && each.target === room.id)
  for (const exit of leading) {
    if (act.owns(exit)) act.world.remove(exit, act.hand)
    else act.world.change(exit, { target: null }, act.hand, 'unlink')
  }
}

const sendHome = (act: Act, object: MudObject, from: MudObject): void => {
  const { world, theatre } = act
  if (object.kind !== 'character') {
    world.move(object, homeFor(act, object, from).id)
    return
  }
  const home = homeFor(act, object, from)
  const [waking] = theatre.bodies.sessionsOf(object.id)
  if (waking === undefined) {
    world.move(object, home.id)
    return
  }
  theatre.stage.toBody(object, line('mud-build.destroy.sent-home', { room: from.name }))
  moveBody(new Act(theatre, waking, 'guest', ''), home, { leaving: null })
}

const homeFor = (act: Act, object: MudObject, from: MudObject): MudObject => {
  const { world } = act
  const owner = object.kind === 'character' ? object : object.owner === null ? undefined : world.bodyOf(object.owner)
  const home = owner === undefined ? entranceOf(world) : homeOf(world, owner)
  return home.id === from.id ? entranceOf(world) : home
}

/** The entries of the last deed of an account that still stands, newest first; none when there is nothing. */
export const lastDeed = (act: Act, account: AccountId): readonly MudLogEntry[] => {
  const entries = act.world.repository.logBy(account, MEMORY)
  const gone = new Set(entries.map(({ undoes }) => undoes))
  const last = entries.find(({ act: what, deed }) => what !== 'undo' && what !== 'born' && !gone.has(deed))
  return last === undefined ? [] : entries.filter(({ deed }) => deed === last.deed)
}

/** @throws Stop when somebody else has changed it since */
export const takeBack = (act: Act, entries: readonly MudLogEntry[]): readonly MudObject[] => {
  const { world } = act
  const touched: MudObject[] = []
  // Exits go before the rooms they lead from, and rooms come back before what stands in them.
  for (const { object: id, before, deed } of entries) {
    const now = world.get(id)
    const [newest] = world.repository.logOf(id, 1)
    if (newest !== undefined && newest.account !== act.body.account) {
      throw new Stop('mud-build.undo.changed', { what: now === undefined ? `#${id}` : called(now), who: newest.actor })
    }
    if (before === null) {
      if (now === undefined) continue
      if (now.kind !== 'exit') for (const each of world.in(now.id)) takeOut(act, each, now, deed)
      world.remove(now, act.hand, 'undo', deed)
      touched.push(now)
      continue
    }
    touched.push(world.restore(asBefore(act, before, now), act.hand, deed))
  }
  return touched
}

const takeOut = (act: Act, object: MudObject, from: MudObject, deed: number): void => {
  if (object.kind === 'exit') act.world.remove(object, act.hand, 'undo', deed)
  else sendHome(act, object, from)
}

/** Where something is, and what a body has lived through, is not undone. */
const asBefore = (act: Act, before: MudObject, now: MudObject | undefined): MudObject => {
  if (before.kind === 'character' && now !== undefined) {
    const { home: _, ...props } = now.props
    const { home } = before.props
    return { ...now, text: before.text, props: home === undefined ? props : { ...props, home } }
  }
  if (now !== undefined) return { ...before, location: now.location }
  const isThere = before.location === null || act.world.get(before.location) !== undefined
  return isThere ? before : { ...before, location: act.room.id }
}
