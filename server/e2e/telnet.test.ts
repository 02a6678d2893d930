import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { randomOf } from '../testing/random.ts'
import { type ClientAbilities, dialTelnet, type TelnetClient } from '../testing/telnet-client.ts'
import { openWorld, passwordOf, type World } from '../testing/world.ts'
import { OPTION } from '../wire/telnet/codes.ts'

let world: World

beforeEach(async () => {
  world = await openWorld()
  await world.addAccount('ada')
  await world.addAccount('grace')
})

afterEach(() => world.close())

const dial = (abilities: ClientAbilities = {}): Promise<TelnetClient> => dialTelnet(world.port('telnet'), abilities)

/** In the coat room. */
const signedIn = async (abilities: ClientAbilities = {}, name = 'ada'): Promise<TelnetClient> => {
  const client = await dial(abilities)
  await client.expect('Your name: ')
  client.type(`connect ${name} ${passwordOf(name)}`)
  await client.expect('Exits: out')
  return client
}

test('somebody connects, walks out of the coat room, talks, and hears IRC answer', async () => {
  const client = await dial()
  await client.expect('Your name: ')
  client.type(`connect ada ${passwordOf('ada')}`)
  await client.expect('The coat room')
  client.type('out')
  await client.expect('The foyer')
  client.type('"hello')
  await client.expect('You say, "hello"')
  const wire = await world.core.sessions.open({ face: 'irc', address: '127.0.0.1', secure: false })
  await world.core.sessions.enterAsGuest({ session: wire, nick: 'wiz' })
  await world.core.channels.join({ session: wire, channel: '#lobby' })
  await world.core.channels.say({ session: wire, channel: '#lobby', text: 'terve' })
  await client.expect('wiz says, "terve"')
  client.type('quit')
  await client.expect('Goodbye')
})

test('a new caller is led by the hand, and the password is not echoed', async () => {
  const client = await dial()
  await client.expect('Your name: ')
  client.type('create')
  await client.expect('A name for yourself: ')
  client.type('hedy')
  await client.expect('A password')
  client.type('correct horse')
  await client.expect('The coat room')
  expect(client.text).not.toContain('correct horse')
})

test('a wrong password is answered kindly, and the fifth ends the call', async () => {
  const client = await dial()
  await client.expect('Your name: ')
  for (let attempt = 0; attempt < 5; attempt += 1) client.type('connect ada wrong-password')
  await once(client.socket, 'close')
  expect(client.text).toContain('do not fit together')
})

test('storms of options, half subnegotiations and long lines end nobody else’s call', async () => {
  const [victim, storm] = [await dial(), await dial()]
  storm.socket.write(Buffer.concat(Array.from({ length: 5000 }, (_, at) => Buffer.from([255, 251, at % 256]))))
  storm.socket.write(Buffer.from([255, 250, 201]))
  storm.socket.write(Buffer.alloc(65_536, 65))
  storm.socket.write(Buffer.from([255, 240]))
  storm.socket.write(Buffer.concat([Buffer.alloc(65_536, 66), Buffer.from('\r\n')]))
  storm.socket.write(Buffer.from([104, 255, 255, 105, 13, 10]))
  await storm.expect('too long')
  victim.type(`connect ada ${passwordOf('ada')}`)
  await victim.expect('The coat room')
})

test('a client with GMCP is told where it is, what it carries, who speaks, and that there is no way there', async () => {
  const client = await signedIn({ takes: [OPTION.gmcp] })
  client.say('Core.Hello', { client: 'test', version: '1' })
  expect(await client.told('Core.Hello')).toMatchObject({ server: 'Samband', packages: { Room: 1, 'Char.Items': 1 } })
  expect(await client.told('Char.Name')).toEqual({ name: 'ada', fullname: 'ada' })
  expect(await client.told('Char.Status')).toMatchObject({ name: 'ada', score: 5 })
  expect(await client.told('Char.Items.List', (data) => (data as Items).location === 'inv')).toMatchObject({
    items: [],
  })
  const coats = (await client.told('Room.Info')) as RoomInfo
  expect(Number.isInteger(coats.num)).toBe(true)
  client.type('out')
  const foyer = (await client.told('Room.Info', (data) => (data as RoomInfo).num === coats.exits['out'])) as RoomInfo
  expect(foyer).toMatchObject({ name: 'The foyer', area: 'museum', coords: { x: 0, y: 0, z: 0 }, channel: '#lobby' })
  client.type('go sideways')
  expect(await client.told('Room.WrongDir')).toBe('sideways')
  client.type('"hello')
  expect(await client.told('Comm.Channel.Text')).toEqual({ channel: '#lobby', talker: 'ada', text: 'hello' })
  expect(await client.told('Comm.Channel.List')).toMatchObject([{ name: '#lobby' }])
  for (const way of ['north', 'west', 'west']) client.type(way)
  client.type('take stamp')
  const { item } = (await client.told('Char.Items.Add', (data) => (data as Items).location === 'inv')) as Added
  expect(item.name).toBe('a rubber stamp')
  client.type('drop stamp')
  expect(await client.told('Char.Items.Remove', (data) => (data as Items).location === 'inv')).toMatchObject({ item })
  client.type('quit')
  await client.told('Core.Goodbye')
})

interface RoomInfo {
  readonly num: number
  readonly exits: Readonly<Record<string, number>>
}

interface Added {
  readonly item: { readonly name: string }
}

interface Items {
  readonly location: string
}

test('a client that names its packages gets those alone', async () => {
  const client = await dial({ takes: [OPTION.gmcp] })
  await client.expect('Your name: ')
  client.say('Core.Supports.Set', ['Char 1', 'Room 1'])
  client.say('Core.Supports.Remove', ['Room'])
  client.type(`connect ada ${passwordOf('ada')}`)
  await client.told('Char.Items.List')
  client.type('out')
  await client.expect('High windows')
  expect(client.gmcp.filter(({ name }) => name.startsWith('Room.'))).toEqual([])
})

test('a client that unpacks gets the same text in fewer octets', async () => {
  const [plain, packing] = [await signedIn(), await signedIn({ takes: [OPTION.mccp2] }, 'grace')]
  for (const client of [plain, packing]) {
    client.type('out')
    await client.expect('1971 and walks')
    client.type('look')
    client.type('quit')
    await client.expect('Goodbye')
  }
  expect(packing.received).toBeLessThan(plain.received * 0.8)
})

test('somebody who listens to a screen reader gets neither colours nor rows of their own', async () => {
  const abilities = { has: [OPTION.terminalType], types: ['TINTIN++', 'xterm-256color', 'MTTS 335'] }
  const reader = await signedIn(abilities)
  reader.type('out')
  await reader.expect('Exits: ')
  expect(reader.text).not.toContain('\u001b')
  const seer = await signedIn({ ...abilities, types: ['TINTIN++', 'xterm-256color', 'MTTS 271'] }, 'grace')
  seer.type('look')
  await seer.until(() => seer.text.includes('\u001b[1;33m'), 'a coloured title')
})

test('rows are as wide as the window, and prompts end with their mark', async () => {
  const client = await dial({ has: [OPTION.windowSize], takes: [OPTION.endOfRecord], size: { columns: 40, rows: 20 } })
  await client.expect('Your name: \u2190')
  client.type(`connect ada ${passwordOf('ada')}`)
  await client.expect('> \u2190')
  const rows = client.text.slice(client.text.indexOf('The coat room')).split('\r\n')
  expect(Math.max(...rows.map((row) => row.length))).toBeLessThan(40)
  expect(rows.length).toBeGreaterThan(5)
})

test('a client without UTF-8 gets letters that it has, and is understood', async () => {
  const client = await dial({ takes: [OPTION.charset], charset: '\x02ISO-8859-1' })
  client.encoding = 'latin1'
  await client.expect('Your name: ')
  client.type(`connect ada ${passwordOf('ada')}`)
  await client.expect('Exits: out')
  client.type('out')
  await client.expect('A café lies')
  client.type('say blåbærsyltetøy')
  await client.expect('"blåbærsyltetøy"')
  const old = await dial({
    has: [OPTION.terminalType],
    types: ['OLD', 'MTTS 1'],
    takes: [OPTION.charset],
    charset: '\x03',
  })
  old.type(`connect grace ${passwordOf('grace')}`)
  await old.expect('Exits: out')
  old.type('out')
  await old.expect('A cafe lies')
})

test('the password prompt tells the client not to show what is typed', async () => {
  const client = await dial({ takes: [OPTION.echo] })
  await client.expect('Your name: ')
  client.type('ada')
  await client.expect('Password: ')
  client.type(passwordOf('ada'))
  await client.expect('Exits: out')
  const echo = client.events.filter((each) => each.is === 'option' && each.option === OPTION.echo)
  expect(echo.map((each) => each.is === 'option' && each.verb)).toEqual(['will', 'wont'])
})

test('crawlers read the state of the server, as telnet option and in clear text', async () => {
  const client = await dial({ takes: [OPTION.mssp] })
  await client.until(
    () => client.events.some((each) => each.is === 'subnegotiation' && each.option === OPTION.mssp),
    'MSSP',
  )
  client.type('MSSP-REQUEST')
  await client.expect('MSSP-REPLY-END')
  expect(client.text).toContain('NAME\tSamband\r\nPLAYERS\t0\r\n')
})

test('whoever would rather read Norwegian says so at the door', async () => {
  const client = await dial()
  await client.expect('Your name: ')
  client.type('norsk')
  await client.expect('Navnet ditt: ')
  client.type('gjest')
  await client.expect('Garderoben')
})

test('ten thousand octets at random, cut at random, end no call and nobody is kept from walking', async () => {
  const random = randomOf(20_260_101)
  const storm = await dial()
  const likely = [255, 250, 240, 251, 252, 253, 254, 24, 31, 42, 86, 201, 13, 10, 0, 27, 65]
  for (let sent = 0; sent < 10_000; ) {
    const octets = Array.from({ length: 1 + Math.floor(random() * 60) }, () => {
      const at = Math.floor(random() * likely.length * 2)
      return likely[at] ?? Math.floor(random() * 256)
    })
    if (storm.socket.destroyed) break
    storm.send(...octets)
    sent += octets.length
  }
  const walker = await signedIn()
  walker.type('out')
  await walker.expect('High windows')
})

test('programs walk over WebSocket: text in binary frames, GMCP in text frames', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${world.port('web')}/mud`, 'gmcp.mudstandards.org')
  let text = ''
  const gmcp: string[] = []
  socket.on('message', (data, isBinary) => {
    if (isBinary) text += String(data)
    else gmcp.push(String(data))
  })
  const until = async (isTrue: () => boolean): Promise<void> => {
    for (let turn = 0; turn < 500 && !isTrue(); turn += 1) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(isTrue(), `${text}\n${gmcp.join('\n')}`).toBe(true)
  }
  await once(socket, 'open')
  await until(() => text.includes('Your name: '))
  socket.send(Buffer.from(`connect ada ${passwordOf('ada')}`))
  await until(() => gmcp.some((each) => each.startsWith('Room.Info ') && each.includes('The coat room')))
  socket.send('Core.Ping')
  await until(() => gmcp.includes('Core.Ping ""'))
  socket.send(Buffer.from('quit'))
  await once(socket, 'close')
  expect(text).toContain('Goodbye')
})
