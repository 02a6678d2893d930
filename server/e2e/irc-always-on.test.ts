import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Conversation, openConversation } from '../testing/conversation.ts'
import { openWorld, passwordOf, type World } from '../testing/world.ts'

let stateFolder = ''
let world: World
beforeEach(async () => {
  stateFolder = mkdtempSync(join(tmpdir(), 'samband-always-'))
  world = await start()
})
afterEach(async () => {
  await world.close()
  rmSync(stateFolder, { recursive: true, force: true })
})

const start = (): Promise<World> => openWorld({ stateFolder, settings: { LIMITS_THROTTLE: 'false' } })

const enter = async (nick: string, isAccount = false): Promise<Conversation> => {
  const client = await openConversation({ port: world.port('irc') })
  if (isAccount) client.send(`PASS ${nick}:${passwordOf(nick)}`)
  client.send(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`)
  await client.expect('* 376 *')
  return client
}

/** Anna is in two channels, always on, and gone. */
const leaveAnnaBehind = async (): Promise<void> => {
  await world.addAccount('anna')
  const anna = await enter('anna', true)
  await anna.script('> JOIN #lobby,#attic', '< * 366 anna #attic *', '> NS set always-on on')
  await anna.script('< * NOTICE anna :You stay in your channels*', '> QUIT', '< ERROR *')
  await anna.ended()
}

const namesOf = async (client: Conversation, channel: string): Promise<string> => {
  client.send(`NAMES ${channel}`)
  return client.expect(`* 353 * ${channel} :*`)
}

test('an account that is always on stays when its last session goes, is away, and hears what it is told', async () => {
  const gus = await enter('gus')
  await gus.script('> JOIN #lobby', '< * 366 *')
  await leaveAnnaBehind()
  expect(gus.lines.filter((line) => line.includes(' QUIT '))).toEqual([])
  expect(await namesOf(gus, '#lobby')).toMatch(/[ :@~]anna\b/)
  await gus.script(`
    > WHOIS anna
    < * 301 gus anna :Not connected*
    < * 320 gus anna :is always on, and not connected just now
    < * 318 *
    > PRIVMSG anna :are you there?
    < * 301 gus anna :Not connected*
  `)
  const anna = await enter('anna', true)
  await anna.script(
    '< :anna!* JOIN #lobby',
    '< * 366 anna #lobby *',
    '> WHOIS anna',
    '< * 320 anna anna :is here by IRC',
  )
})

test('it is led back into its channels after a restart, and not into those it has left', async () => {
  await leaveAnnaBehind()
  await world.close()
  world = await start()
  const gus = await enter('gus')
  await gus.script('> JOIN #lobby', '< * 353 gus * #lobby :*anna*')
  await gus.script('> WHOIS anna', '< * 319 gus anna :*#lobby*', '< * 318 *')
  const anna = await enter('anna', true)
  await anna.script('< :anna!* JOIN #lobby', '> PART #attic', '< * PART #attic', '> QUIT')
  await anna.ended()
  await world.close()
  world = await start()
  const late = await enter('late')
  await late.script('> JOIN #attic', '< * 353 late * #attic :*late')
  expect(late.lines.find((line) => line.includes(' 353 '))).not.toContain('anna')
})

test('switched off, it leaves with its last session; a ban or a kill ends it even when it is not connected', async () => {
  await leaveAnnaBehind()
  const anna = await enter('anna', true)
  await anna.script('> NS set always-on off', '< * NOTICE anna :You leave your channels*', '> NS set always-on maybe')
  await anna.script('< * NOTICE anna :Say: set*')
  const gus = await enter('gus')
  await gus.script('> JOIN #lobby', '< * 366 *')
  anna.send('QUIT')
  await gus.expect(':anna!* QUIT *')
  const again = await enter('anna', true)
  await again.script('> JOIN #lobby', '< * 366 *', '> NS set always-on on', '< * :You stay*', '> QUIT')
  await again.ended()
  await world.core.moderation.ban({ session: world.console, target: 'anna', reason: 'rude', until: null })
  await gus.expect(':anna!* QUIT :banned: rude')
})
