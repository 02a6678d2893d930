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
  folder = mkdtempSync(join(tmpdir(), 'samband-clients-'))
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

/** irssi that logs in by SASL when it starts. */
const startIrssi = (name: string): Promise<Tmux> => {
  const home = join(folder, `irssi-${name}`)
  mkdirSync(home)
  const server = `address = "127.0.0.1"; chatnet = "samband"; port = "${house.gateway.port}"; autoconnect = "yes"; use_tls = "no";`
  const sasl = `sasl_mechanism = "PLAIN"; sasl_username = "${name}"; sasl_password = "${passwordOf(name)}";`
  writeFileSync(
    join(home, 'config'),
    [
      `servers = ({ ${server} });`,
      `chatnets = { samband = { type = "IRC"; nick = "someone"; ${sasl} }; };`,
      'settings = {',
      '  core = { real_name = "x"; user_name = "x"; nick = "someone"; };',
      // It would space out its own commands by seconds.
      '  "irc/core" = { cmd_queue_speed = "10msec"; };',
      '};',
    ].join('\n'),
  )
  return start('irssi', `--home=${home}`)
}

/** WeeChat that logs in with PASS. */
const startWeechat = async (name: string): Promise<Tmux> => {
  const tmux = await start('weechat-curses', '--plugins', 'irc', '--dir', join(folder, `weechat-${name}`))
  await tmux.see('WeeChat')
  await enter(
    tmux,
    `/server add sb 127.0.0.1/${house.gateway.port} -notls -nicks=someone -autojoin=#lobby`,
    `/set irc.server.sb.password "${name}:${passwordOf(name)}"`,
    '/set irc.server.sb.anti_flood_prio_high 0',
    '/connect sb',
  )
  await tmux.see(`${name} [${name}] (${name}) (~u@user/${name}) has joined #lobby`)
  return tmux
}

describe.runIf(haveClients('tmux', 'irssi', 'weechat-curses'))('irssi and WeeChat', () => {
  test('two people talk, one in irssi and one in WeeChat', { timeout: 90_000 }, async () => {
    const irssi = await startIrssi('anna')
    await irssi.see('SASL authentication succeeded')
    await irssi.see('[anna(+i)]')
    await enter(irssi, '/join #lobby')
    await irssi.see(/Irssi: #lobby: Total of 1 nicks/)
    const weechat = await startWeechat('bert')
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
