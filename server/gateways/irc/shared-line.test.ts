import { expect, test, vi } from 'vitest'
import { CAP } from './capabilities.ts'
import { forkedLine, SharedLine, taggedLine } from './shared-line.ts'

const told = { at: Date.UTC(2026, 0, 2, 3, 4, 5, 6), account: 'anna', msgid: 'abc' }
const message = { source: 'anna!~u@user/anna', command: 'PRIVMSG', params: ['#lobby'], text: 'hi' }
const body = ':anna!~u@user/anna PRIVMSG #lobby :hi\r\n'

test('all receivers of one shape share one Buffer, whatever else they negotiated', () => {
  const line = taggedLine(message, told)
  const tagged = line.for(CAP.serverTime | CAP.messageTags)
  expect(line.for(CAP.serverTime | CAP.messageTags | CAP.echoMessage | CAP.sasl)).toBe(tagged)
  expect(line.for(CAP.echoMessage)).toBe(line.for(0))
})

test('a line is serialised once for each shape that is asked for, and not before', () => {
  const build = vi.fn((caps: number) => `${caps}`)
  const line = new SharedLine(3, build)
  expect(build).not.toHaveBeenCalled()
  for (const caps of [0, 1, 4, 5, 0, 1]) line.for(caps)
  expect(build.mock.calls).toEqual([[0], [1]])
})

test('each tag needs its own capability', () => {
  const line = taggedLine(message, told)
  expect(String(line.for(0))).toBe(body)
  expect(String(line.for(CAP.serverTime))).toBe(`@time=2026-01-02T03:04:05.006Z ${body}`)
  expect(String(line.for(CAP.messageTags))).toBe(`@msgid=abc ${body}`)
  expect(String(line.for(CAP.accountTag))).toBe(`@account=anna ${body}`)
  expect(String(taggedLine(message, { at: 0, account: null }).for(CAP.accountTag | CAP.messageTags))).toBe(body)
})

test('a forked line has one body for those with the capability and another for the others', () => {
  const having = { command: 'JOIN', params: ['#a', '*'], text: 'Anna' }
  const line = forkedLine(CAP.extendedJoin, { having, lacking: { command: 'JOIN', params: ['#a'] } }, told)
  expect(String(line.for(CAP.extendedJoin))).toBe('JOIN #a * :Anna\r\n')
  expect(String(line.for(CAP.accountTag))).toBe('@account=anna JOIN #a\r\n')
})
