import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Conversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

let house: IrcHouse
let anna: Conversation
let bert: Conversation

beforeEach(async () => {
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  await house.addAccount('anna')
  await house.addAccount('bert')
  anna = await house.enter('x', { account: 'anna' })
  bert = await house.enter('x', { account: 'bert' })
  await anna.script('> JOIN #den', '< * 366 *')
  await bert.script('> JOIN #den', '< * 366 *')
  await anna.expect('* JOIN #den')
})
afterEach(() => house.close())

/** What has come by now. */
const settled = async (irc: Conversation): Promise<readonly string[]> => {
  const from = irc.lines.length - irc.unseen().length
  irc.send('PING :settled')
  await irc.expect('*PONG irc.test :settled')
  return irc.lines.slice(from, -1)
}

describe('asking', () => {
  test('the modes and the age of a channel are 324 and 329; a key is shown to members alone', async () => {
    await bert.script('> MODE #den', '= :irc.test 324 bert #den +nt', '= :irc.test 329 bert #den *')
    await anna.script('> MODE #den +kl sesame 9', '< :anna!~u@user/anna MODE #den +kl sesame 9')
    await bert.script('< * MODE #den +kl *', '> MODE #den', '= :irc.test 324 bert #den +ntkl sesame 9')
    const gus = await house.enter('gus')
    await gus.script('> MODE #den', '= :irc.test 324 gus #den +ntkl * 9', '= :irc.test 329 gus #den *')
    await gus.script('> MODE #nowhere', '= :irc.test 403 gus #nowhere :*')
  })

  test('who may know of the channel may read its bans; exceptions and invitations are for operators', async () => {
    await anna.script('> MODE #den +beI *!*@bad gus a*!*@*', '< * MODE #den +beI *!*@bad gus!*@* a*!*@*')
    await bert.script(`
      < * MODE #den +beI *
      > MODE #den b
      = :irc.test 367 bert #den *!*@bad anna *
      = :irc.test 368 bert #den :*
      > MODE #den +e
      = :irc.test 482 bert #den :*
      > MODE #den I
      = :irc.test 482 bert #den :*
    `)
    await anna.script(`
      > MODE #den eI
      = :irc.test 348 anna #den gus!*@* anna *
      = :irc.test 349 anna #den :*
      = :irc.test 346 anna #den a*!*@* anna *
      = :irc.test 347 anna #den :*
    `)
  })
})

describe('changing', () => {
  test('everybody is told in one line what took effect, and nobody of what was so already', async () => {
    await anna.script('> MODE #den +mn-t+v bert', '= :anna!~u@user/anna MODE #den +m-t+v bert')
    await bert.script('= :anna!~u@user/anna MODE #den +m-t+v bert')
    anna.send('MODE #den +m')
    expect(await settled(anna)).toEqual([])
  })

  test('what is wrong with each change is told apart, and the others take effect', async () => {
    await house.enter('gus')
    await anna.script(`
      > MODE #den +yy
      = :irc.test 472 anna y :*
      > MODE #den +o nobody
      = :irc.test 401 anna nobody :*
      > MODE #den +v gus
      = :irc.test 441 anna gus #den :*
      > MODE #den +l many
      = :irc.test 696 anna #den l many :*
      > MODE #den +l 0
      = :irc.test 696 anna #den l 0 :*
      > MODE #den +k :two words
      = :irc.test 696 anna #den k two_words :*
      > MODE #den +b ~z:x
      = :irc.test 696 anna #den b ~z:x :*
      > MODE #den +f #nowhere
      = :irc.test 403 anna #nowhere :*
      > MODE #den +o
      = :irc.test 461 anna MODE :*
      > MODE #den +ovs nobody bert
      = :anna!~u@user/anna MODE #den +vs bert
      = :irc.test 401 anna nobody :*
    `)
  })

  test('who is no operator gets one 482, who is not there 442, and of a secret channel nothing', async () => {
    await bert.script('> MODE #den +mi-t', '= :irc.test 482 bert #den :*')
    expect(await settled(bert)).toEqual([])
    const gus = await house.enter('gus')
    await gus.script('> MODE #den +m', '= :irc.test 442 gus #den :*')
    await anna.script('> MODE #den +s', '< * MODE #den +s')
    await gus.script('> MODE #den +m', '= :irc.test 403 gus #den :*')
  })

  test('a key is taken off by whoever does not know it', async () => {
    await anna.script('> MODE #den +k sesame', '< * MODE #den +k sesame')
    await anna.script('> MODE #den -k', '< * MODE #den -k *')
    await bert.script('< * MODE #den -k *', '> MODE #den', '= :irc.test 324 bert #den +nt')
  })

  test('more changes than a line holds are told in several, none past 512 octets', async () => {
    const masks = Array.from({ length: 6 }, (_, index) => `${String(index).repeat(12)}${'n'.repeat(40)}!*@*`)
    anna.send(`MODE #den +bbbbbb ${masks.join(' ')}`)
    const seen = new Set<string>()
    while (seen.size < masks.length) {
      const line = await bert.expect('* MODE #den +b*')
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(510)
      for (const mask of masks) if (line.includes(mask)) seen.add(mask)
    }
  })

  test('a full list is 478', async () => {
    for (let at = 0; at < 100; at += 10) {
      const masks = Array.from({ length: 10 }, (_, index) => `n${at + index}!*@*`)
      anna.send(`MODE #den +bbbbbbbbbb ${masks.join(' ')}`)
      await anna.expect('* MODE #den +bbbbbbbbbb *')
    }
    await anna.script('> MODE #den +b one!*@more', '= :irc.test 478 anna #den b :*')
  })
})

describe('prefixes', () => {
  test('all of them stand in NAMES and WHO with multi-prefix, and the highest without', async () => {
    await anna.script('> MODE #den +v anna', '< * MODE #den +v anna', '> MODE #den +h bert', '< * +h bert')
    const gus = await house.enter('gus', { caps: 'multi-prefix' })
    await gus.script('> JOIN #den', '< * 353 gus = #den :@+anna %bert gus')
    await gus.script('> WHO #den', '< :irc.test 352 gus #den ~u user/anna irc.test anna H@+ :*')
    await bert.script('> NAMES #den', '< * 353 bert = #den :@anna %bert gus')
    await gus.script('> NAMES #nowhere', '< :irc.test 366 gus #nowhere :*')
    await anna.script('> MODE #den +s', '< * MODE #den +s', '> NAMES #den', '= * 353 anna @ #den :*')
  })

  test('half-operators give voice and keep bans, but touch neither modes nor those above', async () => {
    await house.addAccount('cora')
    const cora = await house.enter('x', { account: 'cora' })
    await cora.script('> JOIN #den', '< * 366 *')
    await anna.script('> MODE #den +h bert', '< * +h bert')
    await bert.script(`
      < * MODE #den +h bert
      > MODE #den +v cora
      = :bert!* MODE #den +v cora
      > MODE #den +b bad!*@*
      = :bert!* MODE #den +b bad!*@*
      > MODE #den +m
      = :irc.test 482 bert #den :*
      > MODE #den +o cora
      = :irc.test 482 bert #den :*
      > MODE #den -v anna
      = :irc.test 482 bert #den :*
      > KICK #den anna
      = :irc.test 482 bert #den :*
    `)
    await cora.script('> MODE #den -v cora', '< :cora!* MODE #den -v cora')
    await anna.script('> MODE #den +a bert', '< * 482 anna #den :*')
  })
})

describe('what the modes do', () => {
  test('n and t: from outside nothing is said, and only operators set the topic', async () => {
    const gus = await house.enter('gus')
    await gus.script('> PRIVMSG #den :psst', '= :irc.test 404 gus #den :*')
    await bert.script('> TOPIC #den :mine', '= :irc.test 482 bert #den :*')
    await anna.script('> MODE #den -nt', '< * MODE #den -nt')
    await gus.script('> PRIVMSG #den :hello inside')
    await bert.script('< :gus!* PRIVMSG #den :hello inside', '> TOPIC #den :mine', '< :bert!* TOPIC #den :mine')
  })

  test('m and M silence those without a voice, M only guests, and 404 says why', async () => {
    const gus = await house.enter('gus')
    await gus.script('> JOIN #den', '< * 366 *')
    await anna.script('> MODE #den +M', '< * MODE #den +M')
    await gus.script('> PRIVMSG #den :hi', '< :irc.test 404 gus #den :*account*')
    await bert.send('PRIVMSG #den :I have one')
    await gus.expect('* PRIVMSG #den :I have one')
    await anna.script('> MODE #den -M+m', '< * MODE #den -M+m')
    await bert.script('> PRIVMSG #den :hi', '< :irc.test 404 bert #den :*voice*')
    await anna.script('> MODE #den +v gus', '< * MODE #den +v gus')
    await gus.script('> PRIVMSG #den :now I can')
    await bert.expect('* PRIVMSG #den :now I can')
  })

  test('U puts what may not be said before the operators', async () => {
    await anna.script('> MODE #den +mU', '< * MODE #den +mU')
    const gus = await house.enter('gus')
    await gus.script('> JOIN #den', '< * 366 *')
    await bert.send('PRIVMSG #den :may I?')
    await anna.expect(':bert!* PRIVMSG %#den :may I?')
    expect((await settled(gus)).filter((line) => line.includes('PRIVMSG'))).toEqual([])
    expect((await settled(bert)).filter((line) => line.includes('404'))).toEqual([])
  })

  test('@#channel is heard from that prefix upward alone', async () => {
    const gus = await house.enter('gus')
    await gus.script('> JOIN #den', '< * 366 *')
    await anna.script('> MODE #den +v bert', '< * +v bert')
    await gus.script('> PRIVMSG @#den :for operators', '> NOTICE +#den :for those with a voice')
    await anna.script('< :gus!* PRIVMSG @#den :for operators', '= :gus!* NOTICE +#den :for those with a voice')
    await bert.script('< * MODE #den +v bert', '= :gus!* NOTICE +#den :for those with a voice')
    const outsider = await house.enter('outsider')
    await outsider.script('> PRIVMSG @#den :hi', '< :irc.test 404 outsider @#den :*')
  })

  test('u shows those without a prefix to the operators alone', async () => {
    await anna.script('> MODE #den +u', '< * MODE #den +u')
    await bert.expect('* MODE #den +u')
    const gus = await house.enter('gus')
    await gus.script('> JOIN #den', '= :gus!* JOIN #den', '= * 353 gus = #den :@anna gus')
    await anna.expect(':gus!* JOIN #den')
    await gus.script('> PART #den', '< :gus!* PART #den')
    await anna.expect(':gus!* PART #den')
    await gus.script('> JOIN #den', '< * 366 *', '> NICK gustav', '< * NICK gustav', '> QUIT :bye')
    await anna.script('< :gus!* NICK gustav', '< :gustav!* QUIT :Quit: bye')
    expect(await settled(bert)).toEqual([])
  })

  test('C keeps CTCP out, but for /me; without it programs hear it, and no history keeps it', async () => {
    await anna.script('> PRIVMSG #den :\x01VERSION\x01')
    await bert.script('= :anna!* PRIVMSG #den :\x01VERSION\x01', '> NOTICE #den :\x01VERSION x\x01')
    await anna.script('< :bert!* NOTICE #den :\x01VERSION x\x01', '> MODE #den +C', '< * MODE #den +C')
    await anna.script('> PRIVMSG #den :\x01VERSION\x01', '= :irc.test 404 anna #den :*CTCP*')
    anna.send('PRIVMSG #den :\x01ACTION waves\x01')
    await bert.script('< * MODE #den +C', '= :anna!* PRIVMSG #den :\x01ACTION waves\x01')
  })

  test('s hides the channel from LIST, WHOIS and NAMES of those outside', async () => {
    await anna.script('> MODE #den +s', '< * MODE #den +s')
    const gus = await house.enter('gus')
    gus.send('LIST', 'WHOIS anna', 'NAMES #den')
    const lines = await settled(gus)
    expect(lines.filter((line) => line.includes('#den'))).toEqual([':irc.test 366 gus #den :End of /NAMES list.'])
    await bert.script('> WHOIS anna', '< * 319 bert anna :*#den*')
  })
})
