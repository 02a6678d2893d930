import { expect, test } from 'vitest'
import { interestOf } from './interest.ts'

test('boards are a wildmat', () => {
  const interest = interestOf('boards=comp.*,!comp.secret')
  const fits = interest?.subject.kind === 'boards' ? interest.subject.fits : () => false
  expect(['comp.misc', 'comp.secret', 'rec.music'].map(fits)).toEqual([true, false, false])
  expect(interest?.html).toBeNull()
})

test('one board, a thread and a channel are named as in the addresses of their pages', () => {
  expect(interestOf('html=nb&boards=comp.misc')).toMatchObject({ subject: { isOne: true }, html: 'nb' })
  expect(interestOf('html&thread=a%2Fb%40x')).toEqual({
    subject: { kind: 'thread', messageId: '<a/b@x>' },
    html: 'en',
  })
  expect(interestOf('channel=lobby')).toEqual({ subject: { kind: 'channel', channel: '#lobby' }, html: null })
})

test.each(['', 'boards=', 'boards=[a]', 'thread=a%20b', 'channel=', `boards=${'a'.repeat(1000)}`])(
  '%j asks for nothing',
  (search) => {
    expect(interestOf(search)).toBeNull()
  },
)
