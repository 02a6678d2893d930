// Walks the house and judges every file in it.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import * as path from 'node:path'
import { judgeContent } from './content.ts'
import { findCycles } from './cycles.ts'
import { type Import, scan } from './scan.ts'
import { judgeImport, judgePackage } from './zones.ts'

export interface Verdict {
  readonly files: number
  readonly imports: number
  /** One line each: the file and what is wrong with it. */
  readonly violations: readonly string[]
}

const FOLDERS = ['server', 'shared', 'clients', 'scripts']

export const judgeHouse = (root: string): Verdict => {
  const violations: string[] = []
  const graph = new Map<string, Set<string>>()
  let imports = 0
  for (const file of listSources(root)) {
    const source = readFileSync(path.join(root, file), 'utf8')
    const scanned = scan(source)
    const targets = new Set<string>()
    graph.set(file, targets)
    imports += scanned.imports.length
    violations.push(...judgeContent(file, source, scanned).map((what) => `${file} ${what}`))
    for (const each of scanned.imports) {
      const { target, wrong } = judge(root, file, each)
      if (target !== null) targets.add(target)
      if (wrong !== null) violations.push(`${file}: ${wrong}`)
    }
  }
  for (const cycle of findCycles(graph)) violations.push(`a circle of imports: ${cycle.join(' -> ')}`)
  return { files: graph.size, imports, violations }
}

const listSources = (root: string): readonly string[] =>
  FOLDERS.filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
    )
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules/'))
    .sort()

/** The file an import leads to (null for packages), and what is wrong with it. */
const judge = (root: string, file: string, each: Import): { target: string | null; wrong: string | null } => {
  if (!each.specifier.startsWith('.')) return { target: null, wrong: judgePackage(file, each.specifier) }
  const target = path.posix.join(path.posix.dirname(file), each.specifier)
  if (!existsSync(path.join(root, target)))
    return { target: null, wrong: `imports ${each.specifier}, which is not there` }
  return { target, wrong: judgeImport({ from: file, to: target, typeOnly: each.kind === 'type' }) }
}
