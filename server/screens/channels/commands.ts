// What was typed in a chat line: words to say, or a `/command` as people know them from IRC. Pure.

/** In the order that /help lists them. */
export const CHAT_COMMANDS = [
  'join',
  'part',
  'topic',
  'me',
  'reply',
  'react',
  'unreact',
  'read',
  'msg',
  'query',
  'notice',
  'names',
  'whois',
  'page',
  'ignore',
  'unignore',
  'nick',
  'invite',
  'kick',
  'ban',
  'unban',
  'op',
  'deop',
  'voice',
  'devoice',
  'mode',
  'search',
  'clear',
  'help',
  'quit',
] as const

export type ChatCommand = (typeof CHAT_COMMANDS)[number]

/** Other names that clients have for them. */
const ALIASES: Readonly<Record<string, ChatCommand>> = {
  ...{ j: 'join', leave: 'part', close: 'part', t: 'topic', action: 'me', m: 'msg', tell: 'msg', privmsg: 'msg' },
  ...{ q: 'query', dm: 'query', n: 'names', who: 'names', wi: 'whois', cls: 'clear', h: 'help', find: 'search' },
  ...{ re: 'reply', r: 'reply', '+': 'react' },
  ...{ '?': 'help', exit: 'quit', back: 'quit', bye: 'quit' },
}

export type TypedLine =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'command'; readonly command: ChatCommand; readonly rest: string }
  | { readonly kind: 'unknown'; readonly name: string }

/**
 * A slash and a letter start a command; two slashes say a line that starts with one. A path (`/usr/bin`) is words,
 * and so is everything but the first line of a pasted text.
 */
export const readTyped = (text: string): TypedLine => {
  if (text.startsWith('//')) return { kind: 'say', text: text.slice(1) }
  const match = /^\/([a-z?]+)(?:\s+(.*))?$/is.exec(text)
  if (match === null) return { kind: 'say', text }
  const name = (match[1] ?? '').toLowerCase()
  const command =
    CHAT_COMMANDS.find((each) => each === name) ?? (Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined)
  if (command === undefined) return { kind: 'unknown', name }
  return { kind: 'command', command, rest: (match[2] ?? '').trim() }
}

/** `ann hello there` is `ann` and `hello there`. */
export const firstWord = (rest: string): { readonly word: string; readonly rest: string } => {
  const at = rest.search(/\s/)
  return at === -1 ? { word: rest, rest: '' } : { word: rest.slice(0, at), rest: rest.slice(at).trim() }
}
