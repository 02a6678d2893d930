// Whether a line leads somewhere else: an address with a scheme, one that begins with www., or a host with a path. Pure.

const SCHEME = /\b[a-z][a-z0-9+.-]{1,15}:\/\/\S/i
const WWW = /\bwww\.[a-z0-9-]+\.[a-z]/i
const HOST_AND_PATH = /\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::\d+)?\/\S/i
/** So that nobody hides an address between formatting codes or invisible characters. */
const BETWEEN =
  /[\u0002\u000f\u0011\u0016\u001d\u001e\u001f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]|\u0003\d{0,2}(?:,\d{1,2})?/g

export const hasLink = (text: string): boolean => {
  const plain = text.replace(BETWEEN, '')
  return SCHEME.test(plain) || WWW.test(plain) || HOST_AND_PATH.test(plain)
}
