// Files inside plain text as Usenet sent them before MIME: `begin 644 cat.gif`, lines of uuencode(1), `end`. They are
// taken out of what a person reads and named as attachments; nothing is decoded.

import libmime from 'libmime'

export interface Attachment {
  readonly name: string
  readonly type: string
  readonly octets: number
}

const BEGIN = /^begin [0-7]{3,4} (\S.*)$/
const DATA = /^[\x20-\x60]+$/

/** @param text lines ended by LF */
export const takeUuencoded = (text: string): { readonly text: string; readonly attachments: readonly Attachment[] } => {
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, attachments: [] }
  const lines = text.split('\n')
  const kept: string[] = []
  const attachments: Attachment[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const name = BEGIN.exec(line)?.[1]
    const file = name === undefined ? null : fileFrom(lines, at + 1)
    if (name === undefined || file === null) {
      kept.push(line)
      continue
    }
    attachments.push({ name: name.trim(), type: libmime.detectMimeType(name.trim()), octets: file.octets })
    at = file.end
  }
  return { text: kept.join('\n'), attachments }
}

/** Where the file that starts at this line ends, and how large it is; null when no line of data follows. */
const fileFrom = (lines: readonly string[], from: number): { readonly end: number; readonly octets: number } | null => {
  let octets = 0
  let at = from
  for (let length = dataLength(lines[at]); length > 0; length = dataLength(lines[at])) {
    octets += length
    at += 1
  }
  if (at === from) return null
  // A lone ` or blank says that no data is left; a file that was posted in parts has neither it nor the end.
  if (/^[ `]?$/.test(lines[at] ?? 'x')) at += 1
  return { end: lines[at] === 'end' ? at : at - 1, octets }
}

/** The octets that a line stands for, 0 when it is no line of data. Blanks at its end may have been lost. */
const dataLength = (line = ''): number => {
  const octets = (line.charCodeAt(0) - 0x20) & 0x3f
  const needed = 1 + Math.ceil(octets / 3) * 4
  const isWhole = line.length <= needed + 1 && line.padEnd(needed).length >= needed
  return line.length > 1 && isWhole && line.length > needed / 2 && DATA.test(line) ? octets : 0
}
