// Conversations as rows, one in which a command works and one in which it does not. `who> line` says,
// `who< pattern` waits for a line. anna is sysop, mod a moderator, bert has an account, gus is a guest, and `new` has
// just connected and said nothing. anna, bert and mod are in #tea, which anna has founded.

export interface Conversed {
  /** Null with the reason why there is no such conversation. */
  readonly works: readonly string[] | { readonly none: string }
  readonly fails: readonly string[] | { readonly none: string }
}

export const sasl = (name: string): string => Buffer.from(`\0${name}\0password of ${name}`).toString('base64')
export const unregistered = (line: string): string[] => [`new> ${line}`, 'new< :irc.test 451 * :*']
export const incomplete = (command: string): string[] => [`gus> ${command}`, `gus< :irc.test 461 gus ${command} :*`]
export const elsewhere = (line: string): string[] => [
  `gus> ${line} far.example`,
  'gus< :irc.test 402 gus far.example :*',
]
export const forStaff = (line: string): string[] => [`gus> ${line}`, 'gus< :irc.test 481 gus :*']
export const unknownWord = (line: string): string[] => [
  `gus> ${line} nonsense`,
  'gus< *Serv!* NOTICE gus :I do not know "nonsense".*',
]
export const banned = (command: string): Conversed => ({
  works: [`anna> ${command} 203.0.113.9 1h rude`, 'anna< :irc.test NOTICE anna :203.0.113.9 is banned *'],
  fails: forStaff(`${command} 203.0.113.9`),
})
export const lifted = (command: string): Conversed => ({
  works: [
    'anna> UBAN 203.0.113.7 rude',
    'anna< * NOTICE *',
    `anna> ${command} 203.0.113.7`,
    'anna< * NOTICE anna :203.0.113.7 is no longer banned',
  ],
  fails: incomplete(command),
})
export const helped = (command: string): Conversed => ({
  works: [`gus> ${command}`, 'gus< * 704 gus *', 'gus< * 705 gus *', 'gus< * 706 gus *'],
  fails: [`gus> ${command} nonsense`, 'gus< :irc.test 524 gus nonsense :*'],
})
