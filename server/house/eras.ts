// The time machine: the years of accounts, and classes over the house's groups.

import { ClassService } from '../core/eras/class-service.ts'
import { EraService } from '../core/eras/era-service.ts'
import { classRepository, eraRepository } from '../storage/eras.ts'
import type { Ground } from './ground.ts'
import type { People } from './people.ts'

export const openEras = ({ store }: Ground, { base, sessions, groups }: People) => {
  const classes = classRepository(store)
  return {
    eras: new EraService({ ...base, sessions, classes, repository: eraRepository(store) }),
    classes: new ClassService({ ...base, sessions, groups, repository: classes }),
  }
}
