// What the documents promise is there: commands, files, settings, ports. And what every fresh clone leans on: a lockfile
// that names no registry and knows the packages of every platform.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { configSections, loadConfig } from '../server/config.ts'

const root = join(import.meta.dirname, '..')
const read = (name: string): string => readFileSync(join(root, name), 'utf8')
const documents = ['README.md', 'CONTRIBUTING.md']
const PEERING = 'docs/sharing-boards.md'
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '').filter((found) => found !== '')

describe.each(documents)('%s', (document) => {
  const text = read(document)

  test('names only commands that there are', () => {
    const commands = [...all(text, /\bnpm run ([a-z-]+)/g), ...all(text, /\bnpm (start|test)\b/g)]
    expect(commands.length).toBeGreaterThan(2)
    expect(commands.filter((name) => scripts[name] === undefined)).toEqual([])
  })

  test('names only files that there are', () => {
    const linked = all(text, /\]\((?!https?:)([^)#]+)\)/g)
    const quoted = all(text, /`((?:server|clients|shared|data|scripts|\.ci)\/[\w./-]*)`/g)
    const named = [...linked, ...quoted].filter((name) => !/^data\/state\b/.test(name))
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([])
  })
})

test('the settings in the README are settings', () => {
  const sections = configSections()
  const wrong: string[] = []
  for (const block of all(read('README.md'), /```toml\n([\s\S]*?)```/g)) {
    let section = ''
    if (block.includes('[[nntp.peers]]')) continue
    for (const line of block.split('\n')) {
      section = /^\[(\w+)\]/.exec(line)?.[1] ?? section
      const key = /^(\w+) =/.exec(line)?.[1]
      if (key !== undefined && sections[section]?.[key] === undefined) wrong.push(`[${section}] ${key}`)
    }
  }
  expect(wrong).toEqual([])
})

test('the peers in the documents can be taken as they stand', () => {
  const blocks = all(read(PEERING), /```toml\n([\s\S]*?)```/g)
  expect(blocks.length).toBeGreaterThan(1)
  const folder = mkdtempSync(join(tmpdir(), 'samband-docs-'))
  const file = join(folder, 'samband.toml')
  writeFileSync(file, `[server]\nhostname = "bbs.example.org"\n${blocks.join('\n')}`)
  expect(loadConfig(file, {}).nntp.peers).toHaveLength(blocks.length)
  rmSync(folder, { recursive: true })
})

test('the ports in the README and the Dockerfile are the default ports', () => {
  const { ssh, web, irc, nntp } = configSections()
  const ports = [ssh?.['port'], web?.['port'], irc?.['port'], irc?.['tls_port']]
  for (const port of ports) expect(read('README.md')).toContain(String(port))
  const exposed = /^EXPOSE (.+)$/m.exec(read('Dockerfile'))?.[1]?.split(' ').map(Number)
  expect(exposed).toEqual([...ports, nntp?.['port'], nntp?.['tls_port']])
})

test('the settings in the Dockerfile are settings', () => {
  const sections = configSections()
  const variables = all(read('Dockerfile'), /^(?:ENV)?\s+SAMBAND_(\w+)=/gm)
  expect(variables.length).toBeGreaterThan(1)
  const unknown = variables.filter((variable) => {
    const [section = '', ...key] = variable.toLowerCase().split('_')
    return sections[section]?.[key.join('_')] === undefined
  })
  expect(unknown).toEqual([])
})

describe('the lockfile', () => {
  interface Entry {
    readonly resolved?: string
    readonly optionalDependencies?: Readonly<Record<string, string>>
  }
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Readonly<Record<string, Entry>> }

  test('names no registry', () => {
    expect(Object.keys(packages).length).toBeGreaterThan(100)
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  })

  // Else `npm ci` refuses the lockfile: on another platform, and where a registry lacks the packages of another one.
  test('lists every optional package, also those of other platforms', () => {
    const missing = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isListed(packages, folder, name)),
    )
    expect(missing).toEqual([])
  })
})

/** Looks where Node would look: in the package's own node_modules, then in those above. */
const isListed = (packages: Readonly<Record<string, unknown>>, folder: string, name: string): boolean => {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at}${at === '' ? '' : '/'}node_modules/${name}`] !== undefined) return true
    if (at === '') return false
  }
}
