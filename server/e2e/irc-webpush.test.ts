import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeVapidKeys } from '../gateways/irc/push/courier.ts'
import { type Conversation, openConversation } from '../testing/conversation.ts'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'
import { openPushService, type PushService } from '../testing/push-service.ts'
import { openWorld, passwordOf } from '../testing/world.ts'

const CAPS = 'soju.im/webpush server-time message-tags echo-message draft/read-marker draft/pre-away'
const keys = makeVapidKeys()

let service: PushService
let house: IrcHouse
beforeEach(async () => {
  service = await openPushService()
  house = await openIrcHouse({
    settings: { LIMITS_THROTTLE: 'false' },
    gateway: { push: { keys, subject: 'mailto:postmaster@irc.test', loopback: { ca: service.ca } } },
  })
  for (const name of ['anna', 'bert']) await house.addAccount(name)
})
afterEach(async () => {
  await house.close()
  await service.close()
})

/** anna, who is always on in #tea, has asked for pushes and is gone; bert, who is there. */
const leaveAnna = async (path = '/anna', caps = CAPS): Promise<Conversation> => {
  const anna = await house.enter('anna', { account: 'anna', caps })
  await anna.script('> NS SET always-on on', '< *:NickServ!* NOTICE *', '> JOIN #tea', '< * 366 *')
  await register(anna, path)
  await anna.script('> QUIT', '< ERROR *')
  await anna.ended()
  const bert = await house.enter('bert', { account: 'bert', caps: CAPS })
  await bert.script('> JOIN #tea', '< * 366 *')
  return bert
}

const register = async (irc: Conversation, path: string): Promise<void> =>
  irc.script(
    `> WEBPUSH REGISTER ${service.endpoint(path)} ${service.keys}`,
    `< :irc.test WEBPUSH REGISTER ${service.endpoint(path)}`,
  )

test('somebody who is gone is told of private lines, mentions and invitations, and of nothing else', async () => {
  const bert = await leaveAnna()
  bert.send('PRIVMSG #tea :nobody in particular', 'PRIVMSG #tea :Anna: the kettle is on', 'PRIVMSG anna :psst')
  const mention = await service.next()
  const msgid = /msgid=([^; ]+)/.exec(await bert.expect('* PRIVMSG #tea :Anna: the kettle is on'))?.[1]
  expect(mention.text).toMatch(/^@time=[^;]+;msgid=\S+ :bert!~u@user\/bert PRIVMSG #tea :Anna: the kettle is on$/)
  expect(mention.text).toContain(`msgid=${msgid}`)
  expect(mention).toMatchObject({ path: '/anna', key: keys.publicKey })
  expect(mention.claims).toMatchObject({
    aud: new URL(service.endpoint('/')).origin,
    sub: 'mailto:postmaster@irc.test',
  })
  expect(mention.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'high' })
  expect((await service.next()).text).toMatch(/ :bert!~u@user\/bert PRIVMSG anna :psst$/)
  await bert.script('> JOIN #den', '< * 366 *', '> INVITE anna #den', '< * 341 *')
  expect((await service.next()).text).toMatch(/ :bert!~u@user\/bert INVITE anna #den$/)
  await bert.script(
    '> PRIVMSG bert :anna, to myself',
    '> NS HELP',
    '< *',
    '> PRIVMSG anna :last',
    '< * PRIVMSG anna :last',
  )
  expect((await service.next()).text).toMatch(/PRIVMSG anna :last$/)
})

test('whoever sits there is not told; whoever is away is, and what was read elsewhere is taken from the screen', async () => {
  const anna = await house.enter('anna', { account: 'anna', caps: CAPS })
  const bert = await house.enter('bert', { account: 'bert', caps: CAPS })
  await register(anna, '/phone')
  await bert.script('> PRIVMSG anna :there?', '< * PRIVMSG anna :there?')
  await anna.script('< * PRIVMSG anna :there?', '> AWAY *', '< * 306 *')
  await bert.script('> PRIVMSG anna :and now?', '< * PRIVMSG anna :and now?')
  expect((await service.next()).text).toMatch(/PRIVMSG anna :and now\?$/)
  await anna.script('> AWAY', '< * 305 *')
  anna.send('MARKREAD bert timestamp=2099-01-01T00:00:00.000Z')
  expect((await service.next()).text).toMatch(/:irc\.test MARKREAD bert timestamp=2099-01-01T00:00:00\.000Z$/)
  // Read once is read.
  anna.send('MARKREAD bert timestamp=2099-01-02T00:00:00.000Z')
  await anna.expect('* MARKREAD bert timestamp=2099-01-02*')
  expect(service.requests).toBe(2)
})

test('lines come as the client had negotiated them, the first of several and without tags that are only for fun', async () => {
  const bert = await leaveAnna('/plain', 'draft/webpush')
  await bert.script('> @+typing=active PRIVMSG anna :bare', '< * PRIVMSG anna :bare')
  expect((await service.next()).text).toBe(':bert!~u@user/bert PRIVMSG anna :bare')
})

test('an endpoint that is gone is forgotten, one that fails is kept, and a redirect is followed nowhere', async () => {
  const bert = await leaveAnna()
  for (const [status, requests] of [
    [302, 1],
    [500, 2],
    [410, 3],
  ] as const) {
    service.status = status
    await bert.script(`> PRIVMSG anna :${status}`, `< * PRIVMSG anna :${status}`)
    await expect.poll(() => service.requests).toBe(requests)
  }
  await expect
    .poll(() => house.house.store.reader<{ n: number }>('SELECT count(*) AS n FROM push_subscription').get()?.n)
    .toBe(0)
  service.status = 201
  await bert.script('> PRIVMSG anna :more', '< * PRIVMSG anna :more', '> PING x', '< * PONG *')
  expect(service.requests).toBe(3)
  // Nothing of what the service said ever reaches anybody.
  expect(bert.lines.join('\n')).not.toContain('secret words')
})

test('what cannot be registered is a FAIL; taking back what is not there is silent', async () => {
  const anna = await house.enter('anna', { account: 'anna', caps: CAPS })
  const url = service.endpoint('/a')
  const [p256dh = '', auth = ''] = service.keys.split(';')
  const off = `p256dh=B${'A'.repeat(86)}`
  await anna.script(`
    > WEBPUSH
    = :irc.test FAIL WEBPUSH INVALID_PARAMS * * :*
    > WEBPUSH SUBSCRIBE ${url}
    = :irc.test FAIL WEBPUSH INVALID_PARAMS SUBSCRIBE ${url} :*
    > WEBPUSH REGISTER ${url}
    = :irc.test FAIL WEBPUSH INVALID_PARAMS REGISTER ${url} :*
    > WEBPUSH REGISTER ${url} ${p256dh}
    = :irc.test FAIL WEBPUSH INVALID_PARAMS REGISTER ${url} :*
    > WEBPUSH REGISTER ${url} ${off};${auth}
    = :irc.test FAIL WEBPUSH INVALID_PARAMS REGISTER ${url} :*
    > WEBPUSH REGISTER ${url} ${service.keys} more
    = :irc.test FAIL WEBPUSH INVALID_PARAMS REGISTER ${url} :*
    > WEBPUSH REGISTER http://push.example/a ${service.keys}
    = :irc.test FAIL WEBPUSH INVALID_PARAMS REGISTER http://push.example/a :*
    > WEBPUSH REGISTER https://me@push.example/a ${service.keys}
    = :irc.test FAIL WEBPUSH INVALID_PARAMS REGISTER https://me@push.example/a :*
    > WEBPUSH REGISTER nowhere ${service.keys}
    = :irc.test FAIL WEBPUSH INVALID_PARAMS REGISTER nowhere :*
    > WEBPUSH REGISTER https://10.0.0.1/a ${service.keys}
    = :irc.test FAIL WEBPUSH INVALID_PARAMS REGISTER https://10.0.0.1/a :*
    > WEBPUSH REGISTER https://[fe80::1]/a ${service.keys}
    = :irc.test FAIL WEBPUSH INVALID_PARAMS REGISTER https://[fe80::1]/a :*
    > WEBPUSH UNREGISTER
    = :irc.test FAIL WEBPUSH INVALID_PARAMS UNREGISTER * :*
    > WEBPUSH UNREGISTER ${url}
    = :irc.test WEBPUSH UNREGISTER ${url}
  `)
  for (let n = 0; n < 10; n += 1) await register(anna, `/${n}`)
  await register(anna, '/3')
  await anna.script(
    `> WEBPUSH REGISTER ${service.endpoint('/11')} ${service.keys}`,
    `= :irc.test FAIL WEBPUSH MAX_REGISTRATIONS REGISTER ${service.endpoint('/11')} :*`,
    `> webpush unregister ${service.endpoint('/3')}`,
    `= :irc.test WEBPUSH UNREGISTER ${service.endpoint('/3')}`,
  )
  await register(anna, '/11')
  const gus = await house.enter('gus', { caps: CAPS })
  await gus.script(
    `> WEBPUSH REGISTER ${url} ${service.keys}`,
    `= :irc.test FAIL WEBPUSH ACCOUNT_REQUIRED REGISTER ${url} :*`,
  )
})

test('no push goes to this machine or its network, whatever name it goes by', async () => {
  const careful = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  try {
    for (const name of ['anna', 'bert']) await careful.addAccount(name)
    const anna = await careful.enter('anna', { account: 'anna', caps: CAPS })
    const bert = await careful.enter('bert', { account: 'bert', caps: CAPS })
    // A name is looked up only when there is something to say.
    await anna.script(
      `> WEBPUSH REGISTER ${service.endpoint('/x')} ${service.keys}`,
      `< :irc.test WEBPUSH REGISTER ${service.endpoint('/x')}`,
      `> WEBPUSH REGISTER https://127.0.0.1:1/x ${service.keys}`,
      '< :irc.test FAIL WEBPUSH INVALID_PARAMS *',
      '> AWAY :out',
      '< * 306 *',
    )
    await bert.script('> PRIVMSG anna :hello', '< * PRIVMSG anna :hello')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(service.requests).toBe(0)
  } finally {
    await careful.close()
  }
})

test('subscriptions and the key of the house outlive the house; the key is for its owner alone', async () => {
  const stateFolder = mkdtempSync(join(tmpdir(), 'samband-push-'))
  try {
    const told = new Set<string>()
    for (const start of [1, 2]) {
      const world = await openWorld({ stateFolder })
      if (start === 1) await world.addAccount('anna')
      const anna = await openConversation({ port: world.port('irc') })
      await anna.script(`> PASS anna:${passwordOf('anna')}`, '> NICK anna', '> USER anna 0 * :anna')
      told.add(/VAPID=(\S+)/.exec(await anna.expect('* 005 * VAPID=*'))?.[1] ?? '')
      const url = 'https://push.example/'
      for (let n = 0; n < 10 && start === 1; n += 1) {
        await anna.script(`> WEBPUSH REGISTER ${url}${n} ${service.keys}`, `< * WEBPUSH REGISTER ${url}${n}`)
      }
      await anna.script(`> WEBPUSH REGISTER ${url}x ${service.keys}`, '< * FAIL WEBPUSH MAX_REGISTRATIONS *')
      await anna.close()
      await world.close()
    }
    expect(told.size).toBe(1)
    expect([...told][0]).toMatch(/^B[\w-]{86}$/)
    const file = readdirSync(stateFolder).find((name) => name.startsWith('vapid')) ?? ''
    expect(statSync(join(stateFolder, file)).mode & 0o777).toBe(0o600)
  } finally {
    rmSync(stateFolder, { recursive: true, force: true })
  }
})
