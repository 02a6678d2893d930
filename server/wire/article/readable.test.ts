import { describe, expect, test } from 'vitest'
import { readableBody } from './readable.ts'

const read = (header: readonly string[], body: string | readonly string[]) =>
  readableBody(
    Buffer.from(`${header.join('\r\n')}\r\n\r\n${typeof body === 'string' ? body : body.join('\r\n')}`, 'latin1'),
  )

describe('plain text', () => {
  test.each([
    ['utf-8', 'bl\xc3\xa5b\xc3\xa6r', 'blåbær\n'],
    ['iso-8859-1', 'bl\xe5b\xe6r \x93so\x94', 'blåbær “so”\n'],
    ['us-ascii', 'bl\xe5b\xe6r', 'blåbær\n'],
    ['us-ascii', 'bl\xc3\xa5', 'blå\n'],
    ['koi8-r', '\xf0\xd2\xc9\xd7\xc5\xd4', 'Привет\n'],
    ['no-such-charset', 'bl\xc3\xa5', 'blå\n'],
    ['utf-7', '+ADw-script+AD4-', '+ADw-script+AD4-\n'],
  ])('in %s is decoded', async (charset, body, text) => {
    expect((await read([`Content-Type: text/plain; charset=${charset}`], body)).text).toBe(text)
  })

  test('without any MIME is guessed', async () => {
    expect((await read(['From: a@b'], 'bl\xe5b\xe6r\r\n')).text).toBe('blåbær\n')
    expect((await read(['From: a@b'], 'bl\xc3\xa5b\xc3\xa6r\r\n\r\n\r\n')).text).toBe('blåbær\n')
  })

  test('in quoted-printable and base64 is decoded', async () => {
    const type = 'Content-Type: text/plain; charset=iso-8859-1'
    expect((await read([type, 'Content-Transfer-Encoding: quoted-printable'], 'bl=E5b=\r\n=E6r')).text).toBe('blåbær\n')
    expect((await read([type, 'Content-Transfer-Encoding: base64'], 'YmzlYuZy')).text).toBe('blåbær\n')
  })

  test('that is flowed comes with its paragraphs joined, quotes and signature kept (RFC 3676)', async () => {
    const body = ['> quoted words that ', '> go on', 'A paragraph ', 'that goes on.', '', '-- ', 'Grace']
    const { text } = await read(['Content-Type: text/plain; charset=utf-8; format=flowed'], body)
    expect(text).toBe('> quoted words that go on\nA paragraph that goes on.\n\n-- \nGrace\n')
  })
})

describe('MIME', () => {
  const mixed = (parts: readonly string[]) =>
    read(
      ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=B'],
      [...parts.map((part) => `--B\r\n${part}`), '--B--', ''].join('\r\n'),
    )

  test('text is shown, the rest is named with its size', async () => {
    const { text, attachments } = await mixed([
      'Content-Type: text/plain; charset=utf-8\r\n\r\nSee below.',
      'Content-Type: image/gif; name="cat.gif"\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lGODlh',
    ])
    expect(text).toBe('See below.\n')
    expect(attachments).toEqual([{ name: 'cat.gif', type: 'image/gif', octets: 6 }])
  })

  test('HTML alone becomes text', async () => {
    const html = '<html><body><p>Hello <b>there</b></p><script>alert(1)</script><p>Second</p></body></html>'
    const { text } = await read(['MIME-Version: 1.0', 'Content-Type: text/html; charset=utf-8'], html)
    expect(text).toContain('Hello there')
    expect(text).toContain('Second')
    expect(text).not.toContain('<')
    expect(text).not.toContain('alert')
  })

  test('the plain one of two alternatives is taken', async () => {
    const { text } = await read(
      ['MIME-Version: 1.0', 'Content-Type: multipart/alternative; boundary=B'],
      '--B\r\nContent-Type: text/plain\r\n\r\nplain\r\n--B\r\nContent-Type: text/html\r\n\r\n<p>rich</p>\r\n--B--\r\n',
    )
    expect(text.trim()).toBe('plain')
  })
})

test('an article that calls itself something strange is still shown', async () => {
  expect((await read(['Content-Type: text/enriched'], '<bold>hi</bold>')).text).toBe('<bold>hi</bold>\n')
  expect((await read(['Content-Type: multipart/mixed'], 'no boundary anywhere')).text).toBe('no boundary anywhere\n')
  expect((await read(['Content-Type: ;;;'], 'hi')).text).toBe('hi\n')
})

describe('hostile MIME ends soon and harms nobody', () => {
  const timed = async (act: () => ReturnType<typeof readableBody>) => {
    const started = performance.now()
    const body = await act()
    expect(performance.now() - started).toBeLessThan(2000)
    return body
  }

  test('a thousand parts', async () => {
    const parts = '--B\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(1000)
    const { text } = await timed(() => read(['Content-Type: multipart/mixed; boundary=B'], `${parts}--B--`))
    expect(text).toContain('Content-Type: text/plain')
  })

  test('parts within parts within parts', async () => {
    let body = 'Content-Type: text/plain\r\n\r\ndeep'
    for (let level = 0; level < 500; level += 1) {
      body = `Content-Type: multipart/mixed; boundary=B${level}\r\n\r\n--B${level}\r\n${body}\r\n--B${level}--`
    }
    const { text } = await timed(() => readableBody(Buffer.from(body)))
    expect(text).toContain('deep')
  })

  test('a megabyte of nested HTML', async () => {
    const { text } = await timed(() =>
      read(['Content-Type: text/html'], `${'<div><b>'.repeat(60_000)}word${'</b></div>'.repeat(60_000)}`),
    )
    expect(text).toContain('word')
  })

  test('a megabyte of text is cut, and says so', async () => {
    const { text } = await timed(() => read(['From: a@b'], 'x'.repeat(1_000_000)))
    expect(text.length).toBeLessThan(600_000)
    expect(text).toContain('as much as is shown')
  })
})
