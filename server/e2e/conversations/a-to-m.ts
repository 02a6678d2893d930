// A conversation for every command of the table, from ADMIN to MOTD.

import {
  banned,
  type Conversed,
  elsewhere,
  forStaff,
  helped,
  incomplete,
  sasl,
  unknownWord,
  unregistered,
} from './conversed.ts'

export const A_TO_M: Readonly<Record<string, Conversed>> = {
  ADMIN: { works: ['gus> ADMIN', 'gus< * 256 *', 'gus< * 257 *', 'gus< * 258 *'], fails: elsewhere('ADMIN') },
  AUDIT: { works: ['anna> AUDIT', 'anna< :irc.test NOTICE anna :*'], fails: forStaff('AUDIT') },
  AUTHENTICATE: {
    works: [
      'new> CAP REQ sasl',
      'new> AUTHENTICATE PLAIN',
      'new< AUTHENTICATE +',
      `new> AUTHENTICATE ${sasl('bert')}`,
      'new< * 900 *',
      'new< * 903 *',
    ],
    fails: [
      ...['new> CAP REQ sasl', 'new> AUTHENTICATE ROT13', 'new< * 908 *', 'new< * 904 *'],
      ...['new> AUTHENTICATE PLAIN', 'new> AUTHENTICATE *', 'new< * 906 *'],
      ...['new> AUTHENTICATE PLAIN', `new> AUTHENTICATE ${'A'.repeat(401)}`, 'new< * 905 *'],
    ],
  },
  AWAY: {
    works: [
      'gus> AWAY :tea',
      'gus< * 306 *',
      'bert> PRIVMSG gus :hi',
      'bert< * 301 bert gus :tea',
      'gus> AWAY',
      'gus< * 305 *',
    ],
    fails: unregistered('AWAY :tea'),
  },
  BATCH: {
    works: [
      'bert> BATCH +1 draft/multiline #tea',
      'bert> @batch=1 PRIVMSG #tea :one',
      'bert> @batch=1 PRIVMSG #tea :two',
      'bert> BATCH -1',
      'anna< * PRIVMSG #tea :two',
    ],
    fails: ['bert> BATCH -nothing', 'bert< :irc.test FAIL BATCH MULTILINE_INVALID -nothing :*'],
  },
  CAP: {
    works: ['new> CAP LS 302', 'new< :irc.test CAP * LS *'],
    fails: ['new> CAP NONSENSE', 'new< :irc.test 410 * NONSENSE :*'],
  },
  CHATHISTORY: {
    works: ['bert> CHATHISTORY LATEST #tea * 5', 'bert< * BATCH +* chathistory #tea'],
    fails: incomplete('CHATHISTORY'),
  },
  CHANSERV: {
    works: ['gus> CHANSERV help', 'gus< :ChanServ!* NOTICE gus :I keep order*'],
    fails: unknownWord('CHANSERV'),
  },
  CLAIM: {
    // Played first of all: anna is sysop from then on.
    works: ['anna> CLAIM {claim}', 'anna< *:Samband!* NOTICE anna :*'],
    fails: ['gus> CLAIM AAAA-BBBB', 'gus< :Samband!* NOTICE gus :*'],
  },
  CS: { works: ['gus> CS help op', 'gus< :ChanServ!* NOTICE gus :op #channel*'], fails: unknownWord('CS') },
  DEFCON: {
    works: ['anna> DEFCON', 'anna< * NOTICE anna :DEFCON 5*'],
    fails: ['mod> DEFCON 1', 'mod< :irc.test 723 mod defcon :*'],
  },
  DLINE: banned('DLINE'),
  HELP: helped('HELP'),
  HELPOP: helped('HELPOP'),
  INFO: { works: ['gus> INFO', 'gus< * 371 *', 'gus< * 374 *'], fails: elsewhere('INFO') },
  INVITE: {
    works: [
      'anna> INVITE gus #tea',
      'anna< :irc.test 341 anna gus #tea',
      'gus> INVITE',
      'gus< * 336 gus #tea',
      'gus< * 337 *',
    ],
    fails: ['anna> INVITE bert #tea', 'anna< :irc.test 443 anna bert #tea :*'],
  },
  ISON: { works: ['gus> ISON anna nobody', 'gus< * 303 gus :anna'], fails: incomplete('ISON') },
  ISUPPORT: { works: ['bert> ISUPPORT', 'bert< * 005 *'], fails: ['gus> ISUPPORT', 'gus< * 421 gus ISUPPORT :*'] },
  JOIN: {
    works: [
      'gus> JOIN #tea',
      'gus< :gus!* JOIN #tea',
      'gus< * 353 *',
      'gus< * 366 *',
      'gus> PART #tea',
      'gus< * PART *',
    ],
    fails: ['gus> JOIN #bad\x07name', 'gus< :irc.test 476 gus *'],
  },
  KICK: {
    works: ['gus> JOIN #tea', 'anna< * JOIN #tea*', 'anna> KICK #tea gus :out', 'gus< * KICK #tea gus :out'],
    fails: [
      ...[
        'anna> KICK #tea nobody',
        'anna< * 401 anna nobody :*',
        'anna> KICK #tea gus',
        'anna< * 441 anna gus #tea :*',
      ],
      ...['bert> KICK #tea anna', 'bert< * 482 bert #tea :*', 'gus> KICK #tea anna', 'gus< * 442 gus #tea :*'],
    ],
  },
  KILL: {
    works: [
      'new> NICK vic',
      'new> USER vic 0 * :v',
      'new< * 376 *',
      'anna> KILL vic :spam',
      'anna< * NOTICE anna :vic has been*',
      'new< ERROR *',
    ],
    fails: forStaff('KILL anna :no'),
  },
  KLINE: banned('KLINE'),
  LINKS: { works: ['gus> LINKS', 'gus< * 364 *', 'gus< * 365 *'], fails: unregistered('LINKS') },
  LIST: { works: ['gus> LIST', 'gus< * 321 *', 'gus< * 322 gus #tea *', 'gus< * 323 *'], fails: unregistered('LIST') },
  LUSERS: {
    works: ['gus> LUSERS', ...['251', '252', '253', '254', '255', '265', '266'].map((n) => `gus< * ${n} *`)],
    fails: elsewhere('LUSERS *'),
  },
  MARKREAD: {
    works: ['bert> MARKREAD #tea', 'bert< :irc.test MARKREAD #tea *'],
    fails: ['bert> MARKREAD', 'bert< * FAIL MARKREAD NEED_MORE_PARAMS :*'],
  },
  METADATA: {
    works: ['bert> METADATA * SET homepage :https://example.org', 'bert< * 761 bert * homepage *'],
    fails: ['bert> METADATA * SET Bad! x', 'bert< * FAIL METADATA INVALID_KEY *'],
  },
  MODE: {
    works: ['anna> MODE #tea', 'anna< * 324 anna #tea *', 'anna< * 329 *', 'gus> MODE gus', 'gus< * 221 gus +*'],
    fails: [
      ...['anna> MODE #tea +l none', 'anna< * 696 anna #tea l none :*', 'anna> MODE #tea +Y', 'anna< * 472 anna Y *'],
      ...[
        'gus> MODE anna +i',
        'gus< * 502 gus :*',
        'gus> MODE gus +Y',
        'gus< * 501 gus :*',
        'gus> MODE #nowhere',
        'gus< * 403 *',
      ],
    ],
  },
  MONITOR: {
    works: [
      'gus> MONITOR + anna,nobody',
      'gus< * 730 gus :anna!*',
      'gus< * 731 gus :nobody',
      'gus> MONITOR L',
      'gus< * 732 *',
      'gus< * 733 *',
      'gus> MONITOR C',
    ],
    fails: [
      `gus> MONITOR + ${Array.from({ length: 101 }, (_, n) => `n${n}`).join(',')}`,
      'gus< * 734 gus 100 n100 :*',
      'gus> MONITOR C',
    ],
  },
  MOTD: { works: ['gus> MOTD', 'gus< * 375 *', 'gus< * 372 *', 'gus< * 376 *'], fails: elsewhere('MOTD') },
}
