import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWorld, passwordOf, type World } from '../testing/world.ts'

let world: World

beforeEach(async () => {
  world = await openWorld()
  await world.addAccount('ada')
})

afterEach(() => world.close())

/** A client that refuses every option, as a plain one does; `text` is what a person reads. */
class PlainClient {
  readonly socket: Socket
  text = ''

  constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (octets: Buffer) => {
      this.text += octets
        .toString('latin1')
        .replace(/\xff[\xfb-\xfe]./gs, '')
        .replace(/\xff[\xf9\xef]/g, '')
    })
    socket.on('error', () => {})
  }

  type(line: string): void {
    this.socket.write(`${line}\r\n`)
  }

  async expect(text: string): Promise<void> {
    const end = Date.now() + 5000
    while (!this.text.includes(text)) {
      if (Date.now() > end) throw new Error(`waited in vain for ${text}:\n${this.text}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}

const dial = async (): Promise<PlainClient> => {
  const socket = connect(world.port('telnet'), '127.0.0.1')
  await once(socket, 'connect')
  return new PlainClient(socket)
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
  client.type('grace')
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
