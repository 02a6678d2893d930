// The `nick!user@host` that stands before what somebody says. Masks that it is held against are in shared/mask.ts.

export interface Prefix {
  readonly nick: string
  readonly user: string
  readonly host: string
}

export const formatPrefix = ({ nick, user, host }: Prefix): string => `${nick}!${user}@${host}`
