import { once } from 'node:events'
import { Client } from 'irc-framework'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type IrcHouse, openIrcHouse, passwordOf } from '../testing/irc-house.ts'

let house: IrcHouse
const clients: Client[] = []

beforeAll(async () => {
  house = await openIrcHouse()
  for (const name of ['anna', 'olga']) await house.addAccount(name)
})
afterAll(async () => {
  for (const client of clients) client.quit('done')
  await house.close()
})

const connect = async (nick: string, account?: { account: string; password: string }): Promise<Client> => {
  const client = new Client()
  clients.push(client)
  const options = {
    host: '127.0.0.1',
    port: house.gateway.port,
    nick,
    username: nick,
    gecos: nick,
    auto_reconnect: false,
  }
  client.connect({ ...options, enable_echomessage: true, ...(account === undefined ? {} : { account }) })
  await once(client, 'registered')
  return client
}

test('irc-framework logs in by SASL, joins, talks, hears, asks and leaves', async () => {
  const anna = await connect('whatever', { account: 'anna', password: passwordOf('anna') })
  const gus = await connect('gus')
  expect(anna.user.nick).toBe('anna')
  expect(anna.network.name).toBe('Samband')
  expect(anna.network.supports('CASEMAPPING')).toBe('ascii')
  expect(anna.network.cap.enabled).toEqual(expect.arrayContaining(['server-time', 'message-tags', 'echo-message']))

  const lobby = anna.channel('#lobby')
  const listed = once(anna, 'userlist')
  lobby.join()
  expect((await listed)[0]).toMatchObject({ channel: '#lobby', users: [{ nick: 'anna' }] })
  const joined = once(anna, 'join')
  gus.join('#lobby')
  expect((await joined)[0]).toMatchObject({ nick: 'gus', channel: '#lobby', account: false, gecos: 'gus' })

  const [heard, echoed] = [once(gus, 'privmsg'), once(anna, 'privmsg')]
  lobby.say('hello å')
  const [message] = await heard
  expect(message).toMatchObject({ nick: 'anna', hostname: 'user/anna', target: '#lobby', message: 'hello å' })
  expect(message.tags).toMatchObject({ account: 'anna', msgid: (await echoed)[0].tags.msgid })
  expect(Math.abs(Date.now() - message.time)).toBeLessThan(60_000)

  const waved = once(anna, 'action')
  gus.action('#lobby', 'waves')
  expect((await waved)[0]).toMatchObject({ nick: 'gus', message: 'waves' })
  const noticed = once(anna, 'notice')
  gus.notice('anna', 'psst')
  expect((await noticed)[0]).toMatchObject({ nick: 'gus', target: 'anna', message: 'psst' })

  const whois = await new Promise((resolve) => gus.whois('anna', resolve))
  expect(whois).toMatchObject({ nick: 'anna', account: 'anna', hostname: 'user/anna', server: 'irc.test' })
  const who = await new Promise((resolve) => gus.who('#lobby', resolve))
  expect(who).toMatchObject({ target: '#lobby', users: [{ nick: 'anna' }, { nick: 'gus' }] })

  const left = once(anna, 'quit')
  gus.quit('bye')
  expect((await left)[0]).toMatchObject({ nick: 'gus', message: 'Quit: bye' })
})

test('irc-framework learns that its password was wrong', async () => {
  const client = new Client()
  clients.push(client)
  const account = { account: 'anna', password: 'wrong' }
  const options = { host: '127.0.0.1', port: house.gateway.port, nick: 'x1', auto_reconnect: false }
  client.connect({ ...options, account })
  const [failure] = await once(client, 'sasl failed')
  expect(failure).toMatchObject({ reason: 'fail' })
})

test('irc-framework asks for history in a batch, hears its own lines by echo, and its labels come back', async () => {
  const client = new Client()
  clients.push(client)
  client.requestCap(['draft/chathistory', 'labeled-response', 'draft/event-playback'])
  const account = { account: 'anna', password: passwordOf('anna') }
  const options = { host: '127.0.0.1', port: house.gateway.port, nick: 'x2', auto_reconnect: false }
  client.connect({ ...options, enable_echomessage: true, account })
  await once(client, 'registered')
  expect(client.network.cap.enabled).toEqual(expect.arrayContaining(['batch', 'draft/chathistory', 'labeled-response']))
  const listed = once(client, 'userlist')
  client.join('#framework')
  await listed
  const labelled = once(client, 'privmsg')
  client.raw('@label=abc PRIVMSG #framework :first')
  expect((await labelled)[0]).toMatchObject({ message: 'first', tags: { label: 'abc' } })
  const echoed = once(client, 'privmsg')
  client.say('#framework', 'second')
  const { msgid } = (await echoed)[0].tags as { msgid: string }
  const batch = once(client, 'batch end chathistory')
  client.raw(`CHATHISTORY BEFORE #framework msgid=${msgid} 5`)
  const [{ params, commands }] = await batch
  expect(params).toEqual(['#framework'])
  const spoken = commands.filter((each: { command: string }) => each.command === 'PRIVMSG')
  expect(spoken.map((each: { params: string[] }) => each.params)).toEqual([['#framework', 'first']])
})

test('irc-framework ops, kicks and bans, and is given what it missed when it comes back', async () => {
  const olga = await connect('whatever', { account: 'olga', password: passwordOf('olga') })
  const gus = await connect('gus2')
  const founded = once(olga, 'userlist')
  olga.join('#order')
  await founded
  const came = once(olga, 'join')
  gus.join('#order')
  await came
  const opped = once(gus, 'mode')
  olga.mode('#order', '+o', 'gus2')
  expect((await opped)[0]).toMatchObject({ target: '#order', nick: 'olga', modes: [{ mode: '+o', param: 'gus2' }] })
  const deopped = once(gus, 'mode')
  olga.mode('#order', '-o', 'gus2')
  await deopped
  const kicked = once(gus, 'kick')
  olga.ban('#order', 'gus2!*@*')
  olga.raw('KICK #order gus2 :enough')
  expect((await kicked)[0]).toMatchObject({ kicked: 'gus2', nick: 'olga', channel: '#order', message: 'enough' })
  const refused = once(gus, 'irc error')
  gus.join('#order')
  expect((await refused)[0]).toMatchObject({ error: 'banned_from_channel', channel: '#order' })
  const banlist = await new Promise<{ readonly bans: readonly unknown[] }>((resolve) => olga.banlist('#order', resolve))
  expect(banlist.bans).toMatchObject([{ banned: 'gus2!*@*', banned_by: 'olga' }])
  const unbanned = once(olga, 'mode')
  olga.unban('#order', 'gus2!*@*')
  await unbanned
  const again = once(olga, 'join')
  gus.join('#order')
  await again

  const gone = once(gus, 'quit')
  olga.quit('away')
  await gone
  gus.say('#order', 'said meanwhile')
  const back = await connect('whatever', { account: 'olga', password: passwordOf('olga') })
  const missed = once(back, 'privmsg')
  back.join('#order')
  const [line] = await missed
  expect(line).toMatchObject({ nick: 'gus2', target: '#order', message: 'said meanwhile' })
  expect(line.time).toBeLessThanOrEqual(Date.now())
})
