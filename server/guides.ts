// How to set up the programs that people have, for the start page on the web: what to type or to paste, with this
// house's own names and ports. Where TLS is open it is used.

import type { Config } from './config.ts'
import type { Guide } from './gateways/web/pages/site.ts'
import { webBase } from './ways-in.ts'

interface Endpoint {
  readonly host: string
  readonly port: number
  readonly isSecure: boolean
}

export const guidesOf = (config: Config): readonly Guide[] => {
  const irc = endpointOf(config, config.irc)
  const news = endpointOf(config, config.nntp)
  return [
    ...terminalGuides(config),
    ...(irc === null ? [] : ircGuides(irc, config.server.name)),
    ...(news === null ? [] : newsGuides(news)),
  ]
}

const endpointOf = (
  { server, tls }: Config,
  face: { readonly port: number; readonly tls_port: number },
): Endpoint | null => {
  const host = server.hostname
  if (face.tls_port !== 0 && tls.certificate !== '') return { host, port: face.tls_port, isSecure: true }
  return face.port === 0 ? null : { host, port: face.port, isSecure: false }
}

const terminalGuides = (config: Config): readonly Guide[] => {
  const { ssh, server, registration } = config
  const address = webBase(config)
  const port = ssh.port === 22 ? '' : `-p ${ssh.port} `
  const lines = [
    `ssh ${port}new@${server.hostname}`,
    `ssh ${port}NAME@${server.hostname}`,
    ...(registration.guests === 'none' ? [] : [`ssh ${port}guest@${server.hostname}`]),
  ]
  return [
    ...(ssh.port === 0 ? [] : [{ client: 'ssh', kind: 'terminal' as const, lines }]),
    ...(address === null ? [] : [{ client: 'browser', kind: 'terminal' as const, lines: [`${address}/terminal`] }]),
  ]
}

const ircGuides = ({ host, port, isSecure }: Endpoint, name: string): readonly Guide[] => {
  const network = name.toLowerCase().replace(/[^a-z0-9]/g, '') || 'samband'
  const guide = (client: string, ...lines: readonly string[]): Guide => ({ client, kind: 'channels', lines })
  return [
    guide('irssi', `irssi ${isSecure ? '--tls ' : ''}-c ${host} -p ${port} -w NAME:PASSWORD -n NAME`),
    guide(
      'WeeChat',
      `/server add ${network} ${host}/${port} ${isSecure ? '-tls' : '-notls'}`,
      `/set irc.server.${network}.nicks NAME`,
      `/set irc.server.${network}.sasl_username NAME`,
      `/set irc.server.${network}.sasl_password PASSWORD`,
      `/connect ${network}`,
    ),
    guide(
      'Halloy',
      `[servers.${network}]`,
      'nickname = "NAME"',
      `server = "${host}"`,
      `port = ${port}`,
      `use_tls = ${isSecure}`,
      'channels = ["#lobby"]',
      `[servers.${network}.sasl.plain]`,
      'username = "NAME"',
      'password = "PASSWORD"',
    ),
    guide('HexChat', '/nick NAME', `/server ${isSecure ? '-ssl ' : ''}${host} ${port} NAME:PASSWORD`),
  ]
}

const newsGuides = ({ host, port, isSecure }: Endpoint): readonly Guide[] => {
  const guide = (client: string, ...lines: readonly string[]): Guide => ({ client, kind: 'boards', lines })
  return [
    guide('tin', `tin -r -A ${isSecure ? '-T ' : ''}-g ${host} -p ${port}`),
    guide(
      'slrn',
      `slrn -h ${isSecure ? 'snews://' : ''}${host} -p ${port} -f ~/.jnewsrc-${host} --create`,
      '# ~/.slrnrc',
      `nnrpaccess "${host}" "NAME" "PASSWORD"`,
    ),
    guide(
      'Thunderbird',
      `Server Name: ${host}`,
      `Port: ${port}`,
      `Connection Security: ${isSecure ? 'SSL/TLS' : 'None'}`,
      'User Name: NAME',
    ),
  ]
}
