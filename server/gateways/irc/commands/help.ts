// HELP: how to do things here, for people who have only an IRC client before them.

import { NUMERIC } from '../../../wire/irc/numerics.ts'
import type { Call, Command } from './command.ts'
import { CLIENT_TOPICS, type HelpTopic, topicOf } from './help-topics.ts'

export const HELP_TOPICS: Readonly<Record<string, HelpTopic>> = {
  ...CLIENT_TOPICS,
  index: {
    title: 'Help',
    lines: [
      'Whoever you meet here may sit at SSH, in a browser, or in an IRC client like yours: all see the same lines.',
      '',
      'HELP LOGIN      how to log in, and how to get an account',
      'HELP CHANNELS   finding channels, joining, topics',
      'HELP ORDER      keeping order in a channel: modes, bans, kicks, who owns it',
      'HELP TALKING    lines to channels and to people',
      'HELP PEOPLE     who is here',
      'HELP AWAY       being away, display names, watching who comes',
      'HELP HISTORY    what was said before, taking lines back',
      'HELP ACCOUNT    accounts as clients see them: SASL, REGISTER',
      'HELP SERVER     the server itself',
      'HELP STAFF      what moderators and sysops do: bans, kills, DEFCON, the log',
      'HELP SYSOP      becoming the first sysop',
    ],
  },
  login: {
    title: 'Logging in',
    lines: [
      'Without an account you are a guest under any free nick.',
      'To make an account of your nick:  /msg Samband register PASSWORD  (NickServ, NS and Samband are one and the same)',
      'To log in from the first moment:  SASL (PLAIN or SCRAM-SHA-256) with the name and password of your account, or, in a client',
      'without SASL, the server password  NAME:PASSWORD  (PASS). If the server itself has a password, put it before:',
      'SERVERPASSWORD:NAME:PASSWORD.',
      'To log in later:  /msg Samband identify NAME PASSWORD',
      'The name of your account is your nick; several clients may share it, and they see the same channels.',
    ],
  },
  channels: {
    title: 'Channels',
    lines: [
      'LIST            all channels; LIST >5 those with more than 5 people, LIST *night* by name',
      'JOIN #name      go in; a channel that is not there yet is founded, and you become its operator',
      'PART #name      leave it; JOIN 0 leaves all',
      'TOPIC #name     its topic; operators change it with TOPIC #name :new topic',
      'NAMES #name     who is in it',
      'JOIN #name KEY  a channel with a key (+k); INVITE lists the channels that you are invited to',
      'INVITE nick #name   asks somebody in; it opens a channel that is by invitation (+i)',
    ],
  },
  order: {
    title: 'Keeping order',
    lines: [
      'MODE #name            its modes; MODE #name b its bans (e exceptions, I standing invitations)',
      'MODE #name +m-t       changes modes, any number at once; MODE #name +o nick gives a prefix',
      '  i by invitation   k KEY   l LIMIT   f #OTHER leads on   s secret   R only accounts come in',
      '  n nothing from outside   m only those with a voice talk   M only accounts talk   t topic by operators',
      '  U what may not be said goes to the operators   u auditorium: only those with a prefix are seen   C no CTCP',
      '  prefixes: q owner ~   a admin &   o operator @   h half-operator %   v voice +',
      'MODE #name +b MASK    nick!user@host with * and ?, ~account:NAME, or ~m:MASK to silence and not to ban',
      'KICK #name nick :why  puts somebody out; RENAME #old #new moves a channel',
      'PRIVMSG @#name :text  a word to its operators alone',
      '/msg ChanServ help    the same in words, and more: registering, access lists, locks, bans for a time',
    ],
  },
  talking: {
    title: 'Talking',
    lines: [
      'PRIVMSG #name :text   a line to a channel; PRIVMSG nick :text to one person',
      'NOTICE works alike. /me is carried; other CTCP goes only to channels without +C. To one person it comes as a plain',
      'line, and no client answers it by itself: that is why there is no user mode T here, which elsewhere keeps CTCP off.',
      'Lines longer than the house keeps are sent as several.',
    ],
  },
  people: {
    title: 'People',
    lines: [
      'WHO #name       who is in a channel, in full; WHO *mask* looks everywhere',
      'WHOIS nick      everything about one person; ISON nick nick whether they are here',
      'WHOWAS nick     who wore a nick that is gone',
      'LUSERS          how many are here; ADMIN which sysops are',
    ],
  },
  staff: {
    title: 'For the staff',
    lines: [
      'Your rights come from the role of your account; OPER NAME PASSWORD logs in to it from anywhere.',
      'UBAN TARGET [DURATION] [REASON]   shuts out of the house, on every face: an account, an address,',
      '                a network (192.0.2.0/24), or a mask nick!user@host. 30m, 12h, 7d; without it, for good.',
      'KLINE, DLINE    the same under their old names; UNBAN TARGET lifts one, UBAN LIST shows all',
      'KILL nick why   ends the sessions of a nick; it may come back',
      'WALLOPS :text   a word to everybody who set user mode w',
      'DEFCON [level] [why]   5 open, 4 no new accounts, 3 no guests, 2 guests go, 1 staff only (sysops)',
      'AUDIT [before]  who of the staff did what and why; MODE yournick +s tells it as it happens',
      'STATS           k bans, o staff, u uptime, y connection classes; LINKS names the server',
      'REHASH          reads the certificate again (sysops)',
    ],
  },
  sysop: {
    title: 'Becoming sysop',
    lines: [
      'The very first start of the daemon printed a code. Log in to your account, then say  CLAIM CODE',
      'or  /msg Samband claim CODE. It works once.',
    ],
  },
}

const run = ({ session, params: [subject = 'index'] }: Call): void => {
  const word = subject.toLowerCase()
  const name = Object.hasOwn(HELP_TOPICS, word) ? word : (topicOf(word) ?? word)
  const topic = Object.hasOwn(HELP_TOPICS, name) ? HELP_TOPICS[name] : undefined
  if (topic === undefined) {
    session.reply(NUMERIC.ERR_HELPNOTFOUND, [subject], 'No help on that; HELP lists what there is')
    return
  }
  session.reply(NUMERIC.RPL_HELPSTART, [name], topic.title)
  for (const line of topic.lines) session.reply(NUMERIC.RPL_HELPTXT, [name], line)
  session.reply(NUMERIC.RPL_ENDOFHELP, [name], 'End of /HELP')
}

export const help: Command = { minParams: 0, beforeRegistration: true, run }
