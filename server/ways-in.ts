// How to get in, one ready-to-type line for each face that is open: printed at start, shown on the "how to connect"
// screen.

import type { Config } from './config.ts'

export interface Way {
  readonly label: string
  readonly line: string
}

/** Where the web pages are, without a slash at the end; null when there are none. */
export const webBase = ({ server, web }: Config): string | null => {
  if (web.port === 0) return null
  const port = web.port === 80 ? '' : `:${web.port}`
  return (web.origins[0] ?? `http://${server.hostname}${port}`).replace(/\/+$/, '')
}

export const waysIn = (config: Config): readonly Way[] => {
  const { hostname } = config.server
  const ways: Way[] = []
  if (config.ssh.port !== 0) {
    const port = config.ssh.port === 22 ? '' : `-p ${config.ssh.port} `
    ways.push({ label: 'New here', line: `ssh ${port}new@${hostname}` })
    ways.push({ label: 'SSH', line: `ssh ${port}NAME@${hostname}` })
    if (config.registration.guests !== 'none') {
      ways.push({ label: 'Look around', line: `ssh ${port}guest@${hostname}` })
    }
  }
  const web = webBase(config)
  if (web !== null) ways.push({ label: 'Browser', line: web })
  if (config.irc.port !== 0) {
    ways.push({ label: 'IRC', line: `irssi -c ${hostname} -p ${config.irc.port} -w NAME:PASSWORD -n NAME` })
  }
  if (config.irc.tls_port !== 0 && config.tls.certificate !== '') {
    ways.push({
      label: 'IRC, TLS',
      line: `irssi --tls -c ${hostname} -p ${config.irc.tls_port} -w NAME:PASSWORD -n NAME`,
    })
  }
  if (config.nntp.port !== 0) {
    ways.push({ label: 'News', line: `tin -r -A -g ${hostname} -p ${config.nntp.port}` })
  }
  if (config.nntp.tls_port !== 0 && config.tls.certificate !== '') {
    ways.push({ label: 'News, TLS', line: `Thunderbird, Pan: ${hostname}, port ${config.nntp.tls_port}, SSL/TLS` })
  }
  if (config.telnet.port !== 0) {
    ways.push({ label: 'MUD', line: `tt++, Mudlet, telnet: ${hostname}, port ${config.telnet.port}` })
  }
  if (config.telnet.tls_port !== 0 && config.tls.certificate !== '') {
    ways.push({ label: 'MUD, TLS', line: `Mudlet, TinTin++: ${hostname}, port ${config.telnet.tls_port}, TLS` })
  }
  return ways
}
