// Channel modes: their letters, who may set them, and what their values look like. Pure rules; applying a change is in
// mode-draft.ts.

import { isChannelName } from '../../../shared/names.ts'
import type { PresenceId } from '../ids.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import { canDo, type Viewer } from '../visibility.ts'

/**
 * Without a value: C no CTCP, M only accounts speak, R only accounts join, U what may not be said goes to the
 * operators, i by invitation, m moderated, n nothing from outside, s secret, t topic by operators, u auditorium.
 */
export const FLAGS = 'CMRUimnstu'
/** f forward, k key, l limit. */
export const PARAMETERS = 'fkl'
/** Lists of masks: I standing invitations, b bans, e exceptions from bans. */
export const LISTS = ['I', 'b', 'e'] as const
export type MaskList = (typeof LISTS)[number]
/** What a member may be, highest first: owner, admin, operator, half-operator, voice. */
export const PREFIXES = ['q', 'a', 'o', 'h', 'v'] as const
export type Level = (typeof PREFIXES)[number]

export interface ChannelModes {
  /** In alphabetical order. */
  readonly flags: string
  /** A view shows it to members only, and `*` to others. */
  readonly key: string | null
  readonly limit: number | null
  readonly forward: string | null
}

export const DEFAULT_MODES: ChannelModes = { flags: 'nt', key: null, limit: null, forward: null }

export interface ModeChange {
  readonly sign: '+' | '-'
  /** One of FLAGS, PARAMETERS, LISTS, PREFIXES. */
  readonly letter: string
  /** A key, limit, channel, mask or nick, as the letter wants it. */
  readonly param?: string
  /** Of a mask: when it ends, in milliseconds since 1970; for good without it. */
  readonly until?: number
  readonly reason?: string
}

/** A change that took effect. */
export interface AppliedChange {
  readonly sign: '+' | '-'
  readonly letter: string
  /** In its canonical form; of a prefix, the nick. */
  readonly param: string | null
  /** Of a prefix. */
  readonly member: PresenceId | null
}

export interface RefusedChange {
  readonly change: ModeChange
  readonly code: RefusalCode
  readonly detail: string
}

export interface ModeOutcome {
  readonly applied: readonly AppliedChange[]
  /** The others took effect all the same. */
  readonly refused: readonly RefusedChange[]
}

// How much somebody may do in a channel: 0 for most, then v h o a q, and above them the staff of the house.
export const VOICE = 1
export const HALFOP = 2
export const OPERATOR = 3
export const ADMIN = 4
export const OWNER = 5
export const STAFF = 6

export const isLevel = (letter: string): letter is Level => (PREFIXES as readonly string[]).includes(letter)
export const isList = (letter: string): letter is MaskList => (LISTS as readonly string[]).includes(letter)

export const rankOfLevel = (level: Level): number => PREFIXES.length - PREFIXES.indexOf(level)

/** The rank of somebody with these membership modes. */
export const rankOfModes = (modes: string): number => {
  const highest = PREFIXES.find((letter) => modes.includes(letter))
  return highest === undefined ? 0 : rankOfLevel(highest)
}

/** The staff keep order in every channel. */
export const rankOfStaff = (viewer: Viewer): number => (canDo(viewer, 'keep-order') ? STAFF : 0)

/** Membership modes with one more or less, highest first. */
export const withLevel = (modes: string, level: Level, on: boolean): string =>
  PREFIXES.filter((letter) => (letter === level ? on : modes.includes(letter))).join('')

/** The least rank that gives or takes a prefix, or sets any other mode. Half-operators keep lists and give voice. */
export const leastRankFor = (letter: string): number => {
  if (letter === 'q' || letter === 'a') return OWNER
  if (letter === 'v' || isList(letter)) return HALFOP
  return OPERATOR
}

/** Half-operators and admins leave their own kind alone; operators and owners do not. */
export const mayKick = (mine: number, theirs: number): boolean => {
  if (mine < HALFOP) return false
  return mine === HALFOP || mine === ADMIN ? theirs < mine : theirs <= mine
}

export const withFlag = (flags: string, flag: string, on: boolean): string =>
  [...FLAGS].filter((letter) => (letter === flag ? on : flags.includes(letter))).join('')

const KEY = /^[^\u0000-\u0020:,\u007f][^\u0000-\u0020,\u007f]{0,22}$/u
const MOST_LIMIT = 1_000_000

/** @throws Refusal malformed */
export const requireKey = (key: string): string => {
  if (!KEY.test(key)) throw new Refusal('malformed', 'a key is one word of at most 23 characters, without a comma')
  return key
}

/** @throws Refusal malformed */
export const requireLimit = (text: string): number => {
  const limit = /^\d{1,7}$/.test(text) ? Number(text) : 0
  if (limit < 1 || limit > MOST_LIMIT) throw new Refusal('malformed', 'a limit is a number from 1 up')
  return limit
}

/** @throws Refusal malformed */
export const requireForward = (name: string): string => {
  if (!isChannelName(name)) throw new Refusal('malformed', 'a forward is the name of a channel')
  return name
}

/** As `+nt-k`: sorted, each letter once. @throws Refusal malformed (a letter that cannot be locked) */
export const requireModeLock = (text: string): string => {
  const locked = new Map<string, '+' | '-'>()
  let sign: '+' | '-' = '+'
  for (const letter of text.replace(/\s/g, '')) {
    if (letter === '+' || letter === '-') sign = letter
    // A key, limit or forward can be locked off; locked on it would need its value.
    else if (FLAGS.includes(letter) || (PARAMETERS.includes(letter) && sign === '-')) locked.set(letter, sign)
    else throw new Refusal('malformed', `${sign}${letter} cannot be locked`)
  }
  const of = (wanted: '+' | '-'): string =>
    [...locked]
      .filter(([, each]) => each === wanted)
      .map(([letter]) => letter)
      .sort()
      .join('')
  return `${of('+') === '' ? '' : `+${of('+')}`}${of('-') === '' ? '' : `-${of('-')}`}`
}

/** What a lock holds each letter to. */
export const readModeLock = (lock: string): readonly { readonly sign: '+' | '-'; readonly letter: string }[] => {
  let sign: '+' | '-' = '+'
  const held: { sign: '+' | '-'; letter: string }[] = []
  for (const letter of lock) {
    if (letter === '+' || letter === '-') sign = letter
    else held.push({ sign, letter })
  }
  return held
}

/** As people write them: `+ntk sesame`. */
export const shownModes = ({ flags, key, limit, forward }: ChannelModes): string[] => {
  const letters = [...flags]
  const params: string[] = []
  const valued = { f: forward, k: key, l: limit === null ? null : String(limit) }
  for (const [letter, value] of Object.entries(valued)) {
    if (value === null) continue
    letters.push(letter)
    params.push(value)
  }
  return [`+${letters.join('')}`, ...params]
}

/** Changes as one writes them: `+ov-k anna bert *`. A key is nobody's business later on. */
export const describeChanges = (changes: readonly AppliedChange[]): string => {
  let letters = ''
  let sign = ''
  for (const change of changes) {
    letters += (change.sign === sign ? '' : change.sign) + change.letter
    sign = change.sign
  }
  const params = changes.flatMap(({ letter, param }) => (param === null ? [] : [letter === 'k' ? '*' : param]))
  return [letters, ...params].join(' ')
}

export interface ModeRequest {
  readonly changes: readonly ModeChange[]
  /** Lists that were asked for: those without a mask. */
  readonly lists: ReadonlySet<MaskList>
  /** A change came without the parameter that it needs. */
  readonly lacking: boolean
}

/** `+ov-k anna bert *` letter by letter: which takes a parameter is CHANMODES' business. */
export const readModes = (modes: string, params: readonly string[]): ModeRequest => {
  const changes: ModeChange[] = []
  const lists = new Set<MaskList>()
  const rest = [...params]
  let sign: '+' | '-' = '+'
  let lacking = false
  for (const letter of modes) {
    if (letter === '+' || letter === '-') {
      sign = letter
      continue
    }
    const takesParam = isLevel(letter) || isList(letter) || letter === 'k' || (sign === '+' && 'fl'.includes(letter))
    const param = takesParam ? rest.shift() : undefined
    if (param !== undefined) changes.push({ sign, letter, param })
    else if (isList(letter)) lists.add(letter)
    // A key can be taken off by those who do not know it.
    else if (!takesParam || (letter === 'k' && sign === '-')) changes.push({ sign, letter })
    else lacking = true
  }
  return { changes, lists, lacking }
}
