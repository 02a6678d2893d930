// An article as one entry of an mbox file, the mboxrd kind: every `From ` at the beginning of a line is quoted, so that
// it can be taken back whole (mbox.ts reads it). RFC 4155 describes the format.

/** Line ends become LF. The sender in the `From ` line says nothing: what counts stands in the header. */
export const mboxEntry = (article: Uint8Array): Buffer => {
  const text = Buffer.from(article.buffer, article.byteOffset, article.byteLength).toString('latin1')
  const date = /^date:[ \t]*([^\r\n]*)/im.exec(text.slice(0, 65_536))?.[1] ?? ''
  const quoted = text.replace(/\r\n/g, '\n').replace(/^(>*From )/gm, '>$1')
  return Buffer.from(`From samband ${separatorDate(date)}\n${quoted.replace(/\n*$/, '\n')}\n`, 'latin1')
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** As asctime(3) writes it, in UTC. */
const separatorDate = (header: string): string => {
  const parsed = Date.parse(header)
  const date = new Date(Number.isNaN(parsed) ? 0 : parsed)
  const [time = ''] = date.toISOString().slice(11).split('.')
  const day = String(date.getUTCDate()).padStart(2)
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${day} ${time} ${date.getUTCFullYear()}`
}
