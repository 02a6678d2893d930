import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Conversation } from '../testing/conversation.ts'
import { type NntpHouse, openNntpHouse } from '../testing/nntp-house.ts'

let house: NntpHouse
let reader: Conversation

beforeEach(async () => {
  house = await openNntpHouse()
  await house.fill('test.a', 30)
  reader = await house.connect()
})
afterEach(() => house.close())

/** The lines of a block whose status line has been read. */
const blockOf = async (conversation: Conversation): Promise<string[]> => {
  const lines: string[] = []
  for (let line = await conversation.next(); line !== '.'; line = await conversation.next()) lines.push(line)
  return lines
}

const ask = async (conversation: Conversation, command: string, status: string): Promise<string[]> => {
  await conversation.script(`> ${command}`, `= ${status}`)
  return blockOf(conversation)
}

describe('a newsgroup', () => {
  test('is selected with its count and water marks, and walked through', async () => {
    await reader.script(
      '> GROUP test.a',
      '= 211 30 1 30 test.a',
      '> STAT',
      '= 223 1 <1@test>',
      '> LAST',
      '= 422 *',
      '> NEXT',
      '= 223 2 <2@test> *',
      '> STAT 30',
      '= 223 30 <30@test>',
      '> NEXT',
      '= 421 *',
      '> LAST',
      '= 223 29 *',
      '> STAT 31',
      '= 423 *',
      '> STAT <7@test>',
      '= 223 0 <7@test>',
      '> STAT',
      '= 223 29 <29@test>',
    )
  })

  test('that is empty has a low water mark one above its high one', async () => {
    await house.fill('test.empty', 0)
    await reader.script('> GROUP test.empty', '= 211 0 1 0 test.empty', '> STAT', '= 420 *', '> NEXT', '= 420 *')
    expect(await ask(reader, 'LISTGROUP', '211 0 1 0 test.empty *')).toEqual([])
    await reader.script('> OVER 1-10', '= 423 *', '> XOVER', '= 420 *')
  })

  test('lists its numbers, all or in a range', async () => {
    await reader.script('> LISTGROUP', '= 412 *')
    expect(await ask(reader, 'LISTGROUP test.a', '211 30 1 30 test.a *')).toHaveLength(30)
    await reader.script('> STAT', '= 223 1 *')
    expect(await ask(reader, 'LISTGROUP test.a 5-7', '211 30 1 30 *')).toEqual(['5', '6', '7'])
    expect(await ask(reader, 'LISTGROUP test.a 29-', '211 *')).toEqual(['29', '30'])
    expect(await ask(reader, 'LISTGROUP test.a 7-5', '211 *')).toEqual([])
    await reader.script('> LISTGROUP test.a x', '= 501 *', '> LISTGROUP test.no', '= 411 *')
  })

  test('that is not there, or not for this reader, is 411; where a login might help it is 480', async () => {
    await house.core.boards.add({ session: house.console, board: 'club.inner', description: '', readRole: 'member' })
    await reader.script(
      '> GROUP no.such.group',
      '= 411 *',
      '> GROUP club.inner',
      '= 480 *',
      '> GROUP club.nothing',
      '= 480 *',
      '> LIST ACTIVE club.*',
      '= 215 *',
      '= .',
    )
    const anna = await house.logIn('anna')
    await anna.script(
      '> GROUP club.inner',
      '= 211 0 1 0 *',
      '> GROUP club.nothing',
      '= 411 *',
      '> GROUP samband.staff',
      '= 411 *',
    )
  })
})
