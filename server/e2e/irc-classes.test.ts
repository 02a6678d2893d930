// Connection classes: each kind of connection has its own pace and its own queues.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DEFAULT_CLASSES } from '../gateways/irc/classes.ts'
import type { Conversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

let house: IrcHouse
beforeEach(async () => {
  house = await openIrcHouse({
    gateway: {
      gateways: { addresses: ['127.0.0.1'], password: 'gate' },
      classes: {
        guest: { ...DEFAULT_CLASSES.guest, burst: 3, perSecond: 0.1 },
        operator: { ...DEFAULT_CLASSES.operator, burst: 500 },
        gateway: { ...DEFAULT_CLASSES.gateway, burst: 500 },
      },
    },
  })
  await house.addAccount('anna')
  await house.addAccount('mona', 'moderator')
})
afterEach(() => house.close())

const arrive = async (nick: string, account?: string): Promise<Conversation> => {
  const client = await house.connect()
  client.send('PROXY TCP4 203.0.113.9 127.0.0.1 1 2')
  if (account !== undefined) client.send(`PASS ${account}:password of ${account}`)
  client.send(`NICK ${nick}`, `USER ${nick} 0 * :x`)
  await client.expect('* 376 *')
  return client
}

/** How many of a hundred lines are answered before the pace holds the rest back. */
const burstOf = async (client: Conversation): Promise<number> => {
  const before = client.lines.length
  client.send(...Array.from({ length: 20 }, (_, index) => `TIME irc.test ${index}`))
  await new Promise((resolve) => setTimeout(resolve, 300))
  return client.lines.slice(before).filter((line) => line.includes(' 391 ')).length
}

describe('the class of a connection', () => {
  test('follows from who it is: guest, account, staff, or a gateway that comes for itself', async () => {
    expect(await burstOf(await arrive('gus'))).toBe(3)
    expect(await burstOf(await arrive('anna', 'anna'))).toBe(10)
    expect(await burstOf(await arrive('mona', 'mona'))).toBe(20)
    expect(await burstOf(await house.enter('relay'))).toBe(20)
  })

  test('changes when somebody logs in, and when they are made staff', async () => {
    const gus = await arrive('gus')
    await gus.script('> NS identify anna password of anna', '< * NOTICE anna :You are logged in*')
    expect(await burstOf(gus)).toBe(10)
    await house.core.accounts.setRole({ session: house.console, name: 'anna', role: 'moderator' })
    expect(await burstOf(gus)).toBeGreaterThan(10)
  })

  test('is shown by STATS y, with how many are in each', async () => {
    await arrive('gus')
    const mona = await arrive('mona', 'mona')
    await mona.script(
      '> STATS y',
      '= :irc.test 218 mona Y unregistered 90 0 65536 :SendQ 65536, RecvQ 12288, 20 lines at once, then 2 a second',
      '= :irc.test 218 mona Y guest 90 1 262144 :SendQ 262144, RecvQ 12288, 3 lines at once, then 0.1 a second',
      '= :irc.test 218 mona Y account 90 0 524288 :*',
      '= :irc.test 218 mona Y operator 90 1 1048576 :*',
      '= :irc.test 218 mona Y gateway 90 0 1048576 :*',
      '= :irc.test 219 mona y :*',
    )
  })
})
