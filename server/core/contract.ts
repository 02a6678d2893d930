// The core as gateways and screens see it. Inside, use cases are synchronous; outside, every method is asynchronous
// and takes and gives plain, structured-cloneable data, so that the same contract can be carried by a port or a wire.
//
// Every call names the session it is made for. A call may throw the Refusals named here, and always `no-such-session`;
// every write may throw `storage-full`. Times are milliseconds since 1970, sizes are octets.

import type { Account, AppPassword, Certificate, Settings, SshKey } from './accounts/account.ts'
import type { Actor, Face, OwnSession, PresenceView } from './accounts/session.ts'
import type { ArticleView, BoardView, ImportOutcome, ThreadItem, ThreadView } from './boards/board.ts'
import type {
  ArrivalCursor,
  ArticleName,
  ArticleOctets,
  ArticleStat,
  HeaderRow,
  Injected,
  NewsgroupView,
  Page,
} from './boards/news.ts'
import type { ReadingCalls } from './boards/reading.ts'
import type { Channels, History } from './channels/channel-calls.ts'
import type { CoreEvent } from './events.ts'
import type { ArticleId, MessageId, SessionId } from './ids.ts'
import type { AuditEntry, Ban, DefconLevel } from './moderation/ban.ts'
import type { Outlet } from './tick.ts'
import type { Role } from './visibility.ts'

export interface Sessions {
  /** A connection came in. It is nobody yet, and nobody sees it. `address` is an IP address, or '' when local. */
  open(args: { face: Face; address: string; secure: boolean }): SessionId
  /** The connection is gone; closing a closed session does nothing. `reason` is shown to channel mates. */
  close(args: { session: SessionId; reason: string }): void
  /**
   * Enters without an account, as `nick` or as `guest-NNNN`.
   * @throws Refusal already-signed-in, name-invalid, name-reserved, name-taken, name-belongs-to-account,
   *   not-permitted (the house takes no guests)
   */
  enterAsGuest(args: { session: SessionId; nick?: string }): Actor
  /** A guest takes another nick; an account's nick is its name. @throws as enterAsGuest; not-permitted */
  rename(args: { session: SessionId; nick: string }): Actor
  whoAmI(args: { session: SessionId }): Actor
  /** Everybody who has a nick, longest on first. */
  online(args: { session: SessionId }): readonly PresenceView[]
  /** @throws Refusal no-such-nick */
  presence(args: { session: SessionId; nick: string }): PresenceView
  /**
   * This session is away (null: back). Others see a nick as away while all its sessions are. `isPassive`: nobody sits
   * there, and nobody has said why. May be said before the session has a nick. @throws Refusal too-long (AWAY_OCTETS)
   */
  setAway(args: { session: SessionId; away: string | null; isPassive?: boolean }): void
  /** This session is a program's, and says so. */
  setBot(args: { session: SessionId; isBot: boolean }): void
  /** The sessions that act as the caller's account, oldest first. @throws Refusal sign-in-required */
  own(args: { session: SessionId }): readonly OwnSession[]
  /** Ends all of them but the caller's; says how many there were. @throws Refusal sign-in-required */
  endOthers(args: { session: SessionId }): number
  /** The caller did something: keeps "idle" honest. At most one call a second is worth making. */
  touch(args: { session: SessionId }): void
}

export interface Registration {
  readonly mode: 'open' | 'approve' | 'invite'
  readonly guests: 'talk' | 'look' | 'none'
  /** There is no sysop yet: the code printed at the first start makes one (see `claim`). */
  readonly unclaimed: boolean
}

export interface Accounts {
  registration(args: { session: SessionId }): Registration
  /** Whether a name could be registered now. @throws Refusal name-invalid, name-reserved, name-taken */
  checkName(args: { session: SessionId; name: string }): void
  /**
   * Creates an account and signs the session in (unless it must be approved first: state `pending`).
   * `sshKey` is an authorized_keys line whose ownership the face has proved.
   * @throws Refusal name-…, password-weak, too-long, registration-closed, invite-invalid, throttled, already-signed-in
   */
  register(args: {
    session: SessionId
    name: string
    password: string
    invite?: string
    sshKey?: string
  }): Promise<Account>
  /** With the password or an app password; `again` lets a session that acts as one account go over to another. @throws Refusal wrong-credentials, account-pending, account-banned, throttled */
  signIn(args: { session: SessionId; name: string; password: string; again?: boolean }): Promise<Account>
  /** What a SCRAM-SHA-256 client needs (RFC 7677); a name without an account gets one too. `salt` is base64. */
  scramSalt(args: { session: SessionId; name: string }): { salt: string; iterations: number }
  /**
   * By a SCRAM-SHA-256 proof (base64) over `authMessage` (RFC 5802 §3); `signature` is the server's own.
   * @throws Refusal as signIn
   */
  signInWithScram(args: { session: SessionId; name: string; authMessage: string; proof: string; again?: boolean }): {
    account: Account
    signature: string
  }
  /** By a client certificate that the face has checked. With `name` it must be that account's. @throws as signIn */
  signInWithCertificate(args: { session: SessionId; fingerprint: string; name?: string; again?: boolean }): Account
  certificates(args: { session: SessionId }): readonly Certificate[]
  /** `fingerprint`: SHA-256, hexadecimal, with or without colons. @throws Refusal key-invalid, already-exists, too-many */
  addCertificate(args: { session: SessionId; fingerprint: string }): Certificate
  /** @throws Refusal no-such-thing */
  removeCertificate(args: { session: SessionId; fingerprint: string }): void
  /** Whether this key opens this account; the face proves the signature. `publicKey`: type and base64. */
  acceptsKey(args: { session: SessionId; name: string; publicKey: string }): boolean
  /** Signs in by a key whose ownership the face has proved. @throws Refusal as signIn */
  signInWithKey(args: { session: SessionId; name: string; publicKey: string }): Account
  /** Back to being nobody. */
  signOut(args: { session: SessionId }): void
  /** @throws Refusal sign-in-required */
  me(args: { session: SessionId }): Account
  /** @throws Refusal sign-in-required, wrong-credentials, password-weak, too-long, throttled */
  changePassword(args: { session: SessionId; current: string; next: string }): Promise<void>
  /** @throws Refusal sign-in-required, too-long */
  setDisplayName(args: { session: SessionId; displayName: string }): Account
  setSettings(args: { session: SessionId; settings: Partial<Settings> }): Account
  keys(args: { session: SessionId }): readonly SshKey[]
  /** `line` as in authorized_keys. @throws Refusal key-invalid, already-exists, too-many */
  addKey(args: { session: SessionId; line: string }): SshKey
  /** @throws Refusal no-such-thing */
  removeKey(args: { session: SessionId; fingerprint: string }): void
  appPasswords(args: { session: SessionId }): readonly AppPassword[]
  /** The secret is shown this once. @throws Refusal too-many, empty, too-long */
  addAppPassword(args: { session: SessionId; label: string }): { entry: AppPassword; secret: string }
  removeAppPassword(args: { session: SessionId; id: number }): void
  /** The first person becomes sysop with the code printed at the first start. @throws Refusal code-invalid, throttled */
  claim(args: { session: SessionId; code: string }): Account
  /** A code for one new account. @throws Refusal not-permitted */
  invite(args: { session: SessionId }): string
  /** All accounts, or those in one state, by name; pages of 200 after `after`. @throws Refusal not-permitted */
  list(args: { session: SessionId; state?: Account['state']; after?: string }): readonly Account[]
  /** Lets a pending account in. @throws Refusal not-permitted, no-such-account */
  approve(args: { session: SessionId; name: string }): Account
  /** Made by the staff: no gate, no session. @throws Refusal not-permitted, name-…, password-weak, key-invalid */
  add(args: {
    session: SessionId
    name: string
    password?: string
    sshKey?: string
    role?: Exclude<Role, 'guest'>
    displayName?: string
  }): Promise<Account>
  setRole(args: { session: SessionId; name: string; role: Exclude<Role, 'guest'> }): Account
  setPassword(args: { session: SessionId; name: string; password: string }): Promise<void>
  /** Ends its sessions at once. `until` null is for good. @throws Refusal not-permitted, no-such-account */
  ban(args: { session: SessionId; name: string; reason: string; until: number | null }): Account
  unban(args: { session: SessionId; name: string }): Account
}

export interface Boards extends ReadingCalls {
  /** The boards this viewer may see, by name. */
  list(args: { session: SessionId }): readonly BoardView[]
  /** @throws Refusal no-such-board */
  get(args: { session: SessionId; board: string }): BoardView
  /** Newest activity first, at most `limit` (1–500), those whose last number is below `before`. */
  threads(args: { session: SessionId; board: string; before?: number; limit: number }): readonly ThreadView[]
  /** The whole tree, as seen from one board. @throws Refusal no-such-board, no-such-article */
  thread(args: { session: SessionId; board: string; thread: ArticleId }): readonly ThreadItem[]
  /** One article by its id, its Message-ID, or its number in a board. @throws Refusal no-such-board, no-such-article */
  read(args: {
    session: SessionId
    article: ArticleId | MessageId | { readonly board: string; readonly number: number }
  }): Promise<ArticleView>
  /** The octets as they came in. */
  raw(args: { session: SessionId; messageId: MessageId }): Uint8Array
  /**
   * Writes an article. A reply goes to the thread of `inReplyTo`; its References follow from it.
   * @throws Refusal no-such-board, sign-in-required, not-permitted, no-such-article, empty, too-long, too-many, throttled
   */
  post(args: { session: SessionId; boards: readonly string[]; subject: string; text: string; inReplyTo?: MessageId }): {
    messageId: MessageId
    article: ArticleId
    thread: ArticleId
    placements: { board: string; number: number }[]
  }
  /** @throws Refusal not-permitted, name-invalid, already-exists */
  add(args: { session: SessionId; board: string; description: string; readRole?: Role; writeRole?: Role }): BoardView
  /** Archive articles into one board, whatever their Newsgroups say; at most 256 a call. @throws Refusal not-permitted */
  import(args: { session: SessionId; board: string; articles: readonly Uint8Array[] }): readonly ImportOutcome[]
}

/**
 * Boards as newsreaders read them (RFC 3977). Every call may throw `sign-in-required`: the house takes no guests, or a
 * stranger named a group that may be there for members. Ranges hold both their ends; a page may be empty.
 */
export interface News {
  /** The groups this reader may see, by name. */
  groups(args: { session: SessionId }): readonly NewsgroupView[]
  /** @throws Refusal no-such-board */
  group(args: { session: SessionId; group: string }): NewsgroupView
  /** The numbers that are there, in order. @throws Refusal no-such-board */
  numbers(args: { session: SessionId; group: string; from: number; to: number }): Page<readonly number[]>
  /** Finished lines for OVER, each with its CRLF (RFC 3977 §8.3.2). @throws Refusal no-such-board */
  overview(args: { session: SessionId; group: string; from: number; to: number }): Page<Uint8Array>
  /** The same of one article, with number 0. @throws Refusal no-such-article */
  overviewOf(args: { session: SessionId; messageId: MessageId }): Uint8Array
  /** @throws Refusal no-such-board, no-such-article */
  stat(args: { session: SessionId; article: ArticleName }): ArticleStat
  /** @throws Refusal no-such-board, no-such-article */
  article(args: { session: SessionId; article: ArticleName }): ArticleOctets
  /** The nearest article after (`next`) or before (`last`) a number. @throws Refusal no-such-board, no-such-article */
  neighbour(args: { session: SessionId; group: string; number: number; direction: 'next' | 'last' }): ArticleStat
  /** One header field, or `:bytes` or `:lines`, of every article of a range. @throws Refusal no-such-board */
  header(args: {
    session: SessionId
    group: string
    from: number
    to: number
    field: string
  }): Page<readonly HeaderRow[]>
  /** As `header`, of one article. @throws Refusal no-such-article */
  headerOf(args: { session: SessionId; messageId: MessageId; field: string }): string | null
  /** Message-IDs of what has arrived in these groups since a moment, oldest first; each once. */
  arrivals(args: { session: SessionId; groups: readonly string[]; since: number; after?: ArrivalCursor }): {
    readonly items: readonly MessageId[]
    readonly next: ArrivalCursor | null
  }
  /**
   * Posts a proto-article (RFC 5537 §3.5): CRLF, dots undone. `Control: cancel` takes an article of one's own back.
   * @throws Refusal sign-in-required, malformed (the detail is a sentence), no-such-board, not-permitted, duplicate,
   *   too-long (ARTICLE_OCTETS), too-many, throttled, no-such-article (a cancel)
   */
  inject(args: { session: SessionId; octets: Uint8Array }): Injected
}

/** An account may stay in its channels with no session; off unless it says so. */
export interface AlwaysOn {
  /** @throws Refusal sign-in-required */
  isOn(args: { session: SessionId }): boolean
  /** @throws Refusal sign-in-required */
  set(args: { session: SessionId; on: boolean }): void
}

export interface Moderation {
  /**
   * Shuts somebody out of the house, on every face, and ends the sessions of those it fits. `target`: an account's name,
   * an address, a network in CIDR notation, or a mask `nick!user@host`. `until` null is for good.
   * @throws Refusal not-permitted, malformed, too-long, no-such-account
   */
  ban(args: { session: SessionId; target: string; reason: string; until: number | null }): Ban
  /** @throws Refusal not-permitted, malformed, no-such-thing, no-such-account */
  unban(args: { session: SessionId; target: string }): void
  /** Those that stand, of all kinds. @throws Refusal not-permitted */
  bans(args: { session: SessionId }): readonly Ban[]
  /** Ends all sessions of a nick, which may come back. @throws Refusal not-permitted, no-such-nick, too-long */
  kill(args: { session: SessionId; nick: string; reason: string }): void
  /** How far the house is closed: 5 not at all, 1 to all but the staff. */
  defcon(args: { session: SessionId }): DefconLevel
  /** @throws Refusal not-permitted, malformed, too-long */
  setDefcon(args: { session: SessionId; level: DefconLevel; reason: string }): void
  /** A word to everybody who listens for the staff's (user mode `w` on IRC). @throws Refusal not-permitted, empty */
  announce(args: { session: SessionId; text: string }): void
  /** What the staff did and why, newest first: at most `limit` (1-200) entries with an id below `before`. @throws Refusal not-permitted */
  log(args: { session: SessionId; before?: number; limit: number }): readonly AuditEntry[]
  /** A gateway did something for a sysop that belongs in the log. @throws Refusal not-permitted, too-long */
  record(args: { session: SessionId; act: string; target: string; reason: string }): void
}

export interface CoreServices {
  readonly sessions: Sessions
  readonly accounts: Accounts
  readonly boards: Boards
  readonly news: News
  readonly channels: Channels
  readonly moderation: Moderation
  readonly alwaysOn: AlwaysOn
  readonly history: History
}

export type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : Remote<T[K]>
}

export type Core = Remote<CoreServices>

/** One ordered stream. Events that a call caused arrive before the call's own result. */
export type Subscribe = (listener: (event: CoreEvent) => void) => () => void

/** What a gateway is given: calls, events, and where to queue output so that it leaves after the commit. */
export interface CoreLink {
  readonly core: Core
  readonly subscribe: Subscribe
  readonly outlet: Outlet
}
