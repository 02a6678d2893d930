// A conversation for every command of the table, from NAMES to ZNC, and one for what is no command's own.

import { createECDH } from 'node:crypto'
import { type Conversed, elsewhere, forStaff, incomplete, lifted, unknownWord, unregistered } from './conversed.ts'

const phone = createECDH('prime256v1').generateKeys('base64url')

export const N_TO_Z: Readonly<Record<string, Conversed>> = {
  NAMES: { works: ['gus> NAMES #tea', 'gus< * 353 gus = #tea :*', 'gus< * 366 *'], fails: unregistered('NAMES #tea') },
  NICK: {
    works: ['gus> NICK gustav', 'gus< :gus!* NICK gustav', 'gus> NICK gus', 'gus< * NICK gus'],
    fails: [
      'gus> NICK',
      'gus< * 431 *',
      'gus> NICK #gus',
      'gus< * 432 *',
      'new> NICK gus',
      'new> USER gus 0 * :g',
      'new< * 433 *',
    ],
  },
  NICKSERV: {
    works: ['gus> NICKSERV whoami', 'gus< :NickServ!* NOTICE gus :You are gus, a guest.'],
    fails: unknownWord('NICKSERV'),
  },
  NOTICE: { works: ['gus> NOTICE bert :fyi', 'bert< * NOTICE bert :fyi'], fails: unregistered('NOTICE bert :fyi') },
  NS: {
    works: [
      'new> NICK bert',
      'new> PASS bert:password of bert',
      'new> USER b 0 * :b',
      'new< * 376 *',
      'new> NS logout',
      'new< * 901 *',
    ],
    fails: unknownWord('NS'),
  },
  OPER: {
    works: ['mod> OPER mod password of mod', 'mod< :irc.test 381 mod :*'],
    fails: ['bert> OPER bert password of bert', 'bert< * 491 bert :*', 'gus> OPER anna wrong', 'gus< * 464 gus :*'],
  },
  PART: {
    works: ['gus> JOIN #elsewhere', 'gus< * 366 *', 'gus> PART #elsewhere :bye', 'gus< * PART #elsewhere :bye'],
    fails: ['gus> PART #tea', 'gus< * 442 gus #tea :*'],
  },
  PASS: {
    works: ['new> PASS bert:password of bert', 'new> NICK bert', 'new> USER b 0 * :b', 'new< * 001 bert *'],
    fails: ['gus> PASS x', 'gus< * 462 gus :*'],
  },
  PING: { works: ['gus> PING tea', 'gus< :irc.test PONG irc.test :tea'], fails: ['gus> PING', 'gus< * 409 gus :*'] },
  PONG: {
    works: ['gus> PONG tea', 'gus> PING behind', 'gus< * PONG * :behind'],
    fails: { none: 'whatever it says, it shows that the client is there' },
  },
  PRIVMSG: {
    works: ['gus> PRIVMSG bert :hello', 'bert< *:gus!* PRIVMSG bert :hello'],
    fails: [
      ...[
        'gus> PRIVMSG',
        'gus< * 411 *',
        'gus> PRIVMSG bert',
        'gus< * 412 *',
        'gus> PRIVMSG nobody :hi',
        'gus< * 401 gus nobody :*',
      ],
      ...[
        'gus> PRIVMSG #tea :hi',
        'gus< * 404 gus #tea :*',
        'gus> PRIVMSG bert,bert,bert,bert,anna :hi',
        'gus< * 407 gus anna :*',
      ],
    ],
  },
  QUIT: { works: ['new> QUIT :bye', 'new< ERROR :Closing link: Quit: bye'], fails: { none: 'nobody is kept' } },
  REDACT: {
    works: [
      'bert> PRIVMSG #tea :oops',
      'bert< *msgid={msgid}* PRIVMSG #tea :oops',
      'bert> REDACT #tea {msgid} :typo',
      'anna< * REDACT #tea * :typo',
    ],
    fails: incomplete('REDACT'),
  },
  REGISTER: {
    works: [
      'new> NICK rita',
      'new> USER r 0 * :r',
      'new< * 376 *',
      'new> REGISTER * * a-good-password',
      'new< * REGISTER SUCCESS rita :*',
      'new< * 900 *',
    ],
    fails: ['gus> REGISTER bert * another-password', 'gus< * FAIL REGISTER ACCOUNT_EXISTS bert :*'],
  },
  RENAME: {
    works: [
      'anna> JOIN #before',
      'anna< * 366 *',
      'anna> CS register #before',
      'anna< *:ChanServ!*',
      'anna> RENAME #before #after :better',
      'anna< * JOIN #after*',
    ],
    fails: ['anna> RENAME #nowhere #after', 'anna< * 403 anna #nowhere :*'],
  },
  SEARCH: {
    works: ['bert> SEARCH text=kettle', 'bert< * BATCH +* search'],
    fails: ['bert> SEARCH text=tea;limit=none', 'bert< * FAIL SEARCH INVALID_PARAMS limit :*'],
  },
  SETNAME: {
    works: ['bert> SETNAME :Bert of Tea', 'bert< * SETNAME :Bert of Tea'],
    fails: ['bert> SETNAME : ', 'bert< * FAIL SETNAME INVALID_REALNAME :*'],
  },
  REHASH: { works: ['anna> REHASH', 'anna< * 382 *', 'anna< * NOTICE *'], fails: forStaff('REHASH') },
  STATS: { works: ['anna> STATS u', 'anna< * 242 *', 'anna< * 219 *'], fails: elsewhere('STATS u') },
  TAGMSG: {
    works: ['bert> @+typing=active TAGMSG #tea', 'anna< @*+typing=active* TAGMSG #tea'],
    fails: incomplete('TAGMSG'),
  },
  TIME: { works: ['gus> TIME', 'gus< * 391 *'], fails: elsewhere('TIME') },
  TOPIC: {
    works: [
      'bert> TOPIC #tea',
      'bert< * 331 *',
      'anna> TOPIC #tea :green',
      'anna< * TOPIC #tea :green',
      'bert> TOPIC #tea',
      'bert< * 332 bert #tea :green',
      'bert< * 333 *',
    ],
    fails: ['gus> TOPIC #tea :mine', 'gus< * 442 gus #tea :*'],
  },
  UBAN: { works: ['anna> UBAN LIST', 'anna< :irc.test NOTICE anna :*'], fails: forStaff('UBAN LIST') },
  UNBAN: lifted('UNBAN'),
  UNDLINE: lifted('UNDLINE'),
  UNKLINE: lifted('UNKLINE'),
  USER: {
    works: [
      'new> NICK ulla',
      'new> USER ulla 0 * :Ulla',
      ...['001', '002', '003', '004', '396', '005'].map((n) => `new< * ${n} ulla *`),
    ],
    fails: ['gus> USER a 0 * :b', 'gus< * 462 gus :*'],
  },
  USERHOST: { works: ['gus> USERHOST bert', 'gus< * 302 gus :bert=+*'], fails: incomplete('USERHOST') },
  VERIFY: {
    works: { none: 'no codes are sent by mail' },
    fails: ['new> VERIFY anna 123', 'new< * FAIL VERIFY INVALID_CODE anna :*'],
  },
  VERSION: { works: ['gus> VERSION', 'gus< * 351 *'], fails: elsewhere('VERSION') },
  WALLOPS: {
    works: ['anna> WALLOPS :tea is served', 'mod< * WALLOPS :tea is served'],
    fails: forStaff('WALLOPS :mine'),
  },
  WEBIRC: {
    works: { none: 'only configured gateways, before their first line: irc-order-gateways.test.ts' },
    fails: ['new> WEBIRC secret gate host 192.0.2.1', 'new< * FAIL WEBIRC NOT_A_GATEWAY :*'],
  },
  WEBPUSH: {
    works: [
      `bert> WEBPUSH REGISTER https://push.example/b p256dh=${phone};auth=${'A'.repeat(22)}`,
      'bert< :irc.test WEBPUSH REGISTER https://push.example/b',
    ],
    fails: ['bert> WEBPUSH', 'bert< * FAIL WEBPUSH INVALID_PARAMS * :*'],
  },
  WHO: {
    works: [
      'bert> WHO #tea',
      'bert< * 352 bert #tea *',
      'bert< * 315 *',
      'bert> WHO #tea %tn,42',
      'bert< * 354 bert 42 *',
      'bert< * 315 *',
    ],
    fails: unregistered('WHO #tea'),
  },
  WHOIS: {
    works: ['gus> WHOIS anna', ...['311', '319', '312', '313', '318'].map((n) => `gus< * ${n} gus anna *`)],
    fails: ['gus> WHOIS nobody', 'gus< * 401 gus nobody :*', 'gus< * 318 *'],
  },
  WHOWAS: {
    works: [
      'new> NICK wil',
      'new> USER w 0 * :w',
      'new< * 376 *',
      'new> NICK wilma',
      'new< * NICK wilma',
      'gus> WHOWAS wil',
      'gus< * 314 gus wil *',
      'gus< * 369 *',
    ],
    fails: ['gus> WHOWAS nobody', 'gus< * 406 gus nobody :*', 'gus< * 369 *'],
  },
  ZNC: {
    works: ['bert> ZNC *playback LIST', 'bert< :*playback!* PRIVMSG bert :#tea *'],
    fails: ['gus> ZNC *status', 'gus< * 401 gus *status :*'],
  },
}

/** What stands in no command's own conversation: modes and lists, and how one is kept out. */
export const FURTHER: readonly string[] = [
  ...['anna> WHOIS anna', 'anna< * 378 *', 'anna< * 379 *', 'anna< * 318 *'],
  ...['bert> MODE bert +B', 'bert< * MODE bert +B', 'anna> WHOIS bert', 'anna< * 335 *', 'anna< * 318 *'],
  ...['anna> MODE #tea +b x!*@*', 'anna< * MODE *', 'anna> MODE #tea b', 'anna< * 367 *', 'anna< * 368 *'],
  ...['anna> MODE #tea +e y!*@*', 'anna< * MODE *', 'anna> MODE #tea e', 'anna< * 348 *', 'anna< * 349 *'],
  ...['anna> MODE #tea +I z!*@*', 'anna< * MODE *', 'anna> MODE #tea I', 'anna< * 346 *', 'anna< * 347 *'],
  ...[
    'anna> MODE #tea -I+i z!*@*',
    'anna< * MODE *',
    'gus> JOIN #tea',
    'gus< * 473 gus #tea :*',
    'anna> MODE #tea -i+k key',
  ],
  ...[
    'anna< * MODE *',
    'gus> JOIN #tea',
    'gus< * 475 *',
    'anna> MODE #tea -k+l key 1',
    'anna< * MODE *',
    'gus> JOIN #tea',
  ],
  ...[
    'gus< * 471 *',
    'anna> MODE #tea -l+R',
    'anna< * MODE *',
    'gus> JOIN #tea',
    'gus< * 477 *',
    'anna> MODE #tea -R+b gus!*@*',
  ],
  ...[
    'anna< * MODE *',
    'gus> JOIN #tea',
    'gus< * 474 *',
    `gus> PRIVMSG bert :${'x'.repeat(600)}`,
    'gus< * 417 *',
    'gus> FROB',
    'gus< * 421 gus FROB :*',
  ],
]
