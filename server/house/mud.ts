// The MUD over the rest of the house: its rooms speak into channels and show boards, its people are the house's.

import { MudService } from '../core/mud/mud-service.ts'
import { PlantingError, plant } from '../core/mud/planting.ts'
import { type Wing, wingHash } from '../core/mud/seed.ts'
import { WingService } from '../core/mud/wing-service.ts'
import { Refusal } from '../core/refusal.ts'
import { dataFolders } from '../data-folders.ts'
import { mudRepository } from '../storage/mud.ts'
import type { Ground } from './ground.ts'
import { type Neighbours, wiresTo } from './mud-wires.ts'
import type { People } from './people.ts'
import { readSocials } from './socials-file.ts'
import { wingToYaml } from './world-export.ts'
import { readWing, readWings, WorldFileError } from './world-files.ts'

/** How often the world looks what is due, in milliseconds. */
const PULSE = 1000

export const openMud = (
  ground: Ground,
  people: People,
  neighbours: Neighbours,
): { readonly mud: MudService; readonly wings: WingService; readonly stop: () => void } => {
  const folders = dataFolders(ground.config)
  const mud = new MudService({
    ...{ ...people.base, sessions: people.sessions, repository: mudRepository(ground.store) },
    ...{ wires: wiresTo(people, neighbours), throttle: ground.config.limits.throttle, quota: ground.config.mud },
    ...{ socials: readSocials(folders), format: { write: wingToYaml, read: wingFrom }, random: Math.random },
  })
  ground.tick.subscribe((event) => mud.notice(event))
  const pulse = setInterval(() => mud.pulse(), PULSE).unref()
  ground.tick.run(() => plantShipped(mud, readWings(folders)))
  const { sessions } = people
  const wings = new WingService({ ...mud.theatre, sessions })
  return { mud, wings, stop: () => clearInterval(pulse) }
}

const wingFrom = (source: string, name: string): Wing => {
  try {
    return readWing(source, name)
  } catch (error) {
    throw error instanceof WorldFileError ? new Refusal('malformed', error.message) : error
  }
}

/** Wings that are as they were at the last start are not looked at again. */
const plantShipped = ({ theatre: { world } }: MudService, wings: readonly Wing[]): void => {
  const { repository } = world
  const fresh = wings.filter((wing) => repository.planted(wing.name) !== wingHash(wing))
  if (fresh.length === 0) return
  try {
    plant(world, fresh)
  } catch (error) {
    throw error instanceof PlantingError ? new WorldFileError(`world: ${error.message}`) : error
  }
  for (const wing of fresh) repository.setPlanted(wing.name, wingHash(wing))
}
