// The list of members, for members.

import { foldName } from '../../../shared/names.ts'
import type { People, PersonView } from './community-calls.ts'
import { atMost, type CommunityOptions } from './community-options.ts'
import type { PeopleRepository } from './community-repository.ts'

const MOST = 200

export class PeopleService implements People {
  readonly #options: CommunityOptions & { readonly people: PeopleRepository }

  constructor(options: CommunityOptions & { readonly people: PeopleRepository }) {
    this.#options = options
  }

  list({ session, search = '', after = '', limit }: Parameters<People['list']>[0]): readonly PersonView[] {
    const { sessions, people } = this.#options
    const own = sessions.requireAccount(session)
    const rows = people.list({ search: search.trim(), after: foldName(after), limit: atMost(limit, MOST) })
    return rows.map(({ id, name, displayName, role, created, lastSeen, isUnlisted }) => {
      const isHidden = isUnlisted && id !== own.id
      const presence = sessions.findByNick(name)
      const isOn = presence !== undefined && presence.sessions.size > 0
      return { name, displayName, role, since: created, lastSeen: isHidden ? null : lastSeen, isOn }
    })
  }
}
