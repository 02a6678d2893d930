// What a connection has said about itself before the welcome: NICK, USER, PASS and CAP come in any order.

import { isSameSecret } from '../same-secret.ts'

export interface Credentials {
  readonly name: string
  readonly password: string
}

export class Registration {
  /** The nick it asks for; null again when it cannot have it. */
  nick: string | null = null
  hasUser = false
  /** CAP LS and CAP REQ hold the welcome back until CAP END. */
  isNegotiating = false
  /** It gave the server's own password. */
  mayPass = false
  /** From PASS name:password. */
  credentials: Credentials | null = null
  /** What it said of itself before it was somebody. */
  readonly metadata = new Map<string, string>()

  get isComplete(): boolean {
    return this.nick !== null && this.hasUser && !this.isNegotiating
  }
}

/**
 * Reads PASS. Without a server password it is `name:password`; with one it is that password, or
 * `serverpassword:name:password`, or each in a PASS of its own.
 */
export const readPass = (
  value: string,
  serverPassword: string,
): { readonly mayPass: boolean; readonly credentials: Credentials | null } => {
  if (serverPassword !== '') {
    if (isSameSecret(value, serverPassword)) return { mayPass: true, credentials: null }
    if (isSameSecret(value.slice(0, serverPassword.length + 1), `${serverPassword}:`)) {
      return { mayPass: true, credentials: splitCredentials(value.slice(serverPassword.length + 1)) }
    }
  }
  return { mayPass: false, credentials: splitCredentials(value) }
}

const splitCredentials = (text: string): Credentials | null => {
  const colon = text.indexOf(':')
  return colon <= 0 ? null : { name: text.slice(0, colon), password: text.slice(colon + 1) }
}
