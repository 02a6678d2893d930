import { expect, test } from 'vitest'
import { html } from './markup.ts'

test('what people wrote is text, in content and in attributes', () => {
  const hostile = `"><script>alert('x')</script>&amp;`
  const escaped = '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;'
  expect(html`<a title="${hostile}">${hostile}</a>`.source).toBe(`<a title="${escaped}">${escaped}</a>`)
})

test('markup inside markup stays as it is, lists are joined, nothing leaves no trace', () => {
  const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`)
  expect(html`<ul>${items}</ul>${null}${false}${7}`.source).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>7')
})

test('characters that neither HTML nor XML can hold become replacement characters', () => {
  expect(html`${'a\u0000b\u001bc\ud800d\uffffe\tf\ng'}`.source).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\tf\ng')
})
