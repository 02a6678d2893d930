// The core put together over its store: what the daemon, the admin commands and the benches all stand on. No sockets
// here; app.ts adds the gateways.

import { createHmac } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { Config } from './config.ts'
import { AccountService } from './core/accounts/account-service.ts'
import { accountsArea } from './core/accounts/accounts-area.ts'
import { AlwaysOnService } from './core/accounts/always-on-service.ts'
import { CredentialService } from './core/accounts/credential-service.ts'
import { LoginThrottle } from './core/accounts/login-throttle.ts'
import { ProofService } from './core/accounts/proof-service.ts'
import { RecentLogins } from './core/accounts/recent-logins.ts'
import { SessionService } from './core/accounts/session-service.ts'
import { StaffService } from './core/accounts/staff-service.ts'
import { BoardService } from './core/boards/board-service.ts'
import { NewsPosting, type NewsPostingOptions } from './core/boards/news-posting.ts'
import { NewsService } from './core/boards/news-service.ts'
import { PostingPace } from './core/boards/posting-pace.ts'
import { ReadingService } from './core/boards/reading-service.ts'
import { openChannels } from './core/channels/channel-area.ts'
import { Lines } from './core/channels/lines.ts'
import type { Clock } from './core/clock.ts'
import type { CoreLink, CoreServices } from './core/contract.ts'
import { cloningLink, directLink } from './core/link.ts'
import { HouseGate } from './core/moderation/house-gate.ts'
import { ModerationService } from './core/moderation/moderation-service.ts'
import { isRefusal } from './core/refusal.ts'
import type { Sanitizer } from './core/sanitizer.ts'
import { Tick } from './core/tick.ts'
import { systemEntropy } from './entropy.ts'
import type { Log } from './gateways/gateway.ts'
import { dataPath, PROJECT_ROOT } from './root.ts'
import { readShippedArticles, readShippedBoards, readShippedChannels } from './shipped.ts'
import { openStateFolder, randomSecret, type StateFolder } from './state-folder.ts'
import { accountRepository } from './storage/accounts.ts'
import { alwaysOnRepository } from './storage/always-on.ts'
import { boardRepository } from './storage/boards.ts'
import { newsRepository } from './storage/boards-news.ts'
import { readingRepository } from './storage/boards-reading.ts'
import { channelOrderRepository } from './storage/channel-order.ts'
import { channelRepository } from './storage/channels.ts'
import { credentialRepository } from './storage/credentials.ts'
import { Store } from './storage/database.ts'
import { historyRepository } from './storage/history.ts'
import { migrate } from './storage/migrate.ts'
import { moderationRepository } from './storage/moderation.ts'
import { passwordHasher } from './storage/password-hasher.ts'
import { articleFormat } from './wire/article/article-format.ts'
import { newsFormat } from './wire/article/news-format.ts'
import { sanitizeChat, sanitizeLine, sanitizeText } from './wire/text/sanitize.ts'

export interface House {
  readonly services: CoreServices
  readonly link: CoreLink
  readonly tick: Tick
  readonly store: Store
  readonly state: StateFolder
  /** The code of the first sysop, while there is none. */
  readonly claimCode: string | null
  /** Commits, empties the write-ahead log, lets go of the folder. */
  close(): void
}

export interface HouseOptions {
  readonly log: Log
  /** COMMIT failed: nothing of the turn was spoken and nothing more will be; the process must end. */
  readonly onBroken: (error: unknown) => void
  /** Delivers calls and events cloned and a turn late, as a wire would. */
  readonly cloning?: boolean
  readonly clock?: Clock
}

const SLOW_COMMIT_MS = 50
const sanitizer: Sanitizer = { line: sanitizeLine, chat: sanitizeChat, text: sanitizeText }
const systemClock: Clock = { now: () => Date.now() }

/** @throws StateFolderError, NewerStore */
export const openHouse = (config: Config, options: HouseOptions): House => {
  const state = openStateFolder(resolve(PROJECT_ROOT, config.server.state))
  const store = new Store(state.database)
  migrate(store, join(PROJECT_ROOT, 'server/storage/migrations'))
  const { log, onBroken } = options
  const tick = new Tick({
    journal: store.journal,
    onCommitFailure: onBroken,
    onFault: (error) => log.error({ err: error }, 'a listener failed'),
    onCommitted: (ms) => {
      if (ms > SLOW_COMMIT_MS) log.warn({ ms: Math.round(ms) }, 'the disk took long to commit')
    },
  })
  const { services, credentials, stopRecord } = buildServices(config, {
    tick,
    store,
    state,
    clock: options.clock ?? systemClock,
  })
  shipContent(services)
  const claimCode = credentials.ensureClaimCode()
  tick.settle()
  return {
    ...{ services, tick, store, state, claimCode },
    link: options.cloning === true ? cloningLink(services, tick) : directLink(services, tick),
    close: () => {
      tick.settle()
      stopRecord()
      store.close()
      state.release()
    },
  }
}

interface Ground {
  readonly tick: Tick
  readonly store: Store
  readonly state: StateFolder
  readonly clock: Clock
}

interface Built {
  readonly services: CoreServices
  readonly credentials: CredentialService
  readonly stopRecord: () => void
}

const buildServices = (config: Config, ground: Ground): Built => {
  const { tick, store, state, clock } = ground
  const { throttle } = config.limits
  const { guests } = config.registration
  const entropy = systemEntropy()
  const cloakKey = state.secret('cloak.key', randomSecret)
  const cloak = (address: string): string => createHmac('sha256', cloakKey).update(address).digest('hex').slice(0, 8)
  const accounts = accountRepository(store)
  const base = { tick, clock, entropy, accounts, sanitizer, guests }
  const rules = moderationRepository(store)
  const gate = new HouseGate(clock, rules)
  const sessions: SessionService = new SessionService({
    ...{ ...base, cloak, gate },
    stays: (account) => alwaysOn.stays(account),
    visibleChannels: (actor, names) => channels.visible(actor, names),
    hushedIn: (presence) => channels.hushedIn(presence),
  })
  const people = {
    ...{ ...base, sessions, credentials: credentialRepository(store), hasher: passwordHasher() },
    ...{ throttle: new LoginThrottle(clock, throttle), registration: config.registration },
    recent: new RecentLogins(clock, entropy),
  }
  const own = new AccountService(people)
  const credentials = new CredentialService(people)
  const staff = new StaffService(people)
  const decoySalt = (name: string): string =>
    createHmac('sha256', cloakKey).update(`scram ${name}`).digest().subarray(0, 16).toString('base64')
  const proof = new ProofService({ ...people, decoySalt }, own)
  const channels = openChannels({
    ...{ ...base, sessions, throttle },
    repository: channelRepository(store),
    order: channelOrderRepository(store),
    history: historyRepository(store),
    lines: new Lines({ clock, entropy, throttle }),
  })
  for (const { name, description, topic, read, write } of readShippedChannels(dataPath('channels.toml'))) {
    tick.run(() => channels.ship({ name, description, topic, readRole: read, writeRole: write }))
  }
  const articles = {
    ...{ ...base, sessions, repository: boardRepository(store), format: articleFormat },
    ...{ pace: new PostingPace(clock, throttle), host: config.server.hostname },
  }
  const reading = new ReadingService({ ...articles, readings: readingRepository(store) })
  tick.subscribe((event) => {
    if (event.type === 'article.posted') reading.notePosted(event)
  })
  const boards = new BoardService({ ...articles, reading })
  const alwaysOn: AlwaysOnService = new AlwaysOnService({
    ...{ ...base, sessions, repository: alwaysOnRepository(store) },
    join: (args) => channels.area.join(args),
  })
  alwaysOn.restore()
  const services: CoreServices = {
    sessions,
    alwaysOn,
    accounts: accountsArea(own, credentials, staff, proof),
    boards,
    news: newsOf(articles, ground),
    channels: channels.area,
    history: channels.history,
    moderation: new ModerationService({ ...base, sessions, staff, gate, repository: rules }),
  }
  return { services, credentials, stopRecord: channels.stopRecord }
}

const newsOf = (
  articles: Pick<NewsPostingOptions, 'clock' | 'entropy' | 'sessions' | 'repository' | 'format' | 'pace' | 'host'> & {
    readonly guests: Config['registration']['guests']
  },
  { tick, store, state }: Ground,
): NewsService => {
  const news = newsRepository(store)
  const cancelSecret = state.secret('cancel-lock.key', randomSecret)
  const posting = new NewsPosting({ ...articles, tick, news, newsFormat, cancelSecret })
  const { sessions, repository, host, guests } = articles
  return new NewsService({ sessions, boards: repository, news, format: newsFormat, host, guests }, posting)
}

const shipContent = (services: CoreServices): void => {
  const session = services.sessions.open({ face: 'console', address: '', secure: true })
  for (const { name, description, read, write } of readShippedBoards(dataPath('boards.toml'))) {
    try {
      services.boards.add({ session, board: name, description, readRole: read, writeRole: write })
    } catch (error) {
      if (isRefusal(error) && error.code === 'already-exists') continue
      throw error
    }
    services.boards.import({ session, board: name, articles: readShippedArticles(dataPath('articles'), name) })
  }
  services.sessions.close({ session, reason: '' })
}
