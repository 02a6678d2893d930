// Talk with real clients: irssi and WeeChat.

import { afterAll, beforeAll, describe, test } from 'vitest'
import { enter, type IrcDesk, openIrcDesk } from '../../testing/irc-desk.ts'
import { haveClients } from '../../testing/real-clients.ts'

let desk: IrcDesk
beforeAll(async () => {
  desk = await openIrcDesk(['anna', 'bert', 'carl', 'dina'])
})
afterAll(() => desk.close())

describe.runIf(haveClients('tmux', 'irssi', 'weechat-curses'))('irssi and WeeChat', () => {
  test('two people talk, one in irssi and one in WeeChat', { timeout: 90_000 }, async () => {
    const irssi = await desk.startIrssi('anna')
    await irssi.see('SASL authentication succeeded')
    await irssi.see('[anna(+i)]')
    await enter(irssi, '/join #lobby')
    await irssi.see(/Irssi: #lobby: Total of 1 nicks/)
    const weechat = await desk.startWeechat('bert', '#lobby')
    await weechat.see(/Topic for #lobby is "Welcome/)
    await irssi.see(/bert \[~u@user\/bert\] has joined #lobby/)

    await enter(irssi, 'hello from irssi, å')
    await weechat.see(/anna \| hello from irssi, å/)
    await enter(weechat, 'and from WeeChat', '/me waves')
    await irssi.see(/< bert> and from WeeChat/)
    await irssi.see(/\* bert waves/)
    await weechat.see(/bert \| and from WeeChat/)

    await enter(irssi, '/whois bert')
    await enter(irssi, '/window 1')
    await irssi.see(/account +: bert/)
    await irssi.see('End of WHOIS')
    await enter(irssi, '/quit goodnight')
    await weechat.see(/anna .*has quit.*Quit: goodnight/)
  })

  test('who comes back is shown what was said meanwhile, in irssi and in WeeChat with SASL', {
    timeout: 90_000,
  }, async () => {
    const weechat = await desk.startWeechat('carl', '#attic', 'sasl')
    await weechat.see(/Topic|has joined #attic/)
    await enter(weechat, '/msg NickServ whoami')
    const irssi = await desk.startIrssi('dina')
    await irssi.see('SASL authentication succeeded')
    await enter(irssi, '/join #attic')
    await weechat.see(/dina .*has joined #attic/)
    await enter(irssi, '/quit back soon')
    await weechat.see(/dina .*has quit/)
    await enter(weechat, 'said while dina was away')
    const again = await desk.startIrssi('dina')
    await again.see('[dina(+i)]')
    await enter(again, '/join #attic')
    await again.see(/<@carl> said while dina was away/)
    await weechat.see(/dina .*has joined #attic/)
    await enter(weechat, '/disconnect sb')
    await again.see(/carl .*has quit/)
    await enter(again, 'said while carl was away')
    await enter(weechat, '/connect sb')
    await weechat.see(/dina \| said while carl was away/)
  })
})
