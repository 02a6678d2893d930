// irssi and WeeChat side by side in front of one house, each in a terminal of its own and logged in as an account. Both
// ask for another nick than their account's, as people do, and are given the account's.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openIrcHouse, passwordOf } from './irc-house.ts'
import { openTmux, type Tmux } from './tmux.ts'

export interface IrcDesk {
  /** irssi that logs in by SASL when it starts. */
  startIrssi(name: string): Promise<Tmux>
  /** WeeChat that logs in with PASS, or by SASL; resolves when it is in the channel. */
  startWeechat(name: string, channel: string, login?: 'pass' | 'sasl'): Promise<Tmux>
  close(): Promise<void>
}

/** Types each line and presses Enter. */
export const enter = async (tmux: Tmux, ...lines: readonly string[]): Promise<void> => {
  for (const line of lines) {
    await tmux.type(line)
    await tmux.press('Enter')
  }
}

export const openIrcDesk = async (accounts: readonly string[]): Promise<IrcDesk> => {
  const house = await openIrcHouse()
  const folder = mkdtempSync(join(tmpdir(), 'samband-desk-'))
  for (const name of accounts) await house.addAccount(name)
  const open: Tmux[] = []
  const start = async (...command: readonly string[]): Promise<Tmux> => {
    const tmux = await openTmux(command, { columns: 110, rows: 36 })
    open.push(tmux)
    return tmux
  }
  return {
    startIrssi: (name) => {
      const home = join(folder, `irssi-${name}`)
      mkdirSync(home, { recursive: true })
      writeFileSync(join(home, 'config'), irssiConfig(name, house.gateway.port))
      return start('irssi', `--home=${home}`)
    },
    startWeechat: async (name, channel, login = 'pass') => {
      const tmux = await start('weechat-curses', '--plugins', 'irc', '--dir', join(folder, `weechat-${name}`))
      await tmux.see('WeeChat')
      await enter(
        tmux,
        `/server add sb 127.0.0.1/${house.gateway.port} -notls -nicks=someone -autojoin=${channel}`,
        ...(login === 'pass'
          ? [`/set irc.server.sb.password "${name}:${passwordOf(name)}"`]
          : [`/set irc.server.sb.sasl_username ${name}`, `/set irc.server.sb.sasl_password "${passwordOf(name)}"`]),
        '/set irc.server.sb.anti_flood_prio_high 0',
        '/connect sb',
      )
      await tmux.see(`${name} [${name}] (${name}) (~u@user/${name}) has joined ${channel}`)
      return tmux
    },
    close: async () => {
      for (const tmux of open) await tmux.kill()
      await house.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const irssiConfig = (name: string, port: number): string => {
  const server = `address = "127.0.0.1"; chatnet = "samband"; port = "${port}"; autoconnect = "yes"; use_tls = "no";`
  const sasl = `sasl_mechanism = "PLAIN"; sasl_username = "${name}"; sasl_password = "${passwordOf(name)}";`
  return [
    `servers = ({ ${server} });`,
    `chatnets = { samband = { type = "IRC"; nick = "someone"; ${sasl} }; };`,
    'settings = {',
    '  core = { real_name = "x"; user_name = "x"; nick = "someone"; };',
    // It would space out its own commands by seconds.
    '  "irc/core" = { cmd_queue_speed = "10msec"; };',
    '};',
  ].join('\n')
}
