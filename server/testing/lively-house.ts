// A house in which something goes on: people, threads with quotes and code and a missing article, a channel whose log is
// public. What pages and screens look like is judged on it.

import type { MessageId, SessionId } from '../core/ids.ts'
import { passwordOf, type World } from './world.ts'

export interface LivelyHouse {
  /** Of the thread with the most in it. */
  readonly thread: MessageId
  readonly board: string
  readonly channel: string
  /** Signed-in sessions, by name. */
  readonly sessions: ReadonlyMap<string, SessionId>
}

const PEOPLE = ['kari', 'ola', 'ingrid', 'per'] as const

const archived = (fields: readonly string[], body: string): Buffer =>
  Buffer.from([...fields, '', ...body.split('\n')].join('\r\n'))

const ROOT: MessageId = '<courier.1@example.net>' as MessageId

const archive = (): readonly Buffer[] => [
  archived(
    [
      'From: Kari Nordmann <kari@example.net>',
      'Newsgroups: comp.misc',
      'Subject: USR Courier on the shelf',
      `Message-ID: ${ROOT}`,
      'Date: Fri, 20 Nov 2026 18:04:00 +0000',
      'Content-Type: text/plain; charset=utf-8',
    ],
    `The modem that I have had on the shelf since 1994 still trains at 14400, and the
line is as good as it ever was. I had forgotten the sound of it.

What surprised me is how little is needed to make it useful again:

    AT&F1
    ATS0=1 S7=60
    ATDT 55 12 34 56

Does anybody know what the third light means? The manual at
https://example.net/manuals/courier.html is silent about it.

-- 
Kari
"Carrier is a state of mind"
`,
  ),
  archived(
    [
      'From: Ola <ola@example.net>',
      'Newsgroups: comp.misc',
      'Subject: Re: USR Courier on the shelf',
      'Message-ID: <courier.2@example.net>',
      `References: ${ROOT}`,
      'Date: Fri, 20 Nov 2026 19:30:00 +0000',
    ],
    `On 20 Nov 2026, Kari Nordmann wrote:
> The modem that I have had on the shelf since 1994 still trains at 14400, and the
> line is as good as it ever was.
>
> Does anybody know what the third light means?

It is ARQ: error control is on, and it flickers when a block is sent again. On a good
line you never see it after the handshake.
`,
  ),
  archived(
    [
      'From: Ingrid Dahl <ingrid@example.net>',
      'Newsgroups: comp.misc',
      'Subject: Re: USR Courier on the shelf',
      'Message-ID: <courier.3@example.net>',
      `References: ${ROOT} <courier.2@example.net>`,
      'Date: Sat, 21 Nov 2026 08:12:00 +0000',
    ],
    `Ola wrote:
>> Does anybody know what the third light means?
> It is ARQ: error control is on, and it flickers when a block is sent again.

Mine flickers all the time. I always took it for enthusiasm.
`,
  ),
  archived(
    [
      'From: Per <per@example.net>',
      'Newsgroups: comp.misc',
      'Subject: Lights (was: USR Courier on the shelf)',
      'Message-ID: <courier.5@example.net>',
      `References: ${ROOT} <courier.4@example.net>`,
      'Date: Sat, 21 Nov 2026 10:00:00 +0000',
    ],
    'I have answered an article that never came here. Such is news.\n',
  ),
  archived(
    [
      'From: Kari Nordmann <kari@example.net>',
      'Newsgroups: comp.misc',
      'Subject: Re: Lights',
      'Message-ID: <courier.6@example.net>',
      `References: ${ROOT} <courier.4@example.net>`,
      'Date: Sat, 21 Nov 2026 11:00:00 +0000',
    ],
    'It never came here either.\n',
  ),
]

/** Fills a world; its people stay on. */
export const enliven = async (world: World): Promise<LivelyHouse> => {
  const { core, console: staff } = world
  const sessions = new Map<string, SessionId>()
  for (const name of PEOPLE) {
    await world.addAccount(name)
    const session = await core.sessions.open({
      face: name === 'ola' ? 'irc' : 'ssh',
      address: '192.0.2.9',
      secure: true,
    })
    await core.accounts.signIn({ session, name, password: passwordOf(name) })
    await core.channels.join({ session, channel: '#lobby' })
    sessions.set(name, session)
  }
  await core.boards.import({ session: staff, board: 'comp.misc', articles: archive() })
  const kari = sessions.get('kari') ?? staff
  const posts = [
    ['rec.music', 'Trackers, 1987 and on', 'What do you listen to while the tape rewinds?\n'],
    ['rec.books', 'A book about a lighthouse', 'Not much happens in it, and it happens beautifully.\n'],
    ['local.introductions', 'Hello from Bergen', 'It rains. I brought tea.\n'],
  ] as const
  for (const [board, subject, text] of posts) await core.boards.post({ session: kari, boards: [board], subject, text })
  await openLog(world, kari, sessions)
  return { thread: ROOT, board: 'comp.misc', channel: '#modems', sessions }
}

const openLog = async ({ core }: World, owner: SessionId, sessions: ReadonlyMap<string, SessionId>): Promise<void> => {
  const channel = '#modems'
  await core.channels.join({ session: owner, channel })
  await core.channels.register({ session: owner, channel })
  await core.channels.setTopic({ session: owner, channel, topic: 'Carriers, couriers and other lost sounds' })
  await core.channels.setSettings({ session: owner, channel, settings: { publicLog: true } })
  const lines = [
    ['kari', 'evening all. the museum has a new exhibit: https://example.net/modems'],
    ['ola', 'the Courier! mine still trains at 14400'],
    ['ingrid', 'what does the third light mean?'],
    ['ola', 'ARQ. it is in the thread on comp.misc'],
    ['per', 'reading in tin, answering here'],
  ] as const
  for (const [name, text] of lines) {
    const session = sessions.get(name) ?? owner
    await core.channels.join({ session, channel })
    await core.channels.say({ session, channel, text })
  }
  await core.channels.say({ session: owner, channel, text: 'puts the kettle on', kind: 'action' })
}
