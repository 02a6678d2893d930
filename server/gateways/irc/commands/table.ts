// Every command of the server, one row each.

import { authenticate } from './authenticate.ts'
import { away, setname } from './away.ts'
import { batch } from './batch.ts'
import { cap } from './cap.ts'
import { chathistory } from './chathistory.ts'
import { claim } from './claim.ts'
import type { Command } from './command.ts'
import { cs } from './cs.ts'
import { help } from './help.ts'
import { admin, info, isupport, time, version } from './info.ts'
import { ison, userhost } from './ison.ts'
import { join, part } from './join.ts'
import { invite, kick } from './kick.ts'
import { list } from './list.ts'
import { lusers } from './lusers.ts'
import { markread, redact } from './markread.ts'
import { metadata } from './metadata.ts'
import { mode } from './mode.ts'
import { monitor } from './monitor.ts'
import { motd } from './motd.ts'
import { names } from './names.ts'
import { nick } from './nick.ts'
import { ns } from './ns.ts'
import { kill, oper, wallops } from './oper.ts'
import { onOurServer } from './our-server.ts'
import { notice, privmsg, tagmsg } from './privmsg.ts'
import { ping, pong, quit } from './quit.ts'
import { register, verify } from './register.ts'
import { rename } from './rename.ts'
import { search } from './search.ts'
import { links, rehash, stats } from './stats.ts'
import { topic } from './topic.ts'
import { audit, defcon, kline, uban, unban } from './uban.ts'
import { pass, user, webirc } from './user.ts'
import { webpush } from './webpush.ts'
import { who } from './who.ts'
import { whois, whowas } from './whois.ts'
import { znc } from './znc.ts'

export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ADMIN: onOurServer(admin, 0),
    AUDIT: audit,
    AUTHENTICATE: authenticate,
    AWAY: away,
    BATCH: batch,
    CAP: cap,
    CHATHISTORY: chathistory,
    CHANSERV: cs,
    CLAIM: claim,
    CS: cs,
    DEFCON: defcon,
    DLINE: kline,
    HELP: help,
    HELPOP: help,
    INFO: onOurServer(info, 0),
    INVITE: invite,
    ISON: ison,
    ISUPPORT: isupport,
    JOIN: join,
    KICK: kick,
    KILL: kill,
    KLINE: kline,
    LINKS: links,
    LIST: list,
    LUSERS: onOurServer(lusers, 1),
    MARKREAD: markread,
    METADATA: metadata,
    MODE: mode,
    MONITOR: monitor,
    MOTD: onOurServer(motd, 0),
    NAMES: names,
    NICK: nick,
    NICKSERV: ns,
    NOTICE: notice,
    NS: ns,
    OPER: oper,
    PART: part,
    PASS: pass,
    PING: ping,
    PONG: pong,
    PRIVMSG: privmsg,
    QUIT: quit,
    REDACT: redact,
    REGISTER: register,
    RENAME: rename,
    SEARCH: search,
    SETNAME: setname,
    REHASH: rehash,
    STATS: onOurServer(stats, 1),
    TAGMSG: tagmsg,
    TIME: onOurServer(time, 0),
    TOPIC: topic,
    UBAN: uban,
    UNBAN: unban,
    UNDLINE: unban,
    UNKLINE: unban,
    USER: user,
    USERHOST: userhost,
    VERIFY: verify,
    VERSION: onOurServer(version, 0),
    WALLOPS: wallops,
    WEBIRC: webirc,
    WEBPUSH: webpush,
    WHO: who,
    WHOIS: whois,
    WHOWAS: whowas,
    ZNC: znc,
  }),
)
