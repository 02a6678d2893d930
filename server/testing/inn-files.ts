// What INN wants to find in its folder before innd starts: inn.conf(5) and the files it names, for a server on loopback
// that keeps everything in one folder.

/** Somebody INN exchanges articles with. */
export interface InnPeer {
  /** Letters, digits, hyphens. */
  readonly name: string
  /** Its identity in Path: what INN does not send back to it. */
  readonly pathIdentity: string
  /** Where it listens on 127.0.0.1. */
  readonly port: number
  /** A wildmat, as in newsfeeds(5). */
  readonly groups: string
}

export interface InnFilesOptions {
  readonly folder: string
  readonly port: number
  readonly user: string
  readonly group: string
  /** Its name in Path. */
  readonly host: string
  readonly groups: readonly string[]
  readonly peers: readonly InnPeer[]
  readonly overview: 'tradindexed' | 'ovsqlite'
  /** Name and crypt(3) hash of those who may read and post; without any, everybody may. */
  readonly readers: readonly string[]
}

export const INN_PROGRAMS = '/usr/lib/news/bin'
export const INN_FOLDERS = [
  ...['etc', 'db', 'run', 'log', 'tmp', 'spool/articles', 'spool/overview', 'spool/incoming/bad', 'spool/outgoing'],
  ...['spool/archive', 'spool/innfeed'],
]

/** Paths in the folder, and what stands there. */
export const innFiles = (options: InnFilesOptions): Readonly<Record<string, string>> => {
  const { groups, peers, folder, readers } = options
  const active = [['control', 'n'], ['control.cancel', 'n'], ['junk', 'n'], ...groups.map((group) => [group, 'y'])]
  const empty = [
    'motd.innd',
    'motd.nnrpd',
    'nnrpd.track',
    'subscriptions',
    'localgroups',
    'distributions',
    'distrib.pats',
  ]
  return {
    ...Object.fromEntries([...empty, 'passwd.nntp', 'nntpsend.ctl', 'cycbuff.conf'].map((name) => [`etc/${name}`, ''])),
    'etc/inn.conf': innConf(options),
    'etc/incoming.conf': `streaming: true\nmax-connections: 100\npeer neighbours {\n  hostname: "127.0.0.1"\n}\n`,
    'etc/newsfeeds': newsfeeds(peers),
    'etc/innfeed.conf': innfeedConf(folder, peers),
    'etc/storage.conf': 'method tradspool {\n  newsgroups: *\n  class: 0\n}\n',
    'etc/readers.conf': readersConf(readers.length > 0, folder),
    'etc/readers.passwd': readers.map((line) => `${line}\n`).join(''),
    'etc/ovsqlite.conf': 'compress: true\n',
    'etc/expire.ctl': '/remember/:10\n*:A:1:10:never\n',
    'etc/control.ctl': 'all:*:*:drop\ncancel:*:*:doit\n',
    'etc/moderators': '*:%s@localhost\n',
    'db/active': active.map(([group, flag]) => `${group} 0000000000 0000000001 ${flag}\n`).join(''),
    ...{ 'db/newsgroups': '', 'db/active.times': '', 'db/history': '' },
  }
}

const innConf = ({ folder, port, user, group, host, overview }: InnFilesOptions): string => {
  const settings = {
    ...{ mta: '"/bin/true %s"', organization: '"A test"', pathhost: host, domain: host, fromhost: host },
    ...{ ovmethod: overview, hismethod: 'hisv6', enableoverview: true, artcutoff: 10, allownewnews: true },
    ...{ pathnews: folder, pathbin: INN_PROGRAMS, pathfilter: `${folder}/etc`, pathhttp: `${folder}/log` },
    ...{ pathdb: `${folder}/db`, pathetc: `${folder}/etc`, pathrun: `${folder}/run`, pathlog: `${folder}/log` },
    ...{ pathtmp: `${folder}/tmp`, pathspool: `${folder}/spool`, patharticles: `${folder}/spool/articles` },
    ...{ pathoverview: `${folder}/spool/overview`, pathincoming: `${folder}/spool/incoming` },
    ...{ pathoutgoing: `${folder}/spool/outgoing`, patharchive: `${folder}/spool/archive` },
    ...{ runasuser: user, runasgroup: group, port, bindaddress: '127.0.0.1', bindaddress6: '"::1"' },
    ...{
      nnrpdposthost: '127.0.0.1',
      nnrpdpostport: port,
      docnfsstat: false,
      doinnwatch: false,
      maxconnections: 100,
      nnrpdloadlimit: 0,
    },
  }
  return Object.entries(settings)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')
}

const newsfeeds = (peers: readonly InnPeer[]): string =>
  [
    'ME:*,!junk,!control,!control.*/!local::',
    ...(peers.length === 0 ? [] : [`innfeed!:!*:Tc,Wnm*:${INN_PROGRAMS}/innfeed`]),
    ...peers.map(({ name, pathIdentity, groups }) => `${name}/${pathIdentity}:${groups}:Tm:innfeed!`),
    '',
  ].join('\n')

const innfeedConf = (folder: string, peers: readonly InnPeer[]): string =>
  [
    `news-spool: ${folder}/spool/articles`,
    `backlog-directory: ${folder}/spool/innfeed`,
    `pid-file: ${folder}/run/innfeed.pid`,
    `log-file: ${folder}/log/innfeed.log`,
    `status-file: ${folder}/log/innfeed.status`,
    // A peer that was down is looked for again soon.
    ...['initial-reconnect-time: 1', 'max-reconnect-time: 2', 'initial-connections: 1', 'max-connections: 2'],
    'streaming: true',
    ...peers.map(({ name, port }) => `peer ${name} {\n  ip-name: 127.0.0.1\n  port-number: ${port}\n}`),
    '',
  ].join('\n')

const readersConf = (hasPasswords: boolean, folder: string): string => {
  const auth = hasPasswords
    ? `auth all {\n  auth: "ckpasswd -f ${folder}/etc/readers.passwd"\n}\n`
    : 'auth all {\n  default: "anybody"\n}\n'
  return `${auth}access all {\n  users: "*"\n  newsgroups: "*"\n  access: RPA\n}\n`
}
