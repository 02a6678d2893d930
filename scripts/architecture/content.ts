// Rules about what stands in a file, beside its imports: SQL in storage only, no wall clock or chance in the core, no
// tests switched off, files of a readable size.

import type { Scan } from './scan.ts'
import { isTest, zoneOf } from './zones.ts'

const MOST_LINES = 400
const MOST_LINES_OF: Readonly<Record<string, number>> = { 'server/main.ts': 60, 'server/app.ts': 200 }

/** What is wrong inside one file, as short phrases. */
export const judgeContent = (file: string, source: string, scan: Scan): readonly string[] => [
  ...judgeSize(file, source),
  ...judgeSql(file, scan),
  ...judgeCore(file, scan),
  ...judgeTests(file, scan),
  ...(scan.computedImports > 0 && !isTest(file) && zoneOf(file) !== 'house' ? ['imports a computed name'] : []),
]

const judgeSize = (file: string, source: string): readonly string[] => {
  const most = MOST_LINES_OF[file] ?? MOST_LINES
  const lines = source.split('\n').length - (source.endsWith('\n') ? 1 : 0)
  return lines > most ? [`has ${lines} lines, ${most} are allowed`] : []
}

const SQL =
  /^\s*(SELECT\s[\s\S]*\bFROM|SELECT\s+\w+\(|INSERT\s+(OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|(UNIQUE\s+)?INDEX|TRIGGER|VIEW|VIRTUAL)|ALTER\s+TABLE|DROP\s+(TABLE|INDEX)|PRAGMA\s|BEGIN\s+IMMEDIATE|SAVEPOINT\s|VACUUM\b|WITH\s+(RECURSIVE\s+)?\w+\s*(\([^)]*\)\s*)?AS\s*\()/

const judgeSql = (file: string, { strings }: Scan): readonly string[] => {
  if (zoneOf(file) === 'storage' || isTest(file)) return []
  const found = strings.find((text) => SQL.test(text))
  return found === undefined ? [] : [`holds SQL outside of storage/: ${found.trim().slice(0, 40)}`]
}

const NOT_IN_CORE: readonly (readonly [RegExp, string])[] = [
  [/\bDate\s*\.\s*now\b/, 'Date.now'],
  [/\bnew\s+Date\s*(\(\s*\)|(?!\s*\())/, 'new Date()'],
  [/\bMath\s*\.\s*random\b/, 'Math.random'],
  [/\brandom(Bytes|UUID|Int|FillSync)\b/, 'randomness of its own'],
  [/\bset(Timeout|Interval)\b/, 'a timer'],
  [/\bconsole\s*\./, 'console'],
  [/\bprocess\s*\./, 'process'],
]

const judgeCore = (file: string, { code }: Scan): readonly string[] => {
  const zone = zoneOf(file)
  if ((zone !== 'kernel' && zone !== 'area') || isTest(file)) return []
  return NOT_IN_CORE.filter(([pattern]) => pattern.test(code)).map(([, what]) => `uses ${what} in the core`)
}

const judgeTests = (file: string, { code }: Scan): readonly string[] => {
  if (!isTest(file)) return []
  const found = /\b(?:test|it|describe|suite)(?:\s*\.\s*\w+)*\s*\.\s*(only|skip|todo|fails)\b/.exec(code)
  return found === null ? [] : [`has a test marked .${found[1]}`]
}
