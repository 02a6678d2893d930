// STARTTLS (RFC 4642) and COMPRESS DEFLATE (RFC 8054): what the conversation travels in.

import type { Command } from './command.ts'

export const startTls: Command = {
  args: [0, 0],
  syntax: '',
  run: async ({ session }) => {
    if (session.isSecure) return session.reply(502, 'TLS is on already')
    if (session.account !== null || session.isCompressed) {
      return session.reply(502, 'TLS comes before logging in and before compression')
    }
    if (!session.canStartTls) return session.reply(580, 'This server has no certificate')
    session.reply(382, 'Go on with the TLS handshake')
    await session.startTls()
  },
}

export const compress: Command = {
  args: [1, 1],
  syntax: 'DEFLATE',
  run: async ({ session, command }) => {
    if (command.args[0]?.toUpperCase() !== 'DEFLATE') return session.reply(503, 'The only algorithm here is DEFLATE')
    if (session.isCompressed) return session.reply(502, 'Compression is on already')
    session.reply(206, 'Compression is on')
    await session.startDeflate()
  },
}
