// Talk with real clients: irssi and WeeChat.

import { afterAll, beforeAll, describe, test } from 'vitest'
import { enter, type IrcDesk, openIrcDesk } from '../../testing/irc-desk.ts'
import { haveClients } from '../../testing/real-clients.ts'

let desk: IrcDesk
beforeAll(async () => {
  desk = await openIrcDesk(['anna', 'bert'])
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
})
