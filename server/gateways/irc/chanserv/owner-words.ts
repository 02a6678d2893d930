// What ChanServ does for owners: registering, handing over, who has which standing, what is settled.

import type { ChannelSettings, ChannelSettingsDraft } from '../../../core/channels/channel.ts'
import type { Level } from '../../../core/channels/modes.ts'
import type { Asked, ChannelWord } from './word.ts'
import { shownTime } from './word.ts'

const LEVELS: Readonly<Record<string, Level>> = {
  ...{ owner: 'q', admin: 'a', op: 'o', operator: 'o', halfop: 'h', voice: 'v' },
  ...{ q: 'q', a: 'a', o: 'o', h: 'h', v: 'v' },
}
const LEVEL_NAMES: Record<Level, string> = { q: 'owner', a: 'admin', o: 'operator', h: 'half-operator', v: 'voice' }

const HISTORY_WORDS: Record<ChannelSettings['history'], string> = {
  everyone: 'everyone who may come in can read what was said',
  members: 'only those in the channel can read what was said',
  none: 'nothing that is said is kept',
}

const register = async ({ session, channel }: Asked): Promise<string[]> => {
  const { name } = await session.core.channels.register({ session: session.id, channel })
  return [`${name} is yours: whenever you join, on any face, you come in as its owner.`]
}

const drop = async ({ session, channel, args }: Asked): Promise<string[]> => {
  if (args[0] !== channel) return [`That gives ${channel} up for good. If you mean it, say: drop ${channel} ${channel}`]
  await session.core.channels.drop({ session: session.id, channel })
  return [`${channel} is registered no longer. Its history stays, its access list is gone.`]
}

const transfer = async ({ session, channel, args: [account] }: Asked): Promise<string[] | null> => {
  if (account === undefined) return null
  const { name, founder } = await session.core.channels.transfer({ session: session.id, channel, account })
  return [`${name} belongs to ${founder ?? account} now.`]
}

const access = async ({ session, channel, args }: Asked): Promise<string[] | null> => {
  const [verb = 'list', account, levelWord = ''] = args
  const { core, id } = session
  if (verb === 'list') {
    const [{ founder }, entries] = await Promise.all([
      core.channels.info({ session: id, channel }),
      core.channels.access({ session: id, channel }),
    ])
    const lines = entries.map(
      ({ account: name, level, setBy, setAt }) =>
        `${name} is ${LEVEL_NAMES[level]} (given by ${setBy}, ${shownTime(setAt)})`,
    )
    const first = founder === null ? `${channel} has no owner.` : `${founder} owns ${channel}.`
    return [first, ...lines, lines.length === 0 ? 'Nobody else has a standing in it.' : 'That is all.']
  }
  if (account === undefined) return null
  if (verb === 'del' || verb === 'remove') {
    await core.channels.setAccess({ session: id, channel, account, level: null })
    return [`${account} has no standing in ${channel} any more.`]
  }
  const level = Object.hasOwn(LEVELS, levelWord.toLowerCase()) ? LEVELS[levelWord.toLowerCase()] : undefined
  if (verb !== 'add' || level === undefined) return null
  await core.channels.setAccess({ session: id, channel, account, level })
  return [`${account} is ${LEVEL_NAMES[level]} in ${channel} from now on.`]
}

const set = async ({ session, channel, args: [what = '', ...rest] }: Asked): Promise<string[] | null> => {
  const settings = readSetting(what.toLowerCase(), rest.join(''))
  if (settings === null) return null
  const next = await session.core.channels.setSettings({ session: session.id, channel, settings })
  return [describeSettings(next)]
}

const readSetting = (what: string, value: string): ChannelSettingsDraft | null => {
  const isOff = value.toLowerCase() === 'off'
  if (what === 'topiclock' && /^(?:on|off)$/i.test(value)) return { topicLock: !isOff }
  if (what === 'modelock' && value !== '') return { modeLock: isOff ? '' : value }
  if (what === 'publiclog' && /^(?:on|off)$/i.test(value)) return { publicLog: !isOff }
  const history = value.toLowerCase()
  if (what === 'history' && Object.hasOwn(HISTORY_WORDS, history)) {
    return { history: history as ChannelSettings['history'] }
  }
  return null
}

const describeSettings = ({ topicLock, modeLock, history, publicSince }: ChannelSettings): string =>
  [
    `Topic: ${topicLock ? 'set by the owner and admins only' : 'not locked'}`,
    `modes: ${modeLock === '' ? 'not locked' : `locked to ${modeLock}`}`,
    `history: ${HISTORY_WORDS[history]}`,
    publicSince === null ? 'no public log.' : `public log, since ${shownTime(publicSince)}.`,
  ].join('; ')

const info = async ({ session, channel }: Asked): Promise<string[]> => {
  const about = await session.core.channels.info({ session: session.id, channel })
  const { name, description, created, registered, founder } = about
  const owner = founder === null ? 'the house' : founder
  return [
    description === '' ? name : `${name}: ${description}`,
    `Founded ${shownTime(created)}.`,
    registered === null ? 'It is not registered.' : `It belongs to ${owner}, registered ${shownTime(registered)}.`,
    describeSettings(about),
  ]
}

const list = async ({ session }: Asked): Promise<string[]> => {
  const mine = await session.core.channels.mine({ session: session.id })
  if (mine.length === 0) return ['You have a standing in no registered channel. JOIN a new name, and register it.']
  return mine.map(({ channel, level }) => `${channel}: ${LEVEL_NAMES[level]}`)
}

const rename = async ({ session, channel, args: [to, ...reason] }: Asked): Promise<string[] | null> => {
  if (to === undefined) return null
  await session.core.channels.rename({ session: session.id, channel, to, reason: reason.join(' ') })
  return [`${channel} is called ${to} now.`]
}

export const OWNER_WORDS: Readonly<Record<string, ChannelWord>> = {
  register: {
    usage: 'register #channel',
    help: ['makes a channel yours', 'You must be its operator, and have an account.'],
    takesChannel: true,
    run: register,
  },
  drop: {
    usage: 'drop #channel #channel',
    help: ['gives a channel up', 'Its name is said twice, so that nobody does it by mistake. The history stays.'],
    takesChannel: true,
    run: drop,
  },
  transfer: {
    usage: 'transfer #channel ACCOUNT',
    help: ['gives your channel to another account', 'From then on it is theirs alone to drop or give away.'],
    takesChannel: true,
    run: transfer,
  },
  access: {
    usage: 'access #channel [list | add ACCOUNT owner|admin|op|halfop|voice | del ACCOUNT]',
    help: [
      'who has a lasting standing in a channel',
      'Whoever has one gets the prefix when they join (~ & @ % +), and comes in though the channel is closed to others.',
      'Owners give all but ownership, admins up to op; only whoever registered the channel makes owners.',
    ],
    takesChannel: true,
    run: access,
  },
  set: {
    usage:
      'set #channel topiclock on|off | modelock +MODES-MODES|off | history everyone|members|none | publiclog on|off',
    help: [
      'settles how a channel is kept',
      'topiclock on: only the owner and admins set the topic.',
      'modelock +nt-k: these modes stay on, those stay off, whoever asks. modelock off lifts it.',
      'history: who may read what was said: everyone who may come in, members, or nobody (nothing is kept then).',
      'publiclog on: from then on anybody may read what is said, on the web and without joining. The channel is told.',
    ],
    takesChannel: true,
    run: set,
  },
  rename: {
    usage: 'rename #channel #newname [REASON]',
    help: ['moves a channel to another name', 'Its members, history, modes and lists go with it.'],
    takesChannel: true,
    run: rename,
  },
  info: {
    usage: 'info #channel',
    help: ['whose a channel is, and how it is kept'],
    takesChannel: true,
    run: info,
  },
  list: {
    usage: 'list',
    help: ['the channels in which you have a standing'],
    takesChannel: false,
    run: list,
  },
}
