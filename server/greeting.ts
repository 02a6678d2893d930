// What `npm start` says when the doors are open.

import type { App } from './app.ts'
import type { Config } from './config.ts'
import { VERSION } from './version.ts'
import { waysIn } from './ways-in.ts'

/** A few lines for the person at the keyboard: the ways in, where the state lives, how to become sysop. */
export const greeting = (config: Config, app: App): string => {
  const ways = waysIn(config)
  const width = Math.max(...ways.map(({ label }) => label.length), 5)
  const lines = [
    `${config.server.name} is open (Samband ${VERSION}).`,
    '',
    ...ways.map(({ label, line }) => `  ${label.padEnd(width)}  ${line}`),
    '',
    `  ${'State'.padEnd(width)}  ${app.core.state.path}`,
    ...(config.ssh.port === 0 ? [] : [`  ${'SSH key'.padEnd(width)}  ${app.fingerprint}`]),
  ]
  const { claimCode } = app.core
  if (claimCode !== null) {
    lines.push(
      '',
      '  Nobody is sysop yet. Sign up by any way in, then type there:',
      '',
      `      claim ${claimCode}`,
      '',
      '  (In the BBS it is "Become sysop" in the main menu; in IRC: /msg Samband claim CODE)',
    )
  }
  return `${lines.join('\n')}\n\n`
}
