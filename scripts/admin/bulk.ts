// A class or a club at once: accounts from CSV, one line each, `name[,password[,role[,display name]]]`. A missing
// password is made and printed, so that the list can be handed out.

import { isRefusal } from '../../server/core/refusal.ts'
import { ROLES, type Role } from '../../server/core/visibility.ts'
import type { Connection } from '../connect.ts'
import { refusalWords } from '../refusal-words.ts'
import { randomPasswordText } from './passwords.ts'

interface Line {
  readonly name: string
  readonly password: string
  readonly role: Exclude<Role, 'guest'>
  readonly displayName: string
}

/** RFC 4180 fields of one line: quotes may hold commas, and a doubled quote is a quote. */
export const csvFields = (line: string): string[] => {
  const fields: string[] = []
  const pattern = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g
  for (const match of line.matchAll(pattern)) fields.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim())
  return fields
}

/** Adds what can be added, prints a line for each, and returns how many could not. */
export const addFromCsv = async ({ core, session }: Connection, text: string): Promise<number> => {
  let failed = 0
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#') || (index === 0 && /^"?name"?(,|$)/i.test(line))) continue
    try {
      const { name, password, role, displayName } = readLine(line)
      const given = password === '' ? randomPasswordText() : password
      await core.accounts.add({ session, name, password: given, role, displayName })
      console.log(password === '' ? `${name},${given}` : `${name}`)
    } catch (error) {
      failed += 1
      const why = isRefusal(error) ? refusalWords(error) : error instanceof Error ? error.message : String(error)
      console.error(`line ${index + 1}: ${why}`)
    }
  }
  return failed
}

const readLine = (line: string): Line => {
  const [name = '', password = '', roleText = '', displayName = ''] = csvFields(line)
  const role = roleText === '' ? 'member' : ROLES.find((each) => each === roleText)
  if (role === undefined || role === 'guest') throw new Error(`"${roleText}" is no role`)
  return { name, password, role, displayName }
}
