import { expect, test } from 'vitest'
import { loadConfig } from './config.ts'
import { guidesOf } from './guides.ts'

const linesOf = (settings: Record<string, string>) =>
  Object.fromEntries(guidesOf(loadConfig(null, settings)).map(({ client, lines }) => [client, lines.join('\n')]))

test('a house as shipped tells of its real ports', () => {
  const lines = linesOf({})
  expect(lines['ssh']).toBe('ssh -p 2222 new@localhost\nssh -p 2222 NAME@localhost\nssh -p 2222 guest@localhost')
  expect(lines['browser']).toBe('http://localhost:8080/terminal')
  expect(lines['irssi']).toBe('irssi -c localhost -p 6667 -w NAME:PASSWORD -n NAME')
  expect(lines['WeeChat']).toContain('/server add samband localhost/6667 -notls')
  expect(lines['tin']).toBe('tin -r -A -g localhost -p 1119')
  expect(Object.keys(lines)).toEqual(
    expect.arrayContaining(['ssh', 'browser', 'irssi', 'WeeChat', 'Halloy', 'HexChat', 'tin', 'slrn', 'Thunderbird']),
  )
})

test('where TLS is open it is used, by the names that the world knows', () => {
  const lines = linesOf({
    ...{ SAMBAND_TLS_CERTIFICATE: 'x', SAMBAND_TLS_KEY: 'y', SAMBAND_SERVER_HOSTNAME: 'bbs.example.org' },
    ...{ SAMBAND_SERVER_NAME: 'Fjord & Fell', SAMBAND_WEB_ORIGINS: 'https://bbs.example.org/', SAMBAND_SSH_PORT: '22' },
    SAMBAND_REGISTRATION_GUESTS: 'none',
  })
  expect(lines['ssh']).toBe('ssh new@bbs.example.org\nssh NAME@bbs.example.org')
  expect(lines['browser']).toBe('https://bbs.example.org/terminal')
  expect(lines['irssi']).toContain('--tls -c bbs.example.org -p 6697')
  expect(lines['Halloy']).toContain('[servers.fjordfell]')
  expect(lines['tin']).toContain('-T -g bbs.example.org -p 1563')
})

test('a door that is shut has no guide', () => {
  const shut = { SAMBAND_IRC_PORT: '0', SAMBAND_NNTP_PORT: '0', SAMBAND_SSH_PORT: '0' }
  expect(Object.keys(linesOf(shut))).toEqual(['browser'])
  expect(linesOf({ SAMBAND_WEB_PORT: '80' })['browser']).toBe('http://localhost/terminal')
})
