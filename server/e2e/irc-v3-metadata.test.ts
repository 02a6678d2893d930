// draft/metadata-3: what people and channels say of themselves, who may say it, and who is told.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type IrcHouse, openIrcHouse } from '../testing/irc-house.ts'

const CAPS = 'batch draft/metadata-3 labeled-response'

let house: IrcHouse
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samband-metadata-'))
  house = await openIrcHouse({ settings: { LIMITS_THROTTLE: 'false', SERVER_STATE: folder } })
  for (const name of ['anna', 'ola']) await house.addAccount(name)
})
afterEach(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('one’s own metadata', () => {
  test('is set, asked for, listed, taken away and cleared', async () => {
    const anna = await house.enter('anna', { account: 'anna', caps: CAPS })
    await anna.script(
      '> METADATA * SET avatar :https://anna.example/me.png',
      '< :irc.test 761 anna anna avatar * :https://anna.example/me.png',
      '> METADATA anna SET pronouns hun',
      '< :irc.test 761 anna anna pronouns * :hun',
      '> METADATA * GET pronouns nothing Bad!',
      '< :irc.test BATCH +* metadata anna',
      '= @batch=* :irc.test 761 anna anna pronouns * :hun',
      '= @batch=* :irc.test 766 anna anna nothing :Key not set',
      '= @batch=* :irc.test WARN METADATA INVALID_KEY Bad! :*',
      '= :irc.test BATCH -*',
      '> METADATA * SET pronouns',
      '< :irc.test 766 anna anna pronouns :Key not set',
      '> METADATA * LIST',
      '< :irc.test BATCH +* metadata anna',
      '= @batch=* :irc.test 761 anna anna avatar *',
      '= :irc.test BATCH -*',
      '> METADATA * CLEAR',
      '< @batch=* :irc.test 766 anna anna avatar :Key not set',
      '> METADATA * LIST',
      '< :irc.test BATCH +* metadata anna',
      '= :irc.test BATCH -*',
    )
  })

  test('outlives the process, and comes with the welcome', async () => {
    const first = await house.enter('anna', { account: 'anna', caps: CAPS })
    await first.script('> METADATA * SET homepage :https://anna.example', '< * 761 anna anna homepage *')
    await house.close()
    house = await openIrcHouse({ settings: { SERVER_STATE: folder } })
    const again = await house.enter('anna', { account: 'anna', caps: CAPS })
    const batch = again.lines.findIndex((line) => / BATCH \+\S+ metadata anna$/.test(line))
    expect(again.lines[batch + 1]).toMatch(/^@batch=\S+ :irc\.test 761 anna anna homepage \* :https:\/\/anna\.example$/)
    expect(again.lines.findIndex((line) => line.includes(' 376 '))).toBeGreaterThan(batch)
  })

  test('may be set before the welcome, and is there after it', async () => {
    const gus = await house.connect()
    await gus.script(
      '> CAP LS 302',
      '< *draft/metadata-3=before-connect,max-subs=50,max-keys=20,max-key-bytes=40,max-value-bytes=200*',
      `> CAP REQ :${CAPS}`,
      '> NICK gus',
      '> METADATA * SET status :on a train',
      '< :irc.test 761 gus gus status * :on a train',
      '> METADATA ola GET status',
      '< :irc.test FAIL METADATA INVALID_TARGET ola :*',
      '> METADATA * SUB status',
      '< :irc.test 770 gus status',
      '> USER gus 0 * :gus',
      '> CAP END',
      '< :irc.test BATCH +* metadata gus',
      '= @batch=* :irc.test 761 gus gus status * :on a train',
      '< * 376 *',
      '> METADATA * SUBS',
      '< :irc.test BATCH +* metadata-subs',
      '= @batch=* :irc.test 772 gus status',
    )
  })

  test('display-name is the display name that every face shows', async () => {
    const anna = await house.enter('anna', { account: 'anna', caps: `${CAPS} setname` })
    await anna.script(
      '> METADATA * SET display-name :Anna Berg',
      '< * SETNAME :Anna Berg',
      '< :irc.test 761 anna anna display-name * :Anna Berg',
      '> WHOIS anna',
      '< :irc.test 311 anna anna * :Anna Berg',
    )
    const view = await house.core.sessions.presence({ session: house.console, nick: 'anna' })
    expect(view.displayName).toBe('Anna Berg')
  })

  test('is shown in WHOIS to who knows what to do with it', async () => {
    const anna = await house.enter('anna', { account: 'anna', caps: CAPS })
    await anna.script('> METADATA * SET homepage :https://anna.example', '< * 761 *')
    const ola = await house.enter('ola', { account: 'ola', caps: CAPS })
    await ola.script('> WHOIS anna', '< :irc.test 760 ola anna homepage * :https://anna.example', '< * 318 *')
    const plain = await house.enter('plain')
    await plain.script('> WHOIS anna', '< * 318 *')
    expect(plain.lines.some((line) => line.includes(' 760 '))).toBe(false)
  })
})

describe('subscriptions', () => {
  test('tell of changes to those who share a channel or watch, and want the key; not to who made them', async () => {
    const anna = await house.enter('anna', { account: 'anna', caps: CAPS })
    const ola = await house.enter('ola', { account: 'ola', caps: CAPS })
    const guest = await house.enter('gus', { caps: CAPS })
    await anna.script('> JOIN #tea', '< * 366 *', '> METADATA * SUB avatar', '< * 770 anna avatar')
    await ola.script('> METADATA * SUB avatar status', '< * 770 ola avatar status', '> JOIN #tea', '< * 366 *')
    await guest.script('> METADATA * SUB avatar', '< * 770 *', '> MONITOR + anna', '< * 730 *')
    await anna.script('> METADATA * SET avatar :x', '= :irc.test BATCH *', '< :irc.test 761 anna anna avatar * :x')
    await ola.script('< :irc.test 761 ola anna avatar * :x')
    await guest.script('< :irc.test 761 gus anna avatar * :x')
    await anna.script(
      '> METADATA * SET mood :fine',
      '< * 761 *',
      '> METADATA * SET avatar',
      '< * 766 anna anna avatar *',
    )
    await ola.script('< :irc.test 766 ola anna avatar :Key not set')
    expect(ola.lines.some((line) => line.includes('mood'))).toBe(false)
    await ola.script('> METADATA * UNSUB avatar', '< :irc.test 771 ola avatar')
    await anna.script('> METADATA * SET avatar :y', '< * 761 *', '> PRIVMSG ola :done')
    await ola.script('< * PRIVMSG ola :done')
    expect(ola.lines.some((line) => line.endsWith('avatar * :y'))).toBe(false)
  })

  test('bring what stands: when they are made, when a channel is joined, and when somebody comes into it', async () => {
    const anna = await house.enter('anna', { account: 'anna', caps: CAPS })
    await anna.script('> METADATA * SET avatar :a', '< * 761 *', '> JOIN #tea', '< * 366 *')
    await anna.script(
      '> METADATA #tea SET url :https://tea.example',
      '< :irc.test 761 anna #tea url * :https://tea.example',
    )
    const ola = await house.enter('ola', { account: 'ola', caps: CAPS })
    await ola.script(
      '> METADATA * SUB avatar url',
      '< * BATCH +* metadata *ALL',
      '> JOIN #tea',
      '< * BATCH +* metadata #tea',
    )
    await ola.script(
      '< @batch=* :irc.test 761 ola #tea url * :https://tea.example',
      '< @batch=* :irc.test 761 ola anna avatar * :a',
    )
    await ola.script('> @label=s1 METADATA * SUB pronouns', '< @label=s1 * BATCH +* labeled-response')
    await ola.script('< @batch=* :irc.test 770 ola pronouns', '< @batch=* :irc.test BATCH +* metadata *ALL')
    const gus = await house.enter('gus', { caps: CAPS })
    await gus.script('> METADATA * SET pronouns :de', '< * 761 *', '> JOIN #tea')
    await ola.script('< :gus!*@* JOIN #tea', '< :irc.test 761 ola gus pronouns * :de')
    await ola.script(
      '> METADATA *ALL SYNC',
      '< * BATCH +* metadata *ALL',
      '< @batch=* :irc.test 761 ola * :*',
      '< * BATCH -*',
    )
  })

  test('end with the capability', async () => {
    const ola = await house.enter('ola', { account: 'ola', caps: CAPS })
    await ola.script('> METADATA * SUB avatar', '< * 770 *', '> CAP REQ -draft/metadata-3', '< * ACK *')
    await ola.script('> METADATA * SUBS', '< * FAIL METADATA INVALID_PARAMS *', `> CAP REQ :${CAPS}`, '< * ACK *')
    await ola.script('> METADATA * SUBS', '< * BATCH +* metadata-subs', '= :irc.test BATCH -*')
  })

  test('are fifty at most, and the first that found no room is named', async () => {
    const ola = await house.enter('ola', { account: 'ola', caps: CAPS })
    for (let from = 0; from < 50; from += 10) {
      ola.send(`METADATA * SUB ${Array.from({ length: 10 }, (_, index) => `k${from + index}`).join(' ')}`)
    }
    await ola.script('> METADATA * SUB k49 one-more another', '< * 770 ola k49')
    await ola.script('< :irc.test FAIL METADATA LIMIT_REACHED one-more 50 :*')
  })
})

describe('what may not be', () => {
  test('others, and channels that one does not keep, are refused; the staff may', async () => {
    await house.addAccount('mod', 'moderator')
    const anna = await house.enter('anna', { account: 'anna', caps: CAPS })
    const ola = await house.enter('ola', { account: 'ola', caps: CAPS })
    const mod = await house.enter('mod', { account: 'mod', caps: CAPS })
    await anna.script('> JOIN #tea', '< * 366 *')
    await ola.script('> JOIN #tea', '< * 366 *', '> METADATA #tea SET url :x')
    await ola.script('< :irc.test FAIL METADATA KEY_NO_PERMISSION #tea url :*')
    await ola.script('> METADATA anna SET avatar :x', '< :irc.test FAIL METADATA KEY_NO_PERMISSION anna avatar :*')
    await ola.script('> METADATA anna SUB avatar', '< :irc.test FAIL METADATA INVALID_TARGET anna :*')
    await ola.script('> METADATA #tea CLEAR', '< :irc.test FAIL METADATA KEY_NO_PERMISSION #tea * :*')
    await mod.script('> METADATA anna SET avatar :seemly', '< :irc.test 761 mod anna avatar * :seemly')
    await anna.script('> METADATA * LIST', '< @batch=* :irc.test 761 anna anna avatar * :seemly')
  })

  test('what is malformed is told apart', async () => {
    const anna = await house.enter('anna', { account: 'anna', caps: CAPS })
    await anna.script(
      '> METADATA',
      '< :irc.test FAIL METADATA INVALID_PARAMS * :*',
      '> METADATA * SNEEZE',
      '< :irc.test FAIL METADATA INVALID_PARAMS SNEEZE :*',
      '> METADATA * GET',
      '< :irc.test FAIL METADATA INVALID_PARAMS GET :*',
      '> METADATA * SET UPPER :x',
      '< :irc.test FAIL METADATA INVALID_KEY UPPER :*',
      `> METADATA * SET long :${'x'.repeat(201)}`,
      '< :irc.test FAIL METADATA INVALID_VALUE long :*',
      '> METADATA nobody LIST',
      '< :irc.test FAIL METADATA INVALID_TARGET nobody :*',
      '> METADATA #nowhere SYNC',
      '< :irc.test FAIL METADATA INVALID_TARGET #nowhere :*',
    )
    for (let index = 0; index < 20; index += 1) anna.send(`METADATA * SET key${index} :x`)
    await anna.script('> METADATA * SET one-more :x', '< :irc.test FAIL METADATA LIMIT_REACHED * 20 :*')
  })
})
