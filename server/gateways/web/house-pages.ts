// All that a browser gets over plain HTTP: the bundled files, the terminal's page, a health answer, and the public
// pages with their kind words for addresses where nothing is.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fastifyStatic } from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { Log } from '../gateway.ts'
import { HEADERS, TERMINAL_POLICY } from './headers.ts'
import { escapeMarkup } from './pages/markup.ts'
import type { Site } from './pages/site.ts'
import { sendText } from './public/answer.ts'
import { addPublicPages, type PublicPagesOptions } from './public/public-pages.ts'

export interface HousePagesOptions extends Omit<PublicPagesOptions, 'site'> {
  readonly site: Omit<Site, 'assets'>
  readonly log: Log
  /** What scripts/build-web.mjs wrote. */
  readonly assetsFolder: string
}

/** @throws Error when the bundle has not been built */
export const addHousePages = async (app: FastifyInstance, options: HousePagesOptions): Promise<void> => {
  const { assetsFolder } = options
  const site: Site = { ...options.site, assets: assetsOf(assetsFolder) }
  const terminal = read(assetsFolder, 'terminal.html').replaceAll('{{house}}', escapeMarkup(site.houseName))
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
  app.get('/terminal', async (request, reply) => {
    reply.header('content-security-policy', TERMINAL_POLICY)
    return sendText(request, reply, 'text/html; charset=utf-8', terminal)
  })
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }))
  app.get('/robots.txt', async (_request, reply) => reply.type('text/plain').send(robots(site)))
  addPublicPages(app, { ...options, site })
}

/** What nobody's index should hold stays out in any case: the terminal, what changes by the minute, whole archives. */
const robots = ({ robots: mayRead }: Site): string =>
  mayRead
    ? 'User-agent: *\nDisallow: /terminal\nDisallow: /search\nDisallow: /who\nDisallow: /live\nDisallow: /message/\nDisallow: /*/mbox$\n'
    : 'User-agent: *\nAllow: /$\nDisallow: /\n'

const assetsOf = (folder: string): Site['assets'] => {
  const manifest: Record<string, string> = JSON.parse(read(folder, 'manifest.json'))
  const { 'site.css': styles, 'site.js': script, 'icon.svg': icon } = manifest
  if (styles === undefined || script === undefined || icon === undefined) throw notBuilt('site.css', folder)
  return { styles, script, icon }
}

const read = (folder: string, file: string): string => {
  try {
    return readFileSync(join(folder, file), 'utf8')
  } catch {
    throw notBuilt(file, folder)
  }
}

const notBuilt = (file: string, folder: string): Error =>
  new Error(`the web pages have not been built: no ${file} in ${folder} (npm run build)`)
