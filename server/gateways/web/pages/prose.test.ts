import { expect, test } from 'vitest'
import { dataPath } from '../../../root.ts'
import { html } from './markup.ts'
import { prose } from './prose.ts'
import { wordsFor } from './words.ts'

const words = wordsFor([dataPath()], 'en')
const drawn = (text: string): string => html`${prose(text, words)}`.source

test('a paragraph that was broken to fit a terminal flows again', () => {
  const text =
    'The modem that I have on the shelf still trains at 14400,\nand the line is as good as it ever was.\n\nBye.\n'
  expect(drawn(text)).toBe(
    '<p>The modem that I have on the shelf still trains at 14400,\nand the line is as good as it ever was.</p><p>Bye.</p>',
  )
})

test.each([
  ['verse', 'Roses are red\nviolets are blue'],
  ['code', 'int main() {\n  return 0;\n}\n\nint other() {\n}'],
  ['a table', 'name      speed     year\nCourier   14400     1991'],
  ['a list', '- one thing that is rather long, as things in lists may be\n- another thing'],
])('%s keeps its lines, as one piece', (_, text) => {
  expect(drawn(text)).toBe(`<pre>${text}</pre>`)
})

test('quotes are told apart by their depth, and lose their marks', () => {
  const shown = drawn('On Monday Per wrote:\n> Ola wrote:\n>> first\n> second\n\nThird.')
  expect(shown).toBe(
    '<p class="attribution">On Monday Per wrote:</p><blockquote class="q1"><p>Ola wrote:</p></blockquote>' +
      '<blockquote class="q2"><p>first</p></blockquote><blockquote class="q1"><p>second</p></blockquote><p>Third.</p>',
  )
})

test('a quote that goes on and on is folded', () => {
  const shown = drawn(`${'> and on\n'.repeat(40)}\nMe too.`)
  expect(shown).toContain('<details class="folded"><summary>40 quoted lines</summary><blockquote class="q1">')
  expect(shown).toContain('<p>Me too.</p>')
})

test('a signature stands apart', () => {
  expect(drawn('Hello.\n-- \nKari\nFjord & Fell')).toBe(
    '<p>Hello.</p><pre class="signature">-- \nKari\nFjord &amp; Fell</pre>',
  )
})

test('addresses become links that give no credit; nothing but known schemes does', () => {
  expect(drawn('See https://example.net/?a=1&b="2", or <www.example.org>.')).toBe(
    '<p>See <a href="https://example.net/?a=1&amp;b=" rel="nofollow ugc noreferrer">https://example.net/?a=1&amp;b=</a>' +
      '&quot;2&quot;, or &lt;<a href="http://www.example.org" rel="nofollow ugc noreferrer">www.example.org</a>&gt;.</p>',
  )
  expect(drawn('javascript:alert(1) data:text/html,x')).not.toContain('<a')
  expect(drawn('news:a/b@x')).toContain('<a href="/thread/a%2Fb%40x#m')
})

test('hostile text is shown, not obeyed', () => {
  for (const text of ['<img src=x onerror=alert(1)>', '> <script>alert(1)</script>', '-- \n</pre><script>']) {
    expect(drawn(text)).not.toMatch(/<(?:img|script)/)
  }
  expect(drawn('a\u001b[31mred\u202e')).toBe('<p>ared</p>')
})
