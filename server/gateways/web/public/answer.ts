// How a page leaves: its headers, an ETag so that nothing is sent twice, and what a Refusal looks like in a browser.

import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isRefusal, type RefusalCode } from '../../../core/refusal.ts'
import { layout, type PageParts } from '../pages/layout.ts'
import { type Notice, noticePage } from '../pages/notice-page.ts'
import type { Site } from '../pages/site.ts'
import type { Words } from '../pages/words.ts'

export interface Face {
  readonly site: Site
  readonly words: Words
}

const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`

/** Sent with its ETag, or as 304 when the browser has it. Always asked for anew: what is here changes any moment. */
export const sendText = (request: FastifyRequest, reply: FastifyReply, type: string, text: string): FastifyReply => {
  const etag = etagOf(text)
  reply.header('etag', etag).header('cache-control', 'no-cache').header('vary', 'accept-language')
  const known = request.headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, ''))
  if (reply.statusCode === 200 && known?.includes(etag) === true) return reply.code(304).send()
  return reply.type(type).send(text)
}

export const sendPage = (
  request: FastifyRequest,
  reply: FastifyReply,
  { site, words }: Face,
  parts: PageParts,
): FastifyReply => sendText(request, reply, 'text/html; charset=utf-8', layout(parts, site, words))

export const sendNotice = (
  request: FastifyRequest,
  reply: FastifyReply,
  face: Face,
  notice: Notice,
  status = STATUS[notice],
): FastifyReply => sendPage(request, reply.code(status), face, noticePage(notice, face.words))

const STATUS: Record<Notice, number> = {
  ...{ lost: 404, gone: 410, expired: 410 },
  ...{ closed: 403, banned: 403, hasty: 429, broken: 500 },
}

/** What an error is in a browser; 'broken' for what is no Refusal. */
export const noticeFor = (error: unknown): Notice => (isRefusal(error) ? NOTICE[error.code] : 'broken')

const NOTICE: Record<RefusalCode, Notice> = {
  'house-banned': 'banned',
  'house-closed': 'closed',
  'sign-in-required': 'closed',
  'not-permitted': 'closed',
  'not-in-channel': 'closed',
  'invite-only': 'closed',
  'bad-key': 'closed',
  banned: 'closed',
  throttled: 'hasty',
  busy: 'hasty',
  'too-many': 'hasty',
  'no-such-board': 'lost',
  'no-such-article': 'lost',
  'no-such-channel': 'lost',
  'no-such-thing': 'lost',
  'no-such-account': 'lost',
  'no-such-nick': 'lost',
  'no-such-member': 'lost',
  'name-invalid': 'lost',
  malformed: 'lost',
  empty: 'lost',
  'too-long': 'lost',
  // The pages only read: nothing of this can come of a reading, and if it did, something would be broken.
  'wrong-credentials': 'broken',
  'account-pending': 'broken',
  'account-banned': 'broken',
  'already-signed-in': 'broken',
  'registration-closed': 'broken',
  'invite-invalid': 'broken',
  'code-invalid': 'broken',
  'name-reserved': 'broken',
  'name-taken': 'broken',
  'name-belongs-to-account': 'broken',
  'password-weak': 'broken',
  'key-invalid': 'broken',
  duplicate: 'broken',
  'storage-full': 'broken',
  'no-such-session': 'broken',
  'channel-full': 'broken',
  'not-operator': 'broken',
  'already-in-channel': 'broken',
  moderated: 'broken',
  'no-such-mode': 'broken',
  'list-full': 'broken',
  locked: 'broken',
  held: 'broken',
  'too-open': 'broken',
  'in-use': 'broken',
  'thread-locked': 'broken',
  'no-such-year': 'broken',
  'year-locked': 'broken',
  forwarded: 'broken',
  'already-exists': 'broken',
}
