// Keeping order with real clients: op, kick and ban between irssi and WeeChat.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { type IrcHouse, openIrcHouse, passwordOf } from '../../testing/irc-house.ts'
import { haveClients } from '../../testing/real-clients.ts'
import { openTmux, type Tmux } from '../../testing/tmux.ts'

let house: IrcHouse
let folder: string
const open: Tmux[] = []

beforeAll(async () => {
  house = await openIrcHouse()
  folder = mkdtempSync(join(tmpdir(), 'samband-order-'))
  for (const name of ['anna', 'bert']) await house.addAccount(name)
})
afterAll(async () => {
  for (const tmux of open) await tmux.kill()
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const start = async (...command: readonly string[]): Promise<Tmux> => {
  const tmux = await openTmux(command, { columns: 110, rows: 36 })
  open.push(tmux)
  return tmux
}

const enter = async (tmux: Tmux, ...lines: readonly string[]): Promise<void> => {
  for (const line of lines) {
    await tmux.type(line)
    await tmux.press('Enter')
  }
}

const startIrssi = (name: string): Promise<Tmux> => {
  const home = join(folder, `irssi-${name}`)
  mkdirSync(home)
  const server = `address = "127.0.0.1"; chatnet = "samband"; port = "${house.gateway.port}"; autoconnect = "yes"; use_tls = "no";`
  const sasl = `sasl_mechanism = "PLAIN"; sasl_username = "${name}"; sasl_password = "${passwordOf(name)}";`
  writeFileSync(
    join(home, 'config'),
    [
      `servers = ({ ${server} });`,
      `chatnets = { samband = { type = "IRC"; nick = "${name}"; ${sasl} }; };`,
      'settings = {',
      `  core = { real_name = "x"; user_name = "x"; nick = "${name}"; };`,
      '  "irc/core" = { cmd_queue_speed = "10msec"; };',
      '};',
    ].join('\n'),
  )
  return start('irssi', `--home=${home}`)
}

const startWeechat = async (name: string): Promise<Tmux> => {
  const tmux = await start('weechat-curses', '--plugins', 'irc', '--dir', join(folder, `weechat-${name}`))
  await tmux.see('WeeChat')
  await enter(
    tmux,
    `/server add sb 127.0.0.1/${house.gateway.port} -notls -nicks=${name} -autojoin=#den`,
    `/set irc.server.sb.password "${name}:${passwordOf(name)}"`,
    '/set irc.server.sb.anti_flood_prio_high 0',
    '/connect sb',
  )
  await tmux.see(/has joined #den/)
  return tmux
}

describe.runIf(haveClients('tmux', 'irssi', 'weechat-curses'))('order in irssi and WeeChat', () => {
  test('the founder in irssi ops, deops, kicks and bans somebody in WeeChat', { timeout: 120_000 }, async () => {
    const irssi = await startIrssi('anna')
    await irssi.see('[anna(+i)]')
    await enter(irssi, '/join #den')
    await irssi.see(/ServerMode\/#den \[\+o anna\]/)
    const weechat = await startWeechat('bert')
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
