import { expect, test } from 'vitest'
import { readClientFinal, readClientFirst } from './scram.ts'

test('the first message gives name, nonce and what is to be signed', () => {
  expect(readClientFirst('n,,n=user,r=abc')).toEqual({
    ...{ header: 'n,,', bare: 'n=user,r=abc', nonce: 'abc', name: 'user', authzid: '' },
  })
  expect(readClientFirst('y,a=an=2Cna,n=an=2Cna,r=x,ext=1')).toMatchObject({ name: 'an,na', authzid: 'an,na' })
})

test.each([
  '',
  'n,,',
  'n=user,r=abc',
  'p=tls-unique,,n=user,r=abc',
  'n,,n=,r=abc',
  'n,,n=user,r=',
  'n,,m=x,n=user,r=a',
])('%j is no first message', (text) => expect(readClientFirst(text)).toBeNull())

test('the last message must repeat the header and the whole nonce', () => {
  const first = readClientFirst('n,,n=user,r=abc')
  if (first === null) throw new Error('no first message')
  expect(readClientFinal('c=biws,r=abcdef,p=AAAA', first, 'abcdef')).toEqual({
    ...{ withoutProof: 'c=biws,r=abcdef', proof: 'AAAA' },
  })
  for (const wrong of ['c=eSws,r=abcdef,p=AAAA', 'c=biws,r=abc,p=AAAA', 'c=biws,r=abcdef', 'r=abcdef,p=AAAA', '']) {
    expect(readClientFinal(wrong, first, 'abcdef')).toBeNull()
  }
})
