// WEBPUSH: where a client wants to be told while it is not connected
// (https://codeberg.org/emersion/soju/src/branch/master/doc/ext/webpush.md).

import { ECDH } from 'node:crypto'
import { isRefusal, type Refusal } from '../../../core/refusal.ts'
import { parseTags } from '../../../wire/irc/tags.ts'
import { mannerOf } from '../push/push-line.ts'
import { sentenceFor } from '../replies.ts'
import type { Call, Command } from './command.ts'

const run = async (call: Call): Promise<void> => {
  const { session, params } = call
  const [word = '', endpoint = '', keys = '', ...rest] = params
  const subcommand = word.toUpperCase()
  const isRegister = subcommand === 'REGISTER'
  if (!isRegister && subcommand !== 'UNREGISTER') return refuse(call, 'There is REGISTER and UNREGISTER')
  if (endpoint === '' || isRegister !== (keys !== '') || rest.length > 0) {
    return refuse(call, isRegister ? 'An endpoint and its keys, please' : 'An endpoint, please')
  }
  try {
    if (isRegister) await register(call, endpoint, parseTags(keys))
    else await session.core.push.unregister({ session: session.id, endpoint })
  } catch (error) {
    if (error instanceof Unusable) return refuse(call, error.message)
    if (!isRefusal(error) || error.code === 'no-such-session') throw error
    return refuse(call, sentenceOf(error), codeOf(error))
  }
  session.send({ source: session.serverName, command: 'WEBPUSH', params: [subcommand, endpoint] })
}

class Unusable extends Error {}

const register = async ({ session, house }: Call, endpoint: string, keys: ReadonlyMap<string, string>) => {
  const [p256dh = '', auth = ''] = [keys.get('p256dh'), keys.get('auth')]
  if (URL.canParse(endpoint) && !house.push.mayReach(endpoint)) throw new Unusable('No push goes to that address')
  if (!isPoint(p256dh)) throw new Unusable('p256dh is no public key on P-256')
  const manner = mannerOf(session.caps)
  await session.core.push.register({ session: session.id, endpoint, p256dh, auth, manner })
}

/** Nothing could be encrypted to a point that is not on the curve. */
const isPoint = (text: string): boolean => {
  try {
    ECDH.convertKey(text, 'prime256v1', 'base64url')
    return true
  } catch {
    return false
  }
}

const codeOf = ({ code }: Refusal): string => {
  if (code === 'sign-in-required') return 'ACCOUNT_REQUIRED'
  if (code === 'too-many') return 'MAX_REGISTRATIONS'
  return code === 'malformed' || code === 'too-long' ? 'INVALID_PARAMS' : 'INTERNAL_ERROR'
}

const sentenceOf = (refusal: Refusal): string => {
  const { code, detail } = refusal
  if (code === 'too-many') return `You have ${detail} of these already; take one back with WEBPUSH UNREGISTER`
  if (code !== 'malformed' && code !== 'too-long') return sentenceFor('WEBPUSH', refusal)
  return detail === 'endpoint' ? 'An endpoint is an https address of a push service' : `${detail} cannot be used`
}

const refuse = ({ session, params: [word = '*', endpoint = '*'] }: Call, why: string, code = 'INVALID_PARAMS'): void =>
  session.fail('WEBPUSH', code, why, word === '' ? '*' : word, endpoint === '' ? '*' : endpoint)

export const webpush: Command = { minParams: 0, run }
