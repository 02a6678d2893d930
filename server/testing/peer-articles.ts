// Articles as another server would send them, with what a test wants to be different about them.

import { createHash } from 'node:crypto'

/** A field that is null is left out; others are put in or changed. The body's lines are ended by CRLF. */
export const peerArticle = (
  messageId: string,
  fields: Readonly<Record<string, string | null>> = {},
  body = 'Hello from afar.',
): string => {
  const whole = {
    Path: 'feeder.test!.POSTED!not-for-mail',
    From: 'Far Friend <friend@feeder.test>',
    Newsgroups: 'local.general',
    Subject: 'From afar',
    Date: new Date().toUTCString().replace('GMT', '+0000'),
    'Message-ID': messageId,
    ...fields,
  }
  const lines = Object.entries(whole).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]))
  return `${[...lines, '', body].join('\r\n')}\r\n`
}

/** As TAKETHIS sends it: the command, the article with its dots doubled, the dot behind it. */
export const takeThisOf = (messageId: string, article: string): string =>
  `TAKETHIS ${messageId}\r\n${article.replace(/^\./gm, '..')}.\r\n`

/** RFC 8315: a lock, and the key that opens it. */
export const lockAndKey = (secret: string): { readonly lock: string; readonly key: string } => ({
  lock: `sha256:${createHash('sha256').update(secret).digest('base64')}`,
  key: `sha256:${secret}`,
})
