import { expect, test } from 'vitest'
import { compare, openLedger } from './ledger.ts'

const line = (seq: number, text: string) => ({ msgid: `m${seq}`, seq, text })

test('what was told and is there once is fine, and so is what nobody was told of', () => {
  const ledger = openLedger()
  ledger.lines.set('m2', 'hello')
  ledger.articles.set('<1@x>', 'a subject')
  ledger.accounts.add('kari')
  const memory = {
    lines: [line(1, 'unheard'), line(2, 'hello')],
    articles: [{ messageId: '<1@x>', subject: 'a subject' }],
    accounts: ['kari', 'ola'],
  }
  expect(compare(ledger, memory)).toEqual({ lost: [], doubled: [], gaps: [] })
})

test('a line, an article or an account that is gone, or says something else, is lost', () => {
  const ledger = openLedger()
  ledger.lines.set('m1', 'hello').set('m2', 'changed')
  ledger.articles.set('<1@x>', 'a subject')
  ledger.accounts.add('kari')
  const memory = { lines: [line(2, 'unlike')], articles: [], accounts: [] }
  expect(compare(ledger, memory).lost).toEqual(['hello', 'changed', 'a subject', 'kari'])
})

test('what is there twice under two ids is doubled, and a number left out is a gap', () => {
  const memory = {
    lines: [line(1, 'once'), line(3, 'twice'), line(4, 'twice')],
    articles: [
      { messageId: '<1@x>', subject: 'same' },
      { messageId: '<2@x>', subject: 'same' },
    ],
    accounts: [],
  }
  expect(compare(openLedger(), memory)).toEqual({ lost: [], doubled: ['twice', 'same'], gaps: [3] })
})
