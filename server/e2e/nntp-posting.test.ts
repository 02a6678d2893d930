import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CoreEvent } from '../core/events.ts'
import type { MessageId, SessionId } from '../core/ids.ts'
import type { Conversation } from '../testing/conversation.ts'
import { type NntpHouse, openNntpHouse } from '../testing/nntp-house.ts'
import { formatDate } from '../wire/article/date.ts'

let house: NntpHouse
let anna: Conversation
/** Somebody in the BBS. */
let bert: SessionId

beforeEach(async () => {
  house = await openNntpHouse({ settings: { LIMITS_THROTTLE: 'false' } })
  await house.fill('test.a', 3)
  await house.fill('test.b', 0)
  anna = await house.logIn('anna')
  bert = await house.enter('bert')
})
afterEach(() => house.close())

const HEAD = ['From: Anna <anna@example.org>', 'Newsgroups: test.a', 'Subject: Hello']

/** Posts the lines and gives the answer. */
const post = async (lines: readonly string[], poster = anna): Promise<string> => {
  await poster.script('> POST', '= 340 *')
  poster.send(...lines.map((line) => (line.startsWith('.') ? `.${line}` : line)), '.')
  return poster.next()
}

const refusalOf = (...fields: readonly string[]): Promise<string> => post([...HEAD, ...fields, '', 'text'])
const idIn = (answer: string): MessageId => /<[^>]*>/.exec(answer)?.[0] as MessageId

const rawOf = async (messageId: MessageId): Promise<string> =>
  Buffer.from(await house.core.boards.raw({ session: bert, messageId })).toString('latin1')

describe('posting', () => {
  test('an article is at once in the BBS, in OVER of others, and its author is told its Message-ID', async () => {
    const heard: CoreEvent[] = []
    house.house.link.subscribe((event) => heard.push(event))
    const other = await house.connect()
    const answer = await post([...HEAD, 'References: <2@test>', '', '.dots', '..', 'grüße', ''])
    expect(answer).toMatch(/^240 <[^>]+@news\.test> posted to test\.a:4$/)
    const read = await house.core.boards.read({ session: bert, article: idIn(answer) })
    expect(read).toMatchObject({ subject: 'Hello', author: 'Anna', parent: '<2@test>', text: '.dots\n..\ngrüße\n' })
    expect(heard.filter(({ type }) => type === 'article.posted')).toMatchObject([
      { messageId: idIn(answer), placements: [{ board: 'test.a', number: 4 }], startsThread: false, author: 'Anna' },
    ])
    await other.script(
      '> GROUP test.a',
      '= 211 4 1 4 *',
      '> XOVER 4-',
      '= 224 *',
      `= 4\tHello\t*\t${idIn(answer)}\t<2@test>\t*`,
    )
  })

  test('what is written in the BBS is in OVER at once', async () => {
    await anna.script('> GROUP test.a', '= 211 3 1 3 *')
    const words = { subject: 'From the BBS', text: 'x', boards: ['test.a'] }
    const { messageId } = await house.core.boards.post({ session: bert, ...words })
    await anna.script('> OVER 4-', '= 224 *', `= 4\tFrom the BBS\t*\t${messageId}\t*`)
  })

  test('adds what is the server’s to add, and leaves the poster’s octets as they are', async () => {
    await anna.script('> POST', '= 340 *')
    const own = [
      'from:   Odd  <a@example.org>  ',
      'NEWSGROUPS: test.a',
      'Subject: a\r\n\tfolded  one',
      'X-Octets: \xe5\xff\x80',
      'Organization: =?UTF-8?Q?=C3=A5?=',
    ]
    const body = ' leading\r\ntrailing  \r\n\xe6\xf8\xe5\t\x01\r\n\r\n-- \r\nsig\r\n'
    anna.sendRaw(Buffer.from(`${own.join('\r\n')}\r\n\r\n${body}.\r\n`, 'latin1'))
    const raw = await rawOf(idIn(await anna.expect('240 *')))
    const [head = '', ...rest] = raw.split('\r\n\r\n')
    expect(rest.join('\r\n\r\n')).toBe(body)
    expect(head).toContain(`Path: news.test!.POSTED!not-for-mail\r\n${own.join('\r\n')}\r\nMessage-ID: <`)
    for (const added of [/\r\nDate: .* \+0000/, /\r\nInjection-Date: /, /\r\nCancel-Lock: sha256:[\w+/]{43}=/]) {
      expect(head).toMatch(added)
    }
    expect(head.replace(/\r\n /g, ' ')).toContain(
      'Injection-Info: news.test; posting-account="anna"; mail-complaints-to="usenet@news.test"',
    )
    expect(head).not.toMatch(/127\.0\.0\.1|::1/)
  })

  test('a Sender is who the server knows, a Path is prolonged, an Xref is dropped', async () => {
    const answer = await post([...HEAD, 'Sender: boss@example.com', 'Path: my.machine!anna', 'Xref: x y:1', '', 'text'])
    const raw = await rawOf(idIn(answer))
    expect(raw).toContain('\r\nSender: anna@news.test\r\n')
    expect(raw).toMatch(/^Path: news\.test!\.POSTED!my\.machine!anna\r\n/)
    expect(raw).not.toMatch(/boss@|Xref/)
  })

  test('with an own Message-ID and Date both stay, and no Injection-Date is added (RFC 5537 §3.5)', async () => {
    const date = formatDate(Date.now() - 3_600_000)
    expect(await post([...HEAD, 'Message-ID: <mine@example.org>', `Date: ${date}`, '', 'x'])).toMatch(/^240 <mine@/)
    const raw = await rawOf('<mine@example.org>' as MessageId)
    expect(raw).toContain(`Date: ${date}\r\n`)
    expect(raw).not.toContain('Injection-Date')
  })

  test('to several newsgroups is one article; a name that is not here is passed over', async () => {
    const answer = await post(['From: a@b.c', 'Newsgroups: test.b, test.a,alt.elsewhere', 'Subject: x', '', 'text'])
    expect(answer).toMatch(/posted to test\.b:1 test\.a:4$/)
    await anna.script('> GROUP test.b', '= 211 1 1 1 *', '> HDR Xref 1', '= 225 *', '= 1 news.test test.b:1 test.a:4')
  })
})

describe('what is refused, with its reason', () => {
  test('a stranger, before anything is sent', async () => {
    const stranger = await house.connect()
    await stranger.script('> POST', '= 480 *', '> DATE', '= 111 *')
  })

  test.each([
    [['Subject: again'], /^441 Subject stands there more than once/],
    [['Date: 99 Foo'], /^441 The Date cannot be read/],
    [[`Date: ${formatDate(Date.now() + 2 * 86_400_000)}`], /^441 Its Date lies in the future/],
    [[`Date: ${formatDate(Date.now() - 11 * 86_400_000)}`], /^441 Its Date is more than 10 days past/],
    [['Message-ID: <no id>'], /^441 Message-ID is not a proper one/],
    [['Message-ID: <a@b>x'], /^441 Message-ID/],
    [['Followup-To: a b'], /^441 Followup-To/],
    [['Approved: me@example.org'], /^441 Only moderators may set Approved/],
    [['Injection-Info: elsewhere'], /^441 It was injected elsewhere already/],
    [['NNTP-Posting-Host: x'], /^441 It was injected elsewhere/],
    [['Path: a!.POSTED!b'], /^441 It was injected elsewhere/],
    [['no field'], /^441 Line 4 of its header/],
    [['X:y'], /^441 Line 4 of its header/],
    [[`X-Long: ${'x'.repeat(1000)}`], /^441 A line of its header is longer/],
    [['Control: newgroup test.c'], /^441 Control messages other than cancel/],
    [['Supersedes: x'], /^441 Supersedes needs/],
  ])('%s', async (fields, expected) => {
    expect(await refusalOf(...fields)).toMatch(expected)
    await anna.script('> GROUP test.a', '= 211 3 1 3 *')
  })

  test('an article that lacks what every article has', async () => {
    for (const missing of ['From', 'Newsgroups', 'Subject']) {
      const fields = HEAD.filter((field) => !field.startsWith(missing))
      expect(await post([...fields, '', 'x'])).toBe(`441 ${missing} is missing`)
    }
    expect(await post([...HEAD, '', ' ', ''])).toBe('441 It has no text')
    expect(await post(HEAD)).toMatch(/^441 There is no blank line/)
    expect(await post([])).toMatch(/^441 /)
    expect(await post(['', 'x'])).toMatch(/^441 It has no header/)
    expect(await post(['From: nobody', 'Newsgroups: test.a', 'Subject: x', '', 'y'])).toBe('441 From holds no address')
  })

  test('newsgroups that are not there, not for this account, or closed to it', async () => {
    const to = (names: string) => post(['From: a@b.c', `Newsgroups: ${names}`, 'Subject: x', '', 'y'])
    expect(await to('no.such')).toBe('441 None of these newsgroups is here: no.such')
    expect(await to('samband.staff')).toBe('441 None of these newsgroups is here: samband.staff')
    expect(await to('test.a,samband.announce')).toBe('441 You may not post that: samband.announce')
    expect(await to('a/../b')).toBe('441 Newsgroups holds what is no name')
  })

  test('the same Message-ID again, also after it was cancelled, and one that an archive brought', async () => {
    const article = [...HEAD, 'Message-ID: <once@example.org>', '', 'x']
    expect(await post(article)).toMatch(/^240/)
    const again = '441 An article with the Message-ID <once@example.org> has been posted already'
    expect(await post(article)).toBe(again)
    expect(await refusalOf('Control: cancel <once@example.org>')).toMatch(/^240/)
    expect(await post(article)).toBe(again)
    expect(await refusalOf('Message-ID: <1@test>')).toMatch(/^441 .* posted already/)
  })

  test('an article that is too long, once it has been read to its end', async () => {
    const line = 'x'.repeat(998)
    expect(await post([...HEAD, '', ...Array.from({ length: 1100 }, () => line)])).toMatch(
      /^441 The article is too long/,
    )
    await anna.script('> POST', '= 340 *')
    for (let part = 0; part < 40; part += 1) anna.sendRaw(`${'.'.repeat(100_000)}\r\n`)
    anna.sendRaw('.\r\nDATE\r\n')
    await anna.script('= 441 The article is too long*', '= 111 *')
  })

  test('bare line feeds and NULs, and what hides behind a false end is text', async () => {
    await anna.script('> POST', '= 340 *')
    anna.sendRaw(`${HEAD.join('\r\n')}\r\n\r\nx\n.\nPOST\r\n\n.\r\nQUIT\r\n.\n\r\n.\r\n`)
    await anna.script('= 441 Every line must end in CR LF*', '> DATE', '= 111 *')
    await anna.script('> POST', '= 340 *')
    anna.sendRaw(`${HEAD.join('\r\n')}\r\n\r\na\0b\r\n.\r\n`)
    await anna.script('= 441 An article may not hold a NUL')
  })

  test('too many at once', async () => {
    await house.close()
    house = await openNntpHouse()
    await house.fill('test.a', 0)
    anna = await house.logIn('anna')
    for (let count = 0; count < 5; count += 1) expect(await refusalOf()).toMatch(/^240/)
    expect(await refusalOf()).toMatch(/^441 Not so fast, please; try again in \d+ s$/)
  })
})

describe('taking back', () => {
  test('a cancel by its author leaves a hole, and the thread holds together', async () => {
    const root = idIn(await refusalOf())
    const answer = idIn(await refusalOf(`References: ${root}`))
    expect(await refusalOf(`Control: cancel ${root}`, 'Message-ID: <cancel@example.org>')).toBe(
      '240 Done: the article is cancelled',
    )
    await anna.script('> GROUP test.a', '= 211 4 1 5 *', '> STAT 4', '= 423 *', `> ARTICLE ${root}`, '= 430 *')
    await anna.script('> STAT 3', '= 223 3 *', '> NEXT', '= 223 5 *')
    const board = 'test.a'
    const [listed] = await house.core.boards.threads({ session: bert, board, limit: 1 })
    expect(listed).toMatchObject({ subject: 'Hello', count: 1, firstNumber: 5, lastNumber: 5 })
    const tree = await house.core.boards.thread({ session: bert, board, thread: listed?.thread ?? (0 as never) })
    expect(tree.map(({ messageId }) => messageId)).toEqual([answer])
    await expect(house.core.boards.read({ session: bert, article: root })).rejects.toThrow('no-such-article')
  })

  test('of the lowest article moves the low water mark, of the only one empties the group', async () => {
    const to = (...fields: string[]) => post(['From: a@b.c', 'Newsgroups: test.b', 'Subject: x', ...fields, '', 'y'])
    const [first, second] = [idIn(await to()), idIn(await to())]
    await to(`Control: cancel ${first}`)
    await anna.script('> GROUP test.b', '= 211 1 2 2 *')
    await to(`Control: cancel ${second}`)
    await anna.script('> GROUP test.b', '= 211 0 3 2 *')
    expect(await house.core.boards.get({ session: bert, board: 'test.b' })).toMatchObject({ count: 0, threads: 0 })
    expect(await to()).toMatch(/test\.b:3$/)
  })

  test('by somebody else, or of what is not here, is refused', async () => {
    const { messageId } = await house.core.boards.post({ session: bert, boards: ['test.a'], subject: 'x', text: 'y' })
    expect(await refusalOf(`Control: cancel ${messageId}`)).toBe(`441 You may not post that: ${messageId} is not yours`)
    expect(await refusalOf(`Supersedes: ${messageId}`)).toBe(`441 You may not post that: ${messageId} is not yours`)
    expect(await refusalOf('Control: cancel <1@test>')).toMatch(/^441 .* is not yours$/)
    expect(await refusalOf('Control: cancel <no@where>')).toBe('441 There is no article <no@where> to cancel')
    await anna.script('> GROUP test.a', '= 211 4 1 4 *')
  })

  test('with the key to its Cancel-Lock, whoever shows it (RFC 8315)', async () => {
    // The lock of the key "secret".
    const lock = 'sha256:K7gNU3sdo+OL0wNhqoVWhr3g6s1xYv72ol/pe/Unols='
    const locked = idIn(await refusalOf(`Cancel-Lock: ${lock}`))
    const carl = await house.logIn('carl')
    const cancel = (key: string) => post([...HEAD, `Control: cancel ${locked}`, `Cancel-Key: ${key}`, '', 'x'], carl)
    expect(await cancel('sha256:wrong')).toMatch(/^441/)
    expect(await cancel('sha1:secret')).toMatch(/^441/)
    expect(await cancel('sha512:x sha256:secret')).toMatch(/^240/)
  })

  test('Supersedes puts another article in its place', async () => {
    const old = idIn(await refusalOf())
    const heard: CoreEvent[] = []
    house.house.link.subscribe((event) => heard.push(event))
    const answer = await post(['From: a@b.c', 'Newsgroups: test.a', 'Subject: Better', `Supersedes: ${old}`, '', 'y'])
    expect(answer).toMatch(/test\.a:5$/)
    await anna.script(
      '> GROUP test.a',
      '= 211 4 1 5 *',
      `> STAT ${old}`,
      '= 430 *',
      '> HDR Subject 5',
      '= 225 *',
      '= 5 Better',
    )
    expect(await rawOf(idIn(answer))).toContain('\r\nCancel-Key: sha256:')
    expect(heard.map(({ type }) => type).filter((type) => type.startsWith('article'))).toEqual([
      'article.posted',
      'article.cancelled',
    ])
  })
})

test('what peers send is politely not wanted, and read to its end', async () => {
  const stranger = await house.connect()
  await stranger.script('> IHAVE <a@b>', '= 480 *', '> IHAVE x', '= 501 *')
  await anna.script('> IHAVE <a@b>', '= 435 *', '> CHECK <a@b>', '= 438 <a@b> *', '> MODE STREAM', '= 501 *')
  anna.send('TAKETHIS <a@b>', 'Subject: x', '', 'QUIT', '.', 'DATE')
  await anna.script('= 439 <a@b> *', '= 111 *')
})
