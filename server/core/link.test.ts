import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCore, refusalOf, type TestCore } from '../testing/core.ts'
import { cloningLink, directLink } from './link.ts'

let core: TestCore
beforeEach(() => {
  core = openCore()
})
afterEach(() => core.close())

const links = { direct: directLink, cloning: cloningLink }

test.each(Object.keys(links) as (keyof typeof links)[])(
  'over the %s link an event that a call caused arrives before the call’s own result',
  async (name) => {
    const link = links[name](core.house.services, core.house.tick)
    const order: string[] = []
    const session = await core.enter('anna')
    await link.core.sessions.whoAmI({ session })
    await turn()
    link.subscribe((event) => order.push(event.type))
    await link.core.channels.join({ session, channel: '#lobby' }).then(() => order.push('result of join'))
    await link.core.channels.say({ session, channel: '#lobby', text: 'hi' }).then(() => order.push('result of say'))
    expect(order).toEqual(['channel.joined', 'result of join', 'channel.said', 'result of say'])
  },
)

test.each(Object.keys(links) as (keyof typeof links)[])(
  'a Refusal comes through the %s link with its code, and nonsense is refused',
  async (name) => {
    const link = links[name](core.house.services, core.house.tick)
    const session = await core.enter('anna')
    expect(await refusalOf(() => link.core.channels.get({ session, channel: '#nowhere' }))).toBe('no-such-channel')
    const nonsense = Reflect.get(link.core.channels, 'constructor') as (args: unknown) => Promise<unknown>
    expect(await refusalOf(() => nonsense({}))).toBe('malformed')
  },
)

test('over the cloning link nothing is shared: changing what came back changes nothing inside', async () => {
  const link = cloningLink(core.house.services, core.house.tick)
  const session = await core.enter('anna')
  const [first] = await link.core.channels.list({ session })
  Reflect.set(first ?? {}, 'name', '#changed')
  expect((await link.core.channels.list({ session }))[0]?.name).not.toBe('#changed')
})

test('over the cloning link a result leaves only after the commit of what it tells about', async () => {
  const link = cloningLink(core.house.services, core.house.tick)
  const session = await core.enter('anna')
  await link.core.channels.join({ session, channel: '#lobby' })
  await link.core.channels.say({ session, channel: '#lobby', text: 'on disk' })
  expect(core.house.store.journal.commit()).toBe(false)
})
