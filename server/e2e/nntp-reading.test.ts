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

describe('an article', () => {
  test('comes back octet for octet, with our Xref in place of a foreign one', async () => {
    const lines = await ask(reader, 'ARTICLE <11@test>', '220 0 <11@test>')
    expect(lines).toEqual([
      'Path: elsewhere!not-for-mail',
      'From: Poster 11 <p11@example.net>',
      'Newsgroups: test.a',
      'Subject: Article 11',
      'Date: Thu, 01 Jan 2026 00:00:11 +0000',
      'Message-ID: <11@test>',
      // Octet E9, which is no UTF-8: the test's own socket shows it so.
      'X-Odd: caf\ufffd',
      'Xref: news.test test.a:11',
      '',
      'This is number 11.',
      '..a line that begins with a dot',
    ])
  })

  test('can be had as head, body or the knowledge that it is there', async () => {
    await reader.script('> ARTICLE 3', '= 412 *', '> GROUP test.a', '= 211 *')
    expect(await ask(reader, 'HEAD 3', '221 3 <3@test>')).toContain('Subject: Article 3')
    expect(await ask(reader, 'BODY', '222 3 <3@test>')).toEqual([
      'This is number 3.',
      '..a line that begins with a dot',
    ])
    expect(await ask(reader, 'head <4@test>', '221 0 <4@test>')).not.toContain('')
    await reader.script('> STAT', '= 223 3 *', '> ARTICLE 99', '= 423 *', '> HEAD <no@test>', '= 430 *')
    await reader.script('> BODY xyz', '= 501 *', '> STAT <>', '= 501 *', '> STAT 0', '= 423 *', '> STAT', '= 223 3 *')
  })

  test('in a board that one may not read does not exist', async () => {
    const { core, console } = house
    await core.boards.add({ session: console, board: 'test.secret', description: '', readRole: 'moderator' })
    const boss = await house.enter('boss')
    await core.accounts.setRole({ session: console, name: 'boss', role: 'moderator' })
    const { messageId } = await core.boards.post({ session: boss, boards: ['test.secret'], subject: 'x', text: 'y' })
    for (const command of ['ARTICLE', 'STAT', 'OVER', 'HDR Subject']) {
      await reader.script(`> ${command} ${messageId}`, '= 430 *')
    }
    expect(await ask(reader, 'NEWNEWS * 20000101 000000', '230 *')).not.toContain(messageId)
    expect(await ask(reader, 'LIST COUNTS test.*', '215 *')).toEqual(['test.a 30 1 30 y'])
  })
})

describe('overviews', () => {
  test('have seven fields in order, and Xref in full', async () => {
    await reader.script('> OVER 1-', '= 412 *', '> XOVER', '= 412 *', '> GROUP test.a', '= 211 *')
    const lines = await ask(reader, 'OVER 12-13', '224 *')
    const fields = lines[0]?.split('\t') ?? []
    expect(fields.slice(0, 6)).toEqual([
      ...[
        '12',
        'Article 12',
        'Poster 12 <p12@example.net>',
        'Thu, 01 Jan 2026 00:00:12 +0000',
        '<12@test>',
        '<11@test>',
      ],
    ])
    // The article's own octets, as they came, and the lines of its body.
    expect(Number(fields[6])).toBe(285)
    expect(fields.slice(7)).toEqual(['2', 'Xref: news.test test.a:12'])
    expect(lines).toHaveLength(2)
  })

  test('of a range, of one number, of the current article, by Message-ID', async () => {
    await reader.script('> GROUP test.a', '= 211 *')
    expect(await ask(reader, 'XOVER 1-', '224 *')).toHaveLength(30)
    expect(await ask(reader, 'XOVER 0000000030-9999999999999999', '224 *')).toHaveLength(1)
    expect(await ask(reader, 'OVER', '224 *')).toMatchObject([expect.stringMatching(/^1\t/)])
    expect(await ask(reader, 'OVER <7@test>', '224 *')).toMatchObject([expect.stringMatching(/^0\tArticle 7\t/)])
    await reader.script(
      '> OVER 31-',
      '= 423 *',
      '> OVER 5-2',
      '= 423 *',
      '> OVER 1-2-3',
      '= 501 *',
      '> OVER <no@test>',
      '= 430 *',
    )
    await reader.script('> OVER 1 2', '= 501 Syntax: OVER *')
  })

  test('of ten thousand articles come whole and in order, while another reader is served', {
    timeout: 30_000,
  }, async () => {
    await house.fill('test.big', 10_000)
    await reader.script('> GROUP test.big', '= 211 10000 1 10000 *')
    const other = await house.connect()
    reader.send('OVER 1-')
    await other.script('> GROUP test.a', '= 211 *', '> STAT 5', '= 223 *')
    await reader.script('= 224 *')
    const numbers = (await blockOf(reader)).map((line) => Number(line.split('\t')[0]))
    expect(numbers).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 1))
    // Also a search that finds nothing lets everybody have their turn in between.
    let turns = 0
    const count = (): void => {
      turns += 1
      turning = setImmediate(count)
    }
    let turning = setImmediate(count)
    expect(await ask(reader, 'XPAT Subject 1- nothing', '221 *')).toEqual([])
    clearImmediate(turning)
    expect(turns).toBeGreaterThan(40)
  })
})

describe('header fields', () => {
  test('of a range, from the overview or from the article itself', async () => {
    await reader.script('> XHDR Path', '= 412 *', '> HDR Subject 1-', '= 412 *', '> GROUP test.a', '= 211 *')
    expect(await ask(reader, 'HDR subject 9-10', '225 *')).toEqual(['9 Article 9', '10 Article 10'])
    expect(await ask(reader, 'HDR X-Odd 9', '225 *')).toEqual(['9 caf\ufffd'])
    expect(await ask(reader, 'HDR X-None 9', '225 *')).toEqual(['9 '])
    expect(await ask(reader, 'HDR References 1-2', '225 *')).toEqual(['1 ', '2 <1@test>'])
    expect(await ask(reader, 'HDR :lines 9', '225 *')).toEqual(['9 2'])
    expect(await ask(reader, 'HDR Xref <9@test>', '225 *')).toEqual(['0 news.test test.a:9'])
    expect(await ask(reader, 'HDR X-Odd 1-', '225 *')).toHaveLength(30)
    expect(await ask(reader, 'XHDR X-None 9', '221 *')).toEqual(['9 (none)'])
    expect(await ask(reader, 'XHDR Subject <9@test>', '221 *')).toEqual(['<9@test> Article 9'])
    await reader.script('> HDR Subject 31-', '= 423 *', '> HDR Subject <no@test>', '= 430 *', '> HDR a:b 1', '= 501 *')
    await reader.script('> HDR', '= 501 *', '> HDR :other 1', '= 501 *')
  })

  test('that match a pattern', async () => {
    await reader.script('> GROUP test.a', '= 211 *')
    expect(await ask(reader, 'XPAT Subject 1- *[12]0 *7', '221 *')).toEqual([
      ...['7 Article 7', '10 Article 10', '17 Article 17', '20 Article 20', '27 Article 27'],
    ])
    expect(await ask(reader, 'XPAT X-None 1- *', '221 *')).toEqual([])
    expect(await ask(reader, 'XPAT From <5@test> *p5@*', '221 *')).toEqual(['<5@test> Poster 5 <p5@example.net>'])
    await reader.script('> XPAT Subject 1-', '= 501 *', '> XPAT Subject 99 *', '= 423 *')
  })
})

describe('lists', () => {
  test('of newsgroups, each in its own form, with a wildmat', async () => {
    const of = (keyword: string) => ask(reader, `LIST ${keyword} test.*,samband.announce,!*.no`, '215 *')
    expect(await of('active')).toEqual(['samband.announce 1 1 n', 'test.a 30 1 y'])
    expect(await of('COUNTS')).toEqual(['samband.announce 1 1 1 n', 'test.a 30 1 30 y'])
    expect(await of('NEWSGROUPS')).toEqual([
      'samband.announce\tNews of this place. Written by its staff, read by all.',
      'test.a\tTrials',
    ])
    expect(await of('ACTIVE.TIMES')).toMatchObject([
      expect.stringMatching(/^samband\.announce \d{10} usenet@news\.test$/),
      expect.stringMatching(/^test\.a \d{10} usenet@news\.test$/),
    ])
    expect(await ask(reader, 'LIST SUBSCRIPTIONS', '215 *')).not.toContain('test.a')
    expect(await ask(reader, 'XGTITLE test.*', '282 *')).toEqual(['test.a\tTrials'])
    expect(await ask(reader, 'LIST', '215 *')).toEqual(await ask(reader, 'LIST ACTIVE', '215 *'))
    await reader.script('> LIST ACTIVE [a]', '= 501 *', '> XGTITLE', '= 481 *')
  })

  test('of what there is to know otherwise', async () => {
    expect(await ask(reader, 'LIST OVERVIEW.FMT', '215 *')).toEqual([
      ...['Subject:', 'From:', 'Date:', 'Message-ID:', 'References:', ':bytes', ':lines', 'Xref:full'],
    ])
    for (const which of ['', ' RANGE', ' MSGID']) {
      expect(await ask(reader, `LIST HEADERS${which}`, '215 *')).toEqual([':', ':bytes', ':lines'])
    }
    expect(await ask(reader, 'LIST MOTD', '215 *')).toEqual(['Be kind.', '..'])
    for (const empty of ['DISTRIB.PATS', 'DISTRIBUTIONS', 'MODERATORS']) {
      expect(await ask(reader, `LIST ${empty}`, '215 *')).toEqual([])
    }
    await reader.script('> LIST NONSENSE', '= 501 *', '> LIST OVERVIEW.FMT x', '= 501 *', '> LIST HEADERS X', '= 501 *')
  })

  test('of what is new', async () => {
    expect(await ask(reader, 'NEWGROUPS 20000101 000000 GMT', '231 *')).toContain('test.a 30 1 y')
    expect(await ask(reader, 'NEWGROUPS 000101 000000', '231 *')).toContain('test.a 30 1 y')
    expect(await ask(reader, 'NEWGROUPS 20990101 000000 GMT', '231 *')).toEqual([])
    expect(await ask(reader, 'NEWNEWS test.* 20000101 000000 GMT', '230 *')).toEqual(
      Array.from({ length: 30 }, (_, index) => `<${index + 1}@test>`),
    )
    expect(await ask(reader, 'NEWNEWS *,!test.* 20000101 000000 GMT', '230 *')).toHaveLength(2)
    expect(await ask(reader, 'NEWNEWS * 20990101 000000', '230 *')).toEqual([])
    expect(await ask(reader, 'NEWNEWS no.* 20000101 000000', '230 *')).toEqual([])
    await reader.script('> NEWNEWS * 20001301 000000', '= 501 *', '> NEWGROUPS 20000101 000000 CET', '= 501 *')
  })

  test('and the time, the commands, the farewell', async () => {
    await reader.script('> DATE', `= 111 ${new Date().toISOString().slice(0, 10).replaceAll('-', '')}*`)
    expect(await ask(reader, 'help', '100 *')).toContain('  XPAT header range|message-id pattern [pattern...]')
    await reader.script('> QUIT', '= 205 *')
    await reader.ended()
  })
})
