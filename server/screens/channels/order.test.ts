// Keeping order from a chat screen, over the real core.

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SessionId } from '../../core/ids.ts'
import { openCore, type TestCore } from '../../testing/core.ts'
import { type Call, dial } from '../../testing/dial.ts'
import type { VirtualTerminal } from '../../testing/virtual-terminal.ts'

let core: TestCore
let call: Call
let ann: VirtualTerminal
let annId: SessionId
let bob: SessionId

beforeEach(async () => {
  core = openCore()
  annId = await core.enter('ann')
  bob = await core.enter('bob')
  core.channels.join({ session: annId, channel: '#den' })
  core.channels.join({ session: bob, channel: '#den' })
  call = dial(core, { session: annId, entry: 'menu', columns: 110 })
  ann = call.terminal
  await ann.expect('Main menu')
  ann.type('c')
  await ann.expect('#den', '#lobby')
  ann.press('home', 'enter')
  await ann.expect('› #den', 'Say something to #den')
})

afterEach(() => {
  const { faults } = call
  call.caller.close('')
  core.close()
  expect(faults).toEqual([])
})

const modesOf = (nick: string): string | undefined =>
  core.channels.members({ session: annId, channel: '#den' }).find((member) => member.nick === nick)?.modes

test('an operator gives and takes prefixes, which stand before the nick', async () => {
  await ann.expect('│@ann')
  ann.type('/voice bob\r')
  await ann.expect('ann makes bob one with a voice', '│+bob')
  ann.type('/op bob\r')
  await ann.expect('ann makes bob an operator', '│@bob')
  ann.type('/deop bob\r')
  await ann.expect('ann takes the rank of operator from bob', '│+bob')
  ann.type('/devoice bob\r')
  await ann.expect('ann takes the voice from bob')
  expect(modesOf('bob')).toBe('')
})

test('an operator changes modes, and is told of those that there are not', async () => {
  ann.type('/mode\r')
  await ann.expect('The modes of #den: +nt')
  ann.type('/mode +mk-t sesame\r')
  await ann.expect('ann changes the modes: +m +k sesame -t')
  ann.type('/mode +y\r')
  await ann.expect('There is no channel mode of that letter.')
  ann.type('/mode +k\r')
  await ann.expect('/mode shows the modes of a channel')
})

test('an operator puts somebody out, keeps them out, and lets them in again', async () => {
  ann.type('/kick bob take a walk\r')
  await ann.expect('ann has put bob out: take a walk')
  expect(modesOf('bob')).toBeUndefined()
  ann.type('/ban bob\r')
  await ann.expect('ann changes the modes: +b ~account:bob')
  ann.type('/unban bob\r')
  await ann.expect('ann changes the modes: -b ~account:bob')
  ann.type('/invite bob\r')
  await ann.expect('bob is invited to #den.')
  ann.type('/kick nobody\r')
  await ann.expect('Nobody of that name is here')
})

test('who is put out is told why, and finds the list of channels', async () => {
  core.channels.setModes({ session: annId, channel: '#den', changes: [{ sign: '+', letter: 'o', param: 'bob' }] })
  core.channels.kick({ session: bob, channel: '#den', nick: 'ann', reason: 'my turn' })
  await ann.expect('bob has put you out of #den: my turn')
})

test('who may not, is told so kindly', async () => {
  core.channels.setModes({ session: annId, channel: '#den', changes: [{ sign: '-', letter: 'o', param: 'ann' }] })
  core.accounts.setRole({ session: core.console, name: 'ann', role: 'member' })
  core.channels.part({ session: bob, channel: '#den', reason: '' })
  ann.type('/join #lobby\r')
  await ann.expect('› #lobby')
  ann.type('/mode +m\r')
  await ann.expect('Only the operators of this channel can do that.')
})

test('a key opens a channel, and words for some are shown to them', async () => {
  core.channels.join({ session: bob, channel: '#vault' })
  core.channels.setModes({ session: bob, channel: '#vault', changes: [{ sign: '+', letter: 'k', param: 'sesame' }] })
  ann.type('/join #vault\r')
  await ann.expect('That channel has a key.')
  ann.type('/join #vault sesame\r')
  await ann.expect('› #vault')
  core.channels.setModes({ session: bob, channel: '#vault', changes: [{ sign: '+', letter: 'v', param: 'ann' }] })
  core.channels.say({ session: bob, channel: '#vault', text: 'between us', to: 'v' })
  await ann.expect('bob, to those with a voice alone: between us')
})

test('a renamed channel keeps its tab', async () => {
  core.channels.rename({ session: annId, channel: '#den', to: '#lair', reason: '' })
  await ann.expect('ann has given #den another name: #lair')
  ann.type('still here\r')
  await ann.expect('still here')
  expect(core.channels.history({ session: bob, channel: '#lair', limit: 5 }).map(({ text }) => text)).toContain(
    'still here',
  )
})
