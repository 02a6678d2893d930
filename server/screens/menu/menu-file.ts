// The main menu as its sysop wrote it: data/screens/menu.toml, read once per process.

import { readFileSync } from 'node:fs'
import { parse, TomlError } from 'smol-toml'
import { z } from 'zod'
import type { Role } from '../../core/visibility.ts'
import { type DataFolders, findDataFile } from '../data-files.ts'

const ACTIONS = [
  'boards',
  'channels',
  'museum',
  'messages',
  'search',
  'online',
  'community',
  'oneliners',
  'bulletins',
  'polls',
  'callers',
  'people',
  'mentions',
  'eras',
  'settings',
  'connect',
  'claim',
  'queue',
  'console',
  'sign-up',
  'goodbye',
] as const
const AUDIENCES = ['everybody', 'guests', 'members', 'moderators', 'sysops'] as const

const schema = z.strictObject({
  entry: z
    .array(
      z.strictObject({
        action: z.enum(ACTIONS),
        key: z.string().regex(/^[a-z0-9]$/, 'one small letter or digit'),
        label: z.string().min(1).max(24).optional(),
        for: z.enum(AUDIENCES).default('everybody'),
      }),
    )
    .min(1),
})

export type MenuEntry = z.infer<typeof schema>['entry'][number]
export type MenuAction = MenuEntry['action']

const menus = new Map<string, readonly MenuEntry[]>()

/** @throws when the file cannot be read, or says something that is not understood */
export const loadMenu = (folders: DataFolders): readonly MenuEntry[] => {
  const file = findDataFile(folders, 'screens', 'menu.toml')
  let menu = menus.get(file)
  if (menu === undefined) {
    menu = menuFrom(readFileSync(file, 'utf8'), file)
    menus.set(file, menu)
  }
  return menu
}

/** @throws Error with the place and the reason on one line */
export const menuFrom = (source: string, file: string): readonly MenuEntry[] => {
  const result = schema.safeParse(parsed(source, file))
  if (!result.success) {
    const [issue] = result.error.issues
    throw new Error(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not understood'}`)
  }
  const { entry } = result.data
  for (const audience of ['guest', 'member', 'moderator', 'sysop'] as const) {
    const keys = entry.filter((each) => isFor(each, audience)).map((each) => each.key)
    const twice = keys.find((key, at) => keys.indexOf(key) !== at)
    if (twice !== undefined) throw new Error(`${file}: the key "${twice}" is there twice`)
  }
  return entry
}

const parsed = (source: string, file: string): unknown => {
  try {
    return parse(source)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    throw new Error(`${file}, line ${error.line}: ${error.message.split('\n')[0]}`)
  }
}

export const isFor = (entry: MenuEntry, role: Role): boolean => {
  switch (entry.for) {
    case 'everybody':
      return true
    case 'guests':
      return role === 'guest'
    case 'members':
      return role !== 'guest'
    case 'moderators':
      return role === 'moderator' || role === 'sysop'
    case 'sysops':
      return role === 'sysop'
    default:
      return entry.for satisfies never
  }
}
