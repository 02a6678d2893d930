// What a browser gets over plain HTTP: the page with the terminal, its bundle, a health answer, and a kind 404.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fastifyStatic } from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

export interface PagesOptions {
  readonly houseName: string
  /** What scripts/build-web.mjs wrote. */
  readonly assetsFolder: string
}

// xterm.js writes its own <style> element, hence 'unsafe-inline' for styles; scripts come from our bundle alone.
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}

/** @throws Error when the bundle has not been built */
export const addPages = async (app: FastifyInstance, { houseName, assetsFolder }: PagesOptions): Promise<void> => {
  const index = page(read(assetsFolder, 'index.html'), houseName)
  const notFound = page(read(assetsFolder, 'not-found.html'), houseName)
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(HEADERS)
  })
  await app.register(fastifyStatic, {
    root: join(assetsFolder, 'assets'),
    prefix: '/assets/',
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    setHeaders: (response) => {
      response.setHeader('vary', 'accept-encoding')
    },
  })
  app.get('/', async (request, reply) => {
    reply.header('etag', index.etag).header('cache-control', 'no-cache')
    if (request.headers['if-none-match'] === index.etag) return reply.code(304).send()
    return html(reply, index.text)
  })
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  app.get('/robots.txt', async (_request, reply) =>
    reply.type('text/plain').send('User-agent: *\nAllow: /$\nDisallow: /\n'),
  )
  app.setNotFoundHandler(async (_request, reply) => html(reply.code(404), notFound.text))
  app.setErrorHandler<Error & { statusCode?: number }>(async (error, _request, reply) => {
    const status = error.statusCode ?? 500
    return reply
      .code(status)
      .type('text/plain; charset=utf-8')
      .send(status === 429 ? 'That was a little fast. Please wait a minute.\n' : 'That did not work.\n')
  })
}

interface Page {
  readonly text: string
  readonly etag: string
}

const page = (template: string, houseName: string): Page => {
  const text = template.replaceAll('{{house}}', escapeHtml(houseName))
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
}

const html = (reply: FastifyReply, text: string): FastifyReply => reply.type('text/html; charset=utf-8').send(text)

const read = (folder: string, file: string): string => {
  try {
    return readFileSync(join(folder, file), 'utf8')
  } catch {
    throw new Error(`the browser terminal has not been built: no ${file} in ${folder} (npm run build)`)
  }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
