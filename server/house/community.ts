// The life of the house: who called, the wall, bulletins, polls, mentions, pages, the list of members. What it needs to
// know of channels and boards is handed to it here.

import type { Actor } from '../core/accounts/session.ts'
import type { ChannelArea } from '../core/channels/channel-area.ts'
import { BulletinService } from '../core/community/bulletin-service.ts'
import { CallerService } from '../core/community/caller-service.ts'
import { MentionService } from '../core/community/mention-service.ts'
import { OnelinerService } from '../core/community/oneliner-service.ts'
import { PageService } from '../core/community/page-service.ts'
import { PeopleService } from '../core/community/people-service.ts'
import { PollService } from '../core/community/poll-service.ts'
import type { CoreServices } from '../core/contract.ts'
import type { ArticleId } from '../core/ids.ts'
import { canSee } from '../core/visibility.ts'
import { dataFolders } from '../data-folders.ts'
import { readBulletins } from '../shipped.ts'
import { boardRepository } from '../storage/boards.ts'
import { readingRepository } from '../storage/boards-reading.ts'
import { callerRepository } from '../storage/community-callers.ts'
import { ignoreRepository, mentionRepository, peopleRepository } from '../storage/community-people.ts'
import { pollRepository } from '../storage/community-polls.ts'
import { bulletinRepository, onelinerRepository } from '../storage/community-wall.ts'
import type { Store } from '../storage/database.ts'
import { articleFormat } from '../wire/article/article-format.ts'
import type { Ground } from './ground.ts'
import type { People } from './people.ts'

type Community = Pick<CoreServices, 'callers' | 'oneliners' | 'bulletins' | 'polls' | 'mentions' | 'pages' | 'people'>

export const openCommunity = (ground: Ground, { base, sessions }: People, channels: ChannelArea): Community => {
  const { config, store } = ground
  const options = { ...base, sessions, throttle: config.limits.throttle }
  const people = peopleRepository(store)
  return {
    callers: new CallerService({ ...options, callers: callerRepository(store) }),
    oneliners: new OnelinerService({ ...options, oneliners: onelinerRepository(store) }),
    bulletins: new BulletinService({
      ...{ ...options, bulletins: bulletinRepository(store) },
      files: readBulletins(dataFolders(config)),
    }),
    polls: new PollService({ ...options, polls: pollRepository(store) }),
    mentions: new MentionService({
      ...{ ...options, people, mentions: mentionRepository(store), ...articlesOf(store) },
      channelFor: (account, channel) => channels.readership.channelFor(account, channel),
      lineFor: (actor, channel, msgid) => channels.readership.lineFor(actor, channel, msgid),
    }),
    pages: new PageService({ ...options, ignores: ignoreRepository(store) }),
    people: new PeopleService({ ...options, people }),
  }
}

/** What mentions ask of articles. */
const articlesOf = (store: Store): Pick<ConstructorParameters<typeof MentionService>[0], 'articleFor' | 'wordsOf'> => {
  const boards = boardRepository(store)
  const readings = readingRepository(store)
  return {
    articleFor: (actor: Actor, messageId: string) => {
      const node = boards.findNode(messageId)
      const article = node?.state === 'live' ? boards.findArticle(node.id) : undefined
      const place =
        node === undefined ? undefined : boards.placements(node.id).find(({ board }) => canSee(actor, board))
      return article === undefined || place === undefined ? null : { board: place.board.name, subject: article.subject }
    },
    wordsOf: async (id: ArticleId) => {
      const parent = boards.findArticle(id)?.parent ?? null
      const raw = boards.raw(id)
      const answers = parent === null ? null : readings.authorOf(parent)
      const text = raw === undefined ? '' : (await articleFormat.readable(raw)).text
      return { answers, text: text.replace(/^>.*$/gm, '') }
    },
  }
}
