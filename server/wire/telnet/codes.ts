// The octets of telnet (RFC 854) and the options that MUD clients know.

export const IAC = 255
export const DONT = 254
export const DO = 253
export const WONT = 252
export const WILL = 251
export const SB = 250
export const GA = 249
export const AYT = 246
export const SE = 240
/** RFC 885. */
export const EOR_MARK = 239

export const OPTION = {
  echo: 1,
  suppressGoAhead: 3,
  terminalType: 24,
  endOfRecord: 25,
  windowSize: 31,
  charset: 42,
  mssp: 70,
  mccp2: 86,
  gmcp: 201,
} as const
