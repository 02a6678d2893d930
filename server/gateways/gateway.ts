// What every gateway has in common: how app.ts starts and stops it, and the bit of logging it may do.

export interface Gateway {
  /** Resolves when the port is open. Rejects with the listener's error (EADDRINUSE, EACCES). */
  listen(): Promise<void>
  /** Stops accepting, says goodbye to everybody in the protocol's words, and resolves when they are gone. */
  close(reason: string): Promise<void>
  /** Reads again what can be read again while connections stand (certificates); says what came of it. */
  rehash?(): readonly string[]
  /** The port that is open; useful when 0 was asked for in tests. */
  readonly port: number
}

/** Fields over sentences; never bodies, never secrets. A pino logger fits. */
export interface Log {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface ListenAddress {
  readonly host: string
  readonly port: number
}
