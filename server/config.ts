// Configuration: one optional TOML file, `SAMBAND_<SECTION>_<KEY>` environment variables over it, defaults under it.
// The result is frozen; every wrong key or value is one clear line (ConfigError).

import { readFileSync } from 'node:fs'
import { parse, TomlError } from 'smol-toml'
import { z } from 'zod'
import { faultOfPeers, peerSchema } from './config-peers.ts'
import { type ClassName, readClass } from './gateways/irc/classes.ts'

const port = z.number().int().min(0).max(65_535)

/** `sendq=256k recvq=12k burst=10 rate=2`; empty for the default. */
const connectionClass = (name: ClassName) =>
  z
    .string()
    .refine((text) => readClass(name, text) !== null, 'is written as: sendq=256k recvq=12k burst=10 rate=2')
    .default('')

/** One line of what LIST tells newsreaders. */
const listLine = (form: RegExp, words: string) => z.string().max(400).regex(form, words)
const wildmat = z
  .string()
  .max(400)
  .regex(/^[!-~]+$/, 'a wildmat, without blanks')

const schema = z.strictObject({
  server: z
    .strictObject({
      name: z.string().min(1).max(40).default('Samband'),
      hostname: z
        .string()
        .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i, 'letters, digits, dots and hyphens')
        .max(100)
        .default('localhost'),
      state: z.string().min(1).default('data/state'),
      custom: z.string().default(''),
      listen: z.string().min(1).default('127.0.0.1'),
    })
    .prefault({}),
  ssh: z.strictObject({ port: port.default(2222) }).prefault({}),
  web: z
    .strictObject({
      port: port.default(8080),
      origins: z.array(z.url()).default([]),
      proxies: z.array(z.string()).default([]),
      robots: z.boolean().default(false),
    })
    .prefault({}),
  irc: z
    .strictObject({
      listen: z.string().default(''),
      port: port.default(6667),
      tls_port: port.default(6697),
      password: z.string().default(''),
      icon: z
        .string()
        .regex(/^(?:https:\/\/[!-~]{1,200})?$/, 'an https address, or nothing')
        .default(''),
      sts_days: z.number().int().min(0).max(3650).default(0),
      gateways: z.array(z.string()).default([]),
      webirc_password: z.string().default(''),
      class_unregistered: connectionClass('unregistered'),
      class_guest: connectionClass('guest'),
      class_account: connectionClass('account'),
      class_operator: connectionClass('operator'),
      class_gateway: connectionClass('gateway'),
    })
    .prefault({}),
  nntp: z
    .strictObject({
      listen: z.string().default(''),
      port: port.default(1119),
      tls_port: port.default(1563),
      cutoff_days: z.number().int().min(1).max(3650).default(10),
      subscriptions: wildmat.default('samband.*,local.*'),
      moderators: z
        .array(listLine(/^[^:\s]+:\S+$/, 'wildmat:address'))
        .max(200)
        .default([]),
      distributions: z
        .array(listLine(/^\S+ +\S.*$/, 'a name, a blank, what it means'))
        .max(200)
        .default([]),
      distrib_pats: z
        .array(listLine(/^\d+:[^:\s]+:\S+$/, 'weight:wildmat:distribution'))
        .max(200)
        .default([]),
      peers: z.array(peerSchema).max(100, 'at most 100 peers').default([]),
    })
    .prefault({}),
  boards: z
    .strictObject({
      hold_first: z.number().int().min(0).max(100).default(0),
      keep_cancelled_days: z.number().int().min(1).max(3650).default(14),
    })
    .prefault({}),
  mud: z
    .strictObject({
      rooms: z.number().int().min(0).max(100_000).default(10),
      things: z.number().int().min(0).max(100_000).default(30),
      exits: z.number().int().min(0).max(100_000).default(40),
    })
    .prefault({}),
  telnet: z
    .strictObject({ listen: z.string().default(''), port: port.default(4000), tls_port: port.default(4443) })
    .prefault({}),
  tls: z.strictObject({ certificate: z.string().default(''), key: z.string().default('') }).prefault({}),
  registration: z
    .strictObject({
      mode: z.enum(['open', 'approve', 'invite']).default('open'),
      guests: z.enum(['talk', 'look', 'none']).default('talk'),
    })
    .prefault({}),
  limits: z
    .strictObject({ throttle: z.boolean().default(true), free_disk_mib: z.number().int().min(0).default(64) })
    .prefault({}),
  newcomers: z
    .strictObject({
      hours: z.number().int().min(0).max(8760).default(24),
      lines: z.number().int().min(0).max(1000).default(20),
    })
    .prefault({}),
  log: z.strictObject({ level: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info') }).prefault({}),
})

export type Config = Readonly<z.infer<typeof schema>>

/** A setting that is wrong: the message is one line for the person who wrote it. */
export class ConfigError extends Error {}

/**
 * @param file path of a TOML file, or null for none
 * @throws ConfigError unreadable file, TOML error, unknown key, wrong value
 */
export const loadConfig = (file: string | null, environment: Readonly<Record<string, string | undefined>>): Config => {
  const settings = file === null ? {} : readToml(file)
  const result = schema.safeParse(withEnvironment(settings, environment))
  if (result.success) {
    const config = result.data
    if ((config.tls.certificate === '') !== (config.tls.key === '')) {
      throw new ConfigError('[tls] needs both certificate and key')
    }
    const fault = faultOfPeers(config.nntp.peers, config.server.hostname)
    if (fault !== null) throw new ConfigError(fault)
    return deepFreeze(config)
  }
  const [issue] = result.error.issues
  throw new ConfigError(issue === undefined ? 'the configuration is wrong' : describe(issue))
}

/** Every section with its keys, for the example file and its test. */
export const configSections = (): Record<string, Record<string, unknown>> => schema.parse({})

const readToml = (file: string): Record<string, unknown> => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new ConfigError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof TomlError)
      throw new ConfigError(`${file}, line ${error.line}: ${error.message.split('\n')[0]}`)
    throw error
  }
}

// Variables that other parts of the house read and that are no settings of the daemon.
const NOT_SETTINGS = new Set(['SAMBAND_LINK', 'SAMBAND_REQUIRE_CLIENTS'])

const withEnvironment = (
  settings: Record<string, unknown>,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> => {
  const merged = structuredClone(settings)
  const known = configSections()
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith('SAMBAND_') || value === undefined || NOT_SETTINGS.has(variable)) continue
    const [section = '', ...rest] = variable.slice('SAMBAND_'.length).toLowerCase().split('_')
    const key = rest.join('_')
    const sample = known[section]?.[key]
    if (variable === 'SAMBAND_NNTP_PEERS')
      throw new ConfigError(`${variable}: peers stand in the file, as [[nntp.peers]]`)
    if (sample === undefined) throw new ConfigError(`${variable}: there is no setting [${section}] ${key}`)
    const values = asTable(merged[section] ?? {}, section)
    merged[section] = values
    values[key] = fromText(value, sample, variable)
  }
  return merged
}

const asTable = (value: unknown, section: string): Record<string, unknown> => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new ConfigError(`${section} must be a section, written [${section}]`)
}

const fromText = (text: string, sample: unknown, variable: string): unknown => {
  if (typeof sample === 'number') {
    if (!/^\d+$/.test(text)) throw new ConfigError(`${variable} must be a whole number, not "${text}"`)
    return Number(text)
  }
  if (typeof sample === 'boolean') {
    if (text !== 'true' && text !== 'false') throw new ConfigError(`${variable} must be true or false, not "${text}"`)
    return text === 'true'
  }
  if (Array.isArray(sample)) return text.split(',').filter((each) => each !== '')
  return text
}

const describe = (issue: z.core.$ZodIssue): string => {
  const [section, list, index, ...inner] = issue.path
  const isInTable = typeof index === 'number'
  // One of several tables, counted as a person counts.
  const where = isInTable ? `[[${String(section)}.${String(list)}]] number ${index + 1}` : `[${String(section ?? '?')}]`
  const key = (isInTable ? inner : issue.path.slice(1)).map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.join(', ')
    return section === undefined ? `there is no section [${names}]` : `${where} has no setting "${names}"`
  }
  return `${where} ${key}: ${issue.message}`
}

const deepFreeze = <T extends object>(value: T): T => {
  for (const each of Object.values(value)) if (typeof each === 'object' && each !== null) deepFreeze(each)
  return Object.freeze(value)
}
