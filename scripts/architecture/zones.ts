// The law of imports as rows: which part of the house a file belongs to, and what each part may import.
// Paths are relative to the project's folder, with forward slashes.

export type Zone =
  | 'shared'
  | 'wire'
  | 'kernel'
  | 'area'
  | 'storage'
  | 'screens'
  | 'gateway-kit'
  | 'gateway'
  | 'house'
  | 'clients'

/** The part of the house a file is in; null for what no part owns. */
export const zoneOf = (file: string): Zone | null => {
  const rows: readonly (readonly [RegExp, Zone])[] = [
    [/^shared\//, 'shared'],
    [/^clients\//, 'clients'],
    [/^server\/wire\//, 'wire'],
    [/^server\/core\/[^/]+$/, 'kernel'],
    [/^server\/core\//, 'area'],
    [/^server\/storage\//, 'storage'],
    [/^server\/screens\//, 'screens'],
    [/^server\/gateways\/[^/]+$/, 'gateway-kit'],
    [/^server\/gateways\//, 'gateway'],
    // app.ts, main.ts and what stands beside them; testing, conversations and scripts see everything.
    [/^server\/([^/]+$|house\/|testing\/|e2e\/)/, 'house'],
    [/^scripts\//, 'house'],
  ]
  return rows.find(([pattern]) => pattern.test(file))?.[1] ?? null
}

export interface Edge {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

/** What is wrong with one file importing another, or null. */
export const judgeImport = (edge: Edge): string | null => {
  const from = zoneOf(edge.from)
  const to = zoneOf(edge.to)
  if (from === null || to === null || from === 'house' || isTest(edge.from)) return null
  if (isTest(edge.to)) return 'imports a test'
  return MAY_IMPORT[from](edge, to) ? null : `${from} may not import ${describe(edge.to, to)}`
}

export const isTest = (file: string): boolean => /\.(test|suite)\.ts$/.test(file)

const MAY_IMPORT: Record<Exclude<Zone, 'house'>, (edge: Edge, to: Zone) => boolean> = {
  shared: (_, to) => to === 'shared',
  clients: (_, to) => to === 'clients' || to === 'shared',
  wire: (_, to) => to === 'wire' || to === 'shared',
  // The contract and the events speak of every area's types; no kernel file runs an area's code, except accounts'.
  kernel: (edge, to) => to === 'kernel' || to === 'shared' || (to === 'area' && edge.typeOnly),
  area: (edge, to) => {
    if (to === 'kernel' || to === 'shared') return true
    return to === 'area' && [areaOf(edge.from), 'accounts'].includes(areaOf(edge.to))
  },
  storage: (_, to) => to === 'storage' || to === 'kernel' || to === 'area' || to === 'shared',
  screens: (edge, to) => to === 'screens' || to === 'shared' || isTextWire(edge.to) || isOpenCore(edge, to),
  'gateway-kit': (edge, to) => isForGateways(edge, to),
  gateway: (edge, to) => isForGateways(edge, to) || (to === 'gateway' && gatewayOf(edge.from) === gatewayOf(edge.to)),
}

const isForGateways = (edge: Edge, to: Zone): boolean =>
  ['gateway-kit', 'wire', 'screens', 'shared'].includes(to) || isOpenCore(edge, to)

const areaOf = (file: string): string => file.split('/')[2] ?? ''
const gatewayOf = (file: string): string => file.split('/')[2] ?? ''
const isTextWire = (file: string): boolean => /^server\/wire\/(ansi|text)\//.test(file)

/**
 * Of the core, screens and gateways see the contract, events, refusals and the areas' types and rules: no use case, no
 * repository, and of the tick only the types.
 */
const isOpenCore = (edge: Edge, to: Zone): boolean => {
  if (to === 'kernel') {
    return edge.typeOnly || /\/(contract|events|refusal|ids|visibility)\.ts$/.test(edge.to)
  }
  return to === 'area' && !/-(service|repository|area)\.ts$/.test(edge.to)
}

const describe = (file: string, zone: Zone): string => `${file} (${zone})`

/** Node's modules and packages that reach outside of the process, or that belong to one part alone. */
export const judgePackage = (from: string, specifier: string): string | null => {
  const zone = zoneOf(from)
  if (zone === null || zone === 'house' || isTest(from)) return null
  const allowed = PACKAGES[zone]
  const name = specifier.startsWith('node:')
    ? specifier
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')
  return allowed(name) ? null : `${zone} may not import ${specifier}`
}

const isNode = (name: string): boolean => name.startsWith('node:')
const IN_PROCESS = ['node:crypto', 'node:buffer', 'node:string_decoder', 'node:util', 'node:zlib', 'node:events']
const isIo = (name: string): boolean => isNode(name) && !IN_PROCESS.includes(name)
const OF_ONE_PART = ['better-sqlite3', 'pino', 'ssh2', 'fastify', 'ws']

const PACKAGES: Record<Exclude<Zone, 'house'>, (name: string) => boolean> = {
  shared: () => false,
  clients: (name) => !isNode(name) || name === 'node:path',
  wire: (name) => !isIo(name) && !OF_ONE_PART.includes(name),
  kernel: () => false,
  area: (name) => name === 'node:crypto',
  storage: (name) => isNode(name) || ['better-sqlite3', '@node-rs/argon2'].includes(name),
  screens: (name) => !OF_ONE_PART.includes(name) && !/^node:(net|tls|http|https|dgram|child_process)$/.test(name),
  'gateway-kit': (name) => !['better-sqlite3', 'pino'].includes(name),
  gateway: (name) => !['better-sqlite3', 'pino'].includes(name),
}
