import { expect, test } from 'vitest'
import { peerArticle } from '../../testing/peer-articles.ts'
import { inspectRelayed, protoOf, relayArticle, relayFacts } from './relaying.ts'

const octets = (text: string): Buffer => Buffer.from(text, 'latin1')

test('the identities of a Path are its names, without diagnostics and without the tail', () => {
  const path = 'a.Test!!b.test!.MISMATCH.c.test!d.test!.POSTED.192.0.2.1!not-for-mail'
  expect(relayFacts(octets(peerArticle('<1@x>', { Path: path }))).path).toEqual(['a.test', 'b.test', 'd.test'])
})

test('relaying puts us before the Path, drops Xref, and leaves every other octet', () => {
  const article = peerArticle('<1@x>', { Xref: 'x a:1', 'X-Odd': 'caf\xe9  trailing \t' }, '.\r\n..\r\n\xff')
  const relayed = Buffer.from(relayArticle(octets(article), 'us.test!!')).toString('latin1')
  expect(relayed).toBe(
    article.replace('Path: feeder.test', 'Path: us.test!!feeder.test').replace('Xref: x a:1\r\n', ''),
  )
})

test('a Path that is long stays one line', () => {
  const path = Array.from({ length: 60 }, (_, each) => `server-${each}.test`).join('!')
  const relayed = relayArticle(octets(peerArticle('<1@x>', { Path: `${path}!x` })), 'us.test!')
  expect(relayFacts(relayed).path).toHaveLength(61)
})

test('what goes up as a post has lost what its injection put in, and keeps its Message-ID', () => {
  const fields = { 'Injection-Info': 'us.test', 'Injection-Date': 'x', 'Cancel-Lock': 'sha256:x' }
  const proto = Buffer.from(protoOf(octets(peerArticle('<1@x>', fields)))).toString('latin1')
  expect(proto).not.toMatch(/^(Path|Injection-.*|Xref):/m)
  expect(proto).toMatch(/^Message-ID: <1@x>\r\n(.|\r\n)*^Cancel-Lock: sha256:x\r\n\r\nHello/m)
})

test.each([
  ['a NUL', peerArticle('<1@x>', {}, 'a\0b'), 'NUL'],
  ['a bare LF', peerArticle('<1@x>', {}, 'a\nb'), 'bare'],
  ['no body', peerArticle('<1@x>').replace('\r\n\r\n', '\r\n'), 'blank line'],
  ['two Newsgroups', peerArticle('<1@x>', { newsgroups: 'b' }), 'Newsgroups'],
  ['a line that is no field', peerArticle('<1@x>', { Summary: 'x\r\nnonsense' }), 'no header field'],
  ['nothing', '', 'blank line'],
])('an article with %s is none', (_, article, word) => {
  expect(inspectRelayed(octets(article))).toContain(word)
})

test('a control message says what it wants', () => {
  const fields = { Control: 'Cancel <2@x>', 'Cancel-Key': 'sha256:a sha1:b', Distribution: 'World, no' }
  expect(inspectRelayed(octets(peerArticle('<1@x>', fields)))).toMatchObject({
    control: { verb: 'cancel', argument: '<2@x>' },
    cancelKeys: ['sha256:a', 'sha1:b'],
    distributions: ['world', 'no'],
  })
})
