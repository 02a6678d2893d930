// The part of irc-framework that our tests use; the package brings no types of its own.

declare module 'irc-framework' {
  import type { EventEmitter } from 'node:events'

  export interface ConnectOptions {
    readonly host: string
    readonly port: number
    readonly nick: string
    readonly username?: string
    readonly gecos?: string
    /** For SASL. */
    readonly account?: { readonly account: string; readonly password: string }
    readonly enable_echomessage?: boolean
    readonly auto_reconnect?: boolean
  }

  export interface Channel {
    join(): void
    say(text: string): void
  }

  export class Client extends EventEmitter {
    readonly user: { readonly nick: string }
    readonly network: {
      readonly name: string
      supports(token: string): string | boolean
      readonly cap: { readonly enabled: readonly string[] }
    }
    /** Capabilities to ask for beside those it asks for anyway. */
    requestCap(names: readonly string[]): void
    connect(options: ConnectOptions): void
    /** A line as it goes over the wire. */
    raw(line: string): void
    say(target: string, text: string): void
    channel(name: string): Channel
    join(channel: string): void
    action(target: string, text: string): void
    notice(target: string, text: string): void
    whois(nick: string, callback: (answer: unknown) => void): void
    who(target: string, callback: (answer: unknown) => void): void
    mode(channel: string, mode: string, argument: string): void
    ban(channel: string, mask: string): void
    unban(channel: string, mask: string): void
    banlist(channel: string, callback: (answer: { readonly bans: readonly unknown[] }) => void): void
    quit(reason: string): void
  }
}
