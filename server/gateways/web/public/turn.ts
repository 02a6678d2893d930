// One request for a page, as those who answer it see it.

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Face } from './answer.ts'
import type { Visitor } from './visitor.ts'

export interface Turn extends Face {
  readonly visitor: Visitor
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** The path behind its first word, taken apart and still percent-encoded. */
  readonly segments: readonly string[]
  /** One value of the query; '' when it is not there, or there twice. */
  readonly query: (name: string) => string
  /** The visitor stays when the answer has begun; the caller calls what it gets when it is over. */
  readonly stay: () => () => Promise<void>
}

export interface RouteOptions {
  /** Requests a minute from one network, where it is less than for pages in general. */
  readonly perMinute?: number
}

export type Show = (path: string, answer: (turn: Turn) => Promise<FastifyReply>, options?: RouteOptions) => void
