import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'smol-toml'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError, configSections, loadConfig } from './config.ts'
import { dataPath } from './root.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-config-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const file = (text: string): string => {
  const path = join(folder, 'samband.toml')
  writeFileSync(path, text)
  return path
}

const complaint = (text: string, environment: Record<string, string> = {}): string => {
  try {
    loadConfig(file(text), environment)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return error instanceof Error ? error.message : ''
  }
  throw new Error('the configuration was accepted')
}

const exampleText = (): string => readFileSync(dataPath('config.example.toml'), 'utf8')

const peer = (lines: string): string =>
  `[server]\nhostname = "a.test"\n[[nntp.peers]]\nname = "x"\ndirection = "out"\nhost = "b.test"\ngroups = "*"\n${lines}`

test('without a file the documented defaults hold', () => {
  const config = loadConfig(null, {})
  expect(config.ssh.port).toBe(2222)
  expect(config.web.port).toBe(8080)
  expect(config.irc.port).toBe(6667)
  expect(config.irc.tls_port).toBe(6697)
  expect(config.nntp.port).toBe(1119)
  expect(config.server.listen).toBe('127.0.0.1')
  expect(Object.isFrozen(config.server)).toBe(true)
})

test('the environment wins over the file, the file over the default', () => {
  const config = loadConfig(file('[ssh]\nport = 2300\n[web]\nport = 8000\n'), {
    SAMBAND_SSH_PORT: '2400',
    SAMBAND_LIMITS_THROTTLE: 'false',
    SAMBAND_IRC_TLS_PORT: '7000',
    PATH: '/bin',
  })
  expect(config.ssh.port).toBe(2400)
  expect(config.web.port).toBe(8000)
  expect(config.limits.throttle).toBe(false)
  expect(config.irc.tls_port).toBe(7000)
})

test('the example file names every setting with its default, and nothing else', () => {
  const { nntp, ...others } = configSections()
  const { peers, ...settings } = nntp ?? {}
  expect(peers).toEqual([])
  expect(parse(exampleText())).toEqual({ ...others, nntp: settings })
})

test('the peers of the example file can be taken as they stand', () => {
  const text = exampleText().replace(/^# (\[\[nntp\.peers\]\]|\w+ = )/gm, '$1')
  const { peers } = loadConfig(file(text.replace('"localhost"', '"bbs.example.org"')), {}).nntp
  expect(peers.map(({ name, direction }) => [name, direction])).toEqual([
    ['friend', 'both'],
    ['upstream', 'pull'],
  ])
})

describe('a wrong setting is one clear line', () => {
  test.each([
    ['[ssh]\nprot = 1', '[ssh] has no setting "prot"'],
    ['[shh]\nport = 1', 'there is no section [shh]'],
    ['[ssh]\nport = 70000', '[ssh] port'],
    ['[ssh]\nport = "x"', '[ssh] port'],
    ['[registration]\nmode = "closed"', '[registration] mode'],
    ['[tls]\ncertificate = "a.pem"', '[tls] needs both certificate and key'],
    ['[ssh', 'line 1'],
    ['ssh = 3', 'ssh'],
    [peer('window = 0'), '[[nntp.peers]] number 1 window'],
    [peer('windows = 3'), '[[nntp.peers]] number 1 has no setting "windows"'],
    [peer('groups2 = "a[b"'), 'groups2'],
    [peer('').replace('"*"', '"a[b"'), 'groups'],
    [peer('addresses = ["here"]'), 'an IP address'],
    [peer('').replace('host = "b.test"\n', ''), '[[nntp.peers]] x: host and port are needed'],
    [peer('').replace('"out"', '"in"'), '[[nntp.peers]] x: addresses'],
    [peer('path = ["a.test"]'), '[[nntp.peers]] x: path holds our own name'],
    [peer('user = "me"'), '[[nntp.peers]] x: user and password go together'],
    [peer('send_by = "post"'), 'send_by = "post" is for direction = "pull"'],
    [peer('private_boards = ["a"]').replace('"*"', '"b.*"'), 'groups must take a too'],
    [peer('').replace('"a.test"', '"localhost"'), '[server] hostname must be a name of your own'],
    ['[nntp]\npeers = 3', '[nntp] peers'],
  ])('%j', (text, words) => {
    const line = complaint(text)
    expect(line).toContain(words)
    expect(line).not.toContain('\n')
  })

  test('in the environment too', () => {
    expect(complaint('', { SAMBAND_SSH_PROT: '1' })).toBe('SAMBAND_SSH_PROT: there is no setting [ssh] prot')
    expect(complaint('', { SAMBAND_SSH_PORT: 'high' })).toContain('must be a whole number')
    expect(complaint('', { SAMBAND_LIMITS_THROTTLE: 'no' })).toContain('must be true or false')
  })

  test('a file that is not there', () => {
    expect(() => loadConfig(join(folder, 'absent.toml'), {})).toThrow(ConfigError)
  })
})
