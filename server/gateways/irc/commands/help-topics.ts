// HELP on what clients mostly do by themselves (history, read markers, logging in), and which topic tells of which
// command.

export interface HelpTopic {
  readonly title: string
  readonly lines: readonly string[]
}

export const CLIENT_TOPICS: Readonly<Record<string, HelpTopic>> = {
  away: {
    title: 'Being away, and watching others',
    lines: [
      'AWAY :why             you are away; AWAY alone brings you back. With several clients on one nick you are away',
      '                      while all of them are.',
      'SETNAME :Your Name    your display name, on every face',
      'METADATA * SET avatar :https://…   what else you say of yourself: avatar, pronouns, homepage; without a value it',
      '                      goes. METADATA nick LIST shows what others say; clients do all this by themselves.',
      'MONITOR + nick,nick   hear when they come and go; MONITOR - nick, MONITOR C (none), MONITOR L (whom), MONITOR S',
      'MODE yournick +R      nobody without an account writes to you privately',
      'MODE yournick +B      you are a bot, and people can see it; +i hides you from strangers who look with WHO',
    ],
  },
  history: {
    title: 'What was said before',
    lines: [
      'Clients that know CHATHISTORY ask by themselves; others get what they missed when they come back to a channel.',
      'CHATHISTORY LATEST #name * 50          the last 50 lines; a nick in place of #name for private ones',
      'CHATHISTORY BEFORE #name msgid=ID 50   older ones; AFTER, AROUND and BETWEEN (two points) work alike, and',
      '                                       timestamp=2026-01-31T12:00:00.000Z may stand for msgid=ID',
      'CHATHISTORY TARGETS timestamp=FROM timestamp=TO 50   where something was said',
      '/msg HistServ search WORDS             finds lines and articles: "together", word*, -not, from:NICK, in:#name,',
      '                                       in:BOARD, with:NICK, after:2026-01-31, before:2026-02',
      'SEARCH in=#name;text=WORDS             the same for clients with draft/search; from=, after=, before=, limit=',
      'MARKREAD #name timestamp=TIME          you have read until then, in all your clients',
      'REDACT #name ID :why                   takes back a line of yours; operators take back those of others',
      'WEBPUSH REGISTER URL KEYS              your phone is told of private lines, of your nick in a channel and of',
      '                                       invitations while you are away; clients with soju.im/webpush do this',
      '                                       by themselves. WEBPUSH UNREGISTER URL ends it.',
      'ZNC *playback PLAY #name SECONDS      the same for clients made for a bouncer; also /msg *playback help',
      'TAGMSG and BATCH are for clients: typing, reactions, and messages of several lines.',
    ],
  },
  account: {
    title: 'Accounts, for clients',
    lines: [
      'REGISTER * * PASSWORD        makes an account of your nick. Where an invite is needed, its code is the second word.',
      'AUTHENTICATE                 SASL: PLAIN, SCRAM-SHA-256 (the password is never sent), and over TLS EXTERNAL with',
      '                             a client certificate that you have added to your account. It works at any time, also',
      '                             to go over to another account.',
      'VERIFY is answered, but there is nothing to verify: no codes are sent by mail.',
      'CAP LS 302 lists what a client may ask for; ISUPPORT what it may count on (with draft/extended-isupport).',
    ],
  },
  server: {
    title: 'The server, and the line to it',
    lines: [
      'VERSION, INFO, TIME, MOTD, LUSERS, LINKS and ADMIN tell of the server itself.',
      'NICK, USER, PASS and CAP are how a client comes in; PING and PONG how it shows that it is there; QUIT :why leaves.',
      'WEBIRC is how a gateway that the house knows says whom it carries, in its first line.',
    ],
  },
}

const TOPIC_OF: Readonly<Record<string, readonly string[]>> = {
  account: ['AUTHENTICATE', 'REGISTER', 'VERIFY', 'CAP', 'ISUPPORT'],
  away: ['AWAY', 'SETNAME', 'MONITOR', 'METADATA'],
  channels: ['JOIN', 'PART', 'TOPIC', 'NAMES', 'LIST', 'INVITE'],
  history: ['CHATHISTORY', 'MARKREAD', 'REDACT', 'TAGMSG', 'BATCH', 'SEARCH', 'WEBPUSH', 'ZNC'],
  index: ['HELP', 'HELPOP'],
  login: ['NICKSERV', 'NS'],
  order: ['MODE', 'KICK', 'RENAME', 'CHANSERV', 'CS'],
  people: ['WHO', 'WHOIS', 'WHOWAS', 'ISON', 'USERHOST'],
  server: [
    ...['VERSION', 'INFO', 'TIME', 'MOTD', 'LUSERS', 'LINKS', 'ADMIN'],
    ...['NICK', 'USER', 'PASS', 'PING', 'PONG', 'QUIT', 'WEBIRC'],
  ],
  staff: [
    ...['OPER', 'KILL', 'KLINE', 'DLINE', 'UBAN', 'UNBAN', 'UNDLINE', 'UNKLINE'],
    ...['DEFCON', 'REHASH', 'STATS', 'WALLOPS', 'AUDIT', 'HOLD'],
  ],
  sysop: ['CLAIM'],
  talking: ['PRIVMSG', 'NOTICE'],
}

/** The topic that tells of a command, in lower case; undefined when none does. */
export const topicOf = (command: string): string | undefined =>
  Object.entries(TOPIC_OF).find(([, commands]) => commands.includes(command.toUpperCase()))?.[0]
