// Articles as mbox entries, quoted as mboxrd says: what MboxReader takes apart again. Line ends are LF, as in every
// mbox; the octets are otherwise those of the article.

const LF = 0x0a

/**
 * One entry: the `From ` line, the article, a blank line.
 * @param at when the article was written, in milliseconds since 1970; shown in UTC as asctime does
 */
export const mboxEntry = (raw: Uint8Array, at: number): Buffer => {
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1').replaceAll('\r\n', '\n')
  const quoted = text.replace(/^(?=>*From )/gm, '>')
  const end = quoted.charCodeAt(quoted.length - 1) === LF ? '\n' : '\n\n'
  return Buffer.from(`From news@localhost ${asctime(at)}\n${quoted}${end}`, 'latin1')
}

/** `Thu Jan  1 00:00:00 2026` */
const asctime = (at: number): string => {
  const [weekday, day, month, year, time] = new Date(at).toUTCString().replace(',', '').split(' ')
  return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`
}
