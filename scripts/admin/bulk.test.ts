import { expect, test } from 'vitest'
import { csvFields } from './bulk.ts'

test.each([
  ['anna', ['anna']],
  ['anna,secret,member,Anna A.', ['anna', 'secret', 'member', 'Anna A.']],
  ['anna,,moderator', ['anna', '', 'moderator']],
  ['"anna","a, ""quoted"" secret",', ['anna', 'a, "quoted" secret', '']],
  [' anna , secret ', ['anna', 'secret']],
])('the line %j has the fields %j', (line, fields) => {
  expect(csvFields(line)).toEqual(fields)
})
