// The public pages as routes: what every one of them goes through (who asks, in which language, how often, and what an
// error looks like). What stands on them is in the files beside, an area each.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { CoreLink } from '../../../core/contract.ts'
import { isRefusal } from '../../../core/refusal.ts'
import type { DataFolders } from '../../../screens/data-files.ts'
import { guessLanguage } from '../../../screens/language.ts'
import type { Log } from '../../gateway.ts'
import type { Site } from '../pages/site.ts'
import { type Words, wordsFor } from '../pages/words.ts'
import { type Face, noticeFor, sendNotice } from './answer.ts'
import { boardRoutes } from './board-routes.ts'
import { channelRoutes } from './channel-routes.ts'
import { frontRoutes } from './front-routes.ts'
import { searchRoutes } from './search-routes.ts'
import { threadRoutes } from './thread-routes.ts'
import type { Show } from './turn.ts'
import type { Visitors } from './visitor.ts'

export interface PublicPagesOptions {
  readonly link: CoreLink
  readonly visitors: Visitors
  readonly site: Site
  readonly dataFolders: DataFolders
  readonly log: Log
  readonly throttle: boolean
}

export const addPublicPages = (app: FastifyInstance, options: PublicPagesOptions): void => {
  const { site, visitors, log, throttle } = options
  const faceOf = (request: FastifyRequest): Face => ({ site, words: wordsOf(request, options.dataFolders) })
  const show: Show = (path, answer, { perMinute } = {}) => {
    const rate = perMinute === undefined || !throttle ? {} : { rateLimit: { max: perMinute, timeWindow: '1 minute' } }
    app.get(path, { config: rate }, async (request, reply) => {
      const { visitor, leave } = await visitors.enter(request.raw)
      let isStaying = false
      const stay = () => {
        isStaying = true
        return leave
      }
      const segments = segmentsOf(request)
      const query = (name: string): string => queryOf(request, name)
      try {
        return await answer({ ...faceOf(request), visitor, request, reply, segments, query, stay })
      } finally {
        if (!isStaying) await leave()
      }
    })
  }
  frontRoutes(show)
  boardRoutes(show)
  threadRoutes(show)
  channelRoutes(show)
  searchRoutes(show)
  app.setNotFoundHandler(async (request, reply) => sendNotice(request, reply, faceOf(request), 'lost'))
  app.setErrorHandler<Error & { statusCode?: number }>(async (error, request, reply) => {
    const status = error.statusCode ?? 500
    if (status === 429) return sendNotice(request, reply, faceOf(request), 'hasty')
    if (status < 500) return sendNotice(request, reply, faceOf(request), 'lost', status)
    if (!isRefusal(error)) log.error({ err: error, path: request.url.slice(0, 200) }, 'a page failed')
    return sendNotice(request, reply, faceOf(request), noticeFor(error))
  })
}

const wordsOf = (request: FastifyRequest, folders: DataFolders): Words =>
  wordsFor(folders, guessLanguage((request.headers['accept-language'] ?? '').slice(0, 200)))

const segmentsOf = (request: FastifyRequest): readonly string[] => {
  const [path = ''] = (request.raw.url ?? '').split('?', 1)
  return path.replace(/\/+$/, '').split('/').slice(2)
}

const queryOf = ({ query }: FastifyRequest, name: string): string => {
  const value: unknown = typeof query === 'object' && query !== null ? Reflect.get(query, name) : undefined
  return typeof value === 'string' ? value : ''
}
