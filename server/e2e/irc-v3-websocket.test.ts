import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openConversation } from '../testing/conversation.ts'
import { openWorld, type World } from '../testing/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

class LineSocket {
  readonly socket: WebSocket
  readonly lines: { readonly text: string; readonly isBinary: boolean }[] = []
  #wake = () => {}

  constructor(protocols: string[], options: { path?: string; origin?: string } = {}) {
    const port = world.port('web')
    const { path = '/irc', origin = `http://127.0.0.1:${port}` } = options
    this.socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, { origin })
    this.socket.on('message', (data, isBinary) => {
      this.lines.push({ text: data.toString(), isBinary })
      this.#wake()
    })
  }

  send(...lines: string[]): void {
    for (const line of lines) this.socket.send(line)
  }

  async expect(wanted: RegExp): Promise<{ readonly text: string; readonly isBinary: boolean }> {
    const deadline = Date.now() + 5000
    for (;;) {
      const found = this.lines.find(({ text }) => wanted.test(text))
      if (found !== undefined) return found
      if (Date.now() > deadline) throw new Error(`never came: ${wanted}; ${JSON.stringify(this.lines)}`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        setTimeout(resolve, 200)
      })
    }
  }
}

describe('IRC over WebSocket', () => {
  test.each([
    ['text.ircv3.net', false],
    ['binary.ircv3.net', true],
  ])('%s: each message is one line without its end', async (protocol, isBinary) => {
    const web = new LineSocket([protocol])
    await once(web.socket, 'open')
    expect(web.socket.protocol).toBe(protocol)
    web.send('NICK wendy', 'USER w 0 * :w\r\n')
    const welcome = await web.expect(/ 001 wendy /)
    expect(welcome.isBinary).toBe(isBinary)
    expect(web.lines.every(({ text }) => !/[\r\n]/.test(text))).toBe(true)
    const plain = await openConversation({ port: world.port('irc') })
    await plain.script('> NICK paul', '> USER p 0 * :p', '< * 376 *', '> JOIN #lobby', '< * 366 *')
    web.send('JOIN #lobby')
    await web.expect(/ 366 wendy /)
    web.send('PRIVMSG #lobby :from the wéb')
    await plain.script('< :wendy!* JOIN #lobby', '< :wendy!* PRIVMSG #lobby :from the wéb')
    plain.send('PRIVMSG #lobby :one', 'PRIVMSG #lobby :two')
    await web.expect(/ PRIVMSG #lobby :one$/)
    await web.expect(/ PRIVMSG #lobby :two$/)
    const closed = once(web.socket, 'close')
    web.send('QUIT :bye')
    await web.expect(/^ERROR /)
    await closed
    await plain.expect(':wendy!* QUIT :Quit: bye')
    await plain.close()
  })

  test('of several subprotocols the first that is spoken is taken', async () => {
    const web = new LineSocket(['other', 'binary.ircv3.net', 'text.ircv3.net'])
    await once(web.socket, 'open')
    expect(web.socket.protocol).toBe('binary.ircv3.net')
    web.socket.terminate()
  })

  test('a page from elsewhere is not let in, and other paths are not there', async () => {
    for (const [options, status] of [
      [{ origin: 'https://evil.example' }, 403],
      [{ path: '/irc2' }, 404],
    ] as const) {
      const web = new LineSocket(['text.ircv3.net'], options)
      const [, response] = await once(web.socket, 'unexpected-response')
      expect(response.statusCode).toBe(status)
      web.socket.on('error', () => {})
      web.socket.terminate()
    }
  })

  test('who goes away without a word is gone for the others too; a message that is too big ends the connection', async () => {
    const plain = await openConversation({ port: world.port('irc') })
    await plain.script('> NICK paul', '> USER p 0 * :p', '< * 376 *', '> JOIN #lobby', '< * 366 *')
    const web = new LineSocket(['text.ircv3.net'])
    await once(web.socket, 'open')
    web.send('NICK wendy', 'USER w 0 * :w', 'JOIN #lobby')
    await plain.expect(':wendy!* JOIN #lobby')
    web.socket.terminate()
    await plain.expect(':wendy!* QUIT *')
    const big = new LineSocket(['text.ircv3.net'])
    await once(big.socket, 'open')
    big.send(`PING ${'x'.repeat(9000)}`)
    const [code] = await once(big.socket, 'close')
    expect(code).toBe(1009)
    await plain.close()
  })

  test('when the house closes, it says so', async () => {
    const web = new LineSocket(['text.ircv3.net'])
    await once(web.socket, 'open')
    web.send('NICK wendy', 'USER w 0 * :w')
    await web.expect(/ 001 wendy /)
    const closed = once(web.socket, 'close')
    await world.close()
    await closed
    expect(web.lines.at(-1)?.text).toMatch(/^ERROR :Closing link/)
    world = await openWorld()
  })
})
