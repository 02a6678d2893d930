import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

const CAPS = 'batch labeled-response echo-message message-tags standard-replies'

let house: IrcHouse
beforeEach(async () => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  await house.addAccount('anna')
})
afterEach(() => house.close())

describe('labels', () => {
  test('one line in answer carries the label, none is an ACK', async () => {
    const gus = await house.enter('gus', { caps: CAPS })
    await gus.script(`
      > @label=a1 PING :x
      = @label=a1 :irc.test PONG irc.test :x
      > @label=a2 PONG x
      = @label=a2 :irc.test ACK
      > @label=odd\\:\\svalue NICK
      = @label=odd\\:\\svalue :irc.test 431 gus :*
      > @label=a3 NONSENSE
      = @label=a3 :irc.test 421 gus NONSENSE :*
    `)
  })

  test('several lines are a batch whose opening alone carries the label', async () => {
    const gus = await house.enter('gus', { caps: CAPS })
    await gus.script(`
      > @label=j JOIN #label-one
      = @label=j :irc.test BATCH +b1 labeled-response
      = @batch=b1;msgid=* :gus!~u@guest/* JOIN #label-one
      = @batch=b1 :irc.test MODE #label-one +o gus
      = @batch=b1 :irc.test 353 gus = #label-one :@gus
      = @batch=b1 :irc.test 366 gus #label-one :*
      = :irc.test BATCH -b1
      > @label=w WHOIS gus
      < @label=w :irc.test BATCH +b2 labeled-response
      < :irc.test BATCH -b2
    `)
  })

  test('the echo is the labelled answer; the copy that one sends to oneself is not, nor what others hear', async () => {
    const gus = await house.enter('gus', { caps: CAPS })
    const eva = await house.enter('eva', { caps: CAPS })
    await gus.script('> JOIN #echoes', '< * 366 *')
    await eva.script('> JOIN #echoes', '< * 366 *')
    await gus.script(`
      < * JOIN #echoes
      > @label=e PRIVMSG #echoes :hello
      = @label=e;msgid=* :gus!* PRIVMSG #echoes :hello
      > @label=me PRIVMSG gus :to myself
      = @label=me;msgid=* :gus!* PRIVMSG gus :to myself
      = @msgid=* :gus!* PRIVMSG gus :to myself
    `)
    await eva.script('= @msgid=* :gus!* PRIVMSG #echoes :hello')
  })

  test('without echo-message a line that was said is acknowledged', async () => {
    const gus = await house.enter('gus', { caps: 'batch labeled-response' })
    await gus.script('> JOIN #quiet', '< * 366 *', '> @label=e PRIVMSG #quiet :hello', '= @label=e :irc.test ACK')
  })

  test('the label goes to the session that sent it, not to the others of the account', async () => {
    const one = await house.enter('anna', { caps: CAPS, account: 'anna' })
    const other = await house.enter('anna', { caps: CAPS, account: 'anna' })
    await one.script('> JOIN #both', '< * 366 *')
    await other.script('< * 366 *')
    await one.script('> @label=x PRIVMSG #both :hi', '= @label=x;msgid=* :anna!* PRIVMSG #both :hi')
    await other.script('= @msgid=* :anna!* PRIVMSG #both :hi')
  })

  test('a label that is too long, or that was never negotiated with batch, is passed over', async () => {
    const gus = await house.enter('gus', { caps: CAPS })
    await gus.script(`> @label=${'x'.repeat(65)} PING :x`, '= :irc.test PONG irc.test :x')
    await gus.script(`> @label=${'x'.repeat(64)} PING :x`, `= @label=${'x'.repeat(64)} :irc.test PONG irc.test :x`)
    const eva = await house.enter('eva', { caps: 'labeled-response' })
    await eva.script('> @label=x PING :x', '= :irc.test PONG irc.test :x')
    const bob = await house.enter('bob', { caps: 'batch' })
    await bob.script('> @label=x PING :x', '= :irc.test PONG irc.test :x')
  })

  test('a labelled QUIT ends in ERROR, and nothing comes after it', async () => {
    const gus = await house.enter('gus', { caps: CAPS })
    await gus.script('> @label=q QUIT :bye', '= ERROR :*')
    await gus.ended()
    expect(gus.unseen()).toEqual([])
  })

  test('many labelled commands at once are answered in order', async () => {
    const gus = await house.enter('gus', { caps: CAPS })
    gus.send(...Array.from({ length: 50 }, (_, each) => `@label=${each} PING :${each}`))
    for (let each = 0; each < 50; each += 1) {
      expect(await gus.next()).toBe(`@label=${each} :irc.test PONG irc.test :${each}`)
    }
  })
})
