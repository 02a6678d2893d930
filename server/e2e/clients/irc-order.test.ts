// Keeping order with real clients: op, kick and ban between irssi and WeeChat.

import { afterAll, beforeAll, describe, test } from 'vitest'
import { enter, type IrcDesk, openIrcDesk } from '../../testing/irc-desk.ts'
import { haveClients } from '../../testing/real-clients.ts'

let desk: IrcDesk
beforeAll(async () => {
  desk = await openIrcDesk(['anna', 'bert'])
})
afterAll(() => desk.close())

describe.runIf(haveClients('tmux', 'irssi', 'weechat-curses'))('order in irssi and WeeChat', () => {
  test('the founder in irssi ops, deops, kicks and bans somebody in WeeChat', { timeout: 120_000 }, async () => {
    const irssi = await desk.startIrssi('anna')
    await irssi.see('[anna(+i)]')
    await enter(irssi, '/join #den')
    await irssi.see(/ServerMode\/#den \[\+o anna\]/)
    const weechat = await desk.startWeechat('bert', '#den')
    await irssi.see(/bert \[~u@user\/bert\] has joined #den/)

    await enter(irssi, '/op bert')
    await weechat.see(/Mode #den \[\+o bert\] by anna/)
    await enter(weechat, '/mode +m')
    await irssi.see(/mode\/#den \[\+m\] by bert/)
    await enter(weechat, '/voice anna')
    await irssi.see(/mode\/#den \[\+v anna\] by bert/)
    await enter(irssi, '/mode -m', '/deop bert')
    await weechat.see(/Mode #den \[-o bert\] by anna/)
    await enter(weechat, '/kick anna')
    await weechat.see(/not a channel operator/)

    await enter(irssi, '/kick bert mind the gap')
    await weechat.see(/anna has kicked bert \(mind the gap\)/)
    await enter(weechat, '/join #den')
    await irssi.see(/bert \[~u@user\/bert\] has joined #den/)
    await enter(irssi, '/mode #den +b ~account:bert')
    await weechat.see(/Mode #den \[\+b ~account:bert\] by anna/)
    await enter(irssi, '/kick bert')
    await weechat.see(/anna has kicked bert \(anna\)/)
    await enter(weechat, '/join #den')
    await weechat.see(/Cannot join channel \(\+b\)/)
    await enter(irssi, '/ban')
    await irssi.see(/#den: ban ~account:bert/)
    await enter(irssi, '/mode #den -b ~account:bert')
    await irssi.see(/mode\/#den \[-b ~account:bert\]/)
    await enter(weechat, '/join #den')
    await weechat.see(/has kicked bert \(anna\).*has joined #den/s)
    await enter(irssi, '/ban bert')
    await weechat.see(/Mode #den \[\+b \*!\*u@user\/bert\] by anna/)

    await enter(irssi, '/msg ChanServ register #den')
    await irssi.see('[~anna(+i)]')
  })
})
