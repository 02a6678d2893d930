// Every command of the server, one row each.

import { capabilities, date, mode, quit } from './about.ts'
import { article, body, head, stat } from './article.ts'
import { authinfo } from './authinfo.ts'
import type { Command } from './command.ts'
import { group, last, listGroup, next } from './group.ts'
import { hdr, xhdr, xpatCommand } from './hdr.ts'
import { list, xgtitle } from './list.ts'
import { newGroups, newNews } from './new.ts'
import { over } from './over.ts'
import { check, ihave, takeThis } from './peer.ts'
import { post } from './post.ts'
import { compress, startTls } from './security.ts'

const rows: Readonly<Record<string, Command>> = {
  ARTICLE: article,
  AUTHINFO: authinfo,
  BODY: body,
  CAPABILITIES: capabilities,
  CHECK: check,
  COMPRESS: compress,
  DATE: date,
  GROUP: group,
  HDR: hdr,
  HEAD: head,
  IHAVE: ihave,
  LAST: last,
  LIST: list,
  LISTGROUP: listGroup,
  MODE: mode,
  NEWGROUPS: newGroups,
  NEWNEWS: newNews,
  NEXT: next,
  OVER: over,
  POST: post,
  QUIT: quit,
  STARTTLS: startTls,
  STAT: stat,
  TAKETHIS: takeThis,
  XGTITLE: xgtitle,
  XHDR: xhdr,
  XOVER: over,
  XPAT: xpatCommand,
}

const help: Command = {
  args: [0, 1],
  syntax: '',
  run: ({ session }) => {
    const lines = [...COMMANDS].map(([name, { syntax }]) => `  ${name} ${syntax}`.trimEnd())
    session.block(100, 'Commands follow', [...lines, 'Log in with the account that opens every other way in here.'])
  },
}

export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({ ...rows, HELP: help }).sort(([a], [b]) => (a < b ? -1 : 1)),
)
