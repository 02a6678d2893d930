// Reading the Date field as people and programs have written it since 1980: RFC 5322 with its obsolete forms, ctime,
// ISO 8601, hyphens, full month names, two-digit years, zone names.

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Minutes east of Greenwich. RFC 5322 §4.3 knows the American ones; the others were common on Usenet. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ ut: 0, utc: 0, gmt: 0, z: 0, wet: 0, west: 60, bst: 60, ist: 60 },
  ...{ cet: 60, met: 60, mez: 60, cest: 120, mest: 120, mesz: 120, sst: 60, set: 60, fwt: 60 },
  ...{ eet: 120, eest: 180, msk: 180, msd: 240, sast: 120, idt: 180, jst: 540, kst: 540, hkt: 480 },
  ...{ awst: 480, acst: 570, acdt: 630, aest: 600, aedt: 660, nzst: 720, nzdt: 780 },
  ...{ nst: -210, ndt: -150, ast: -240, adt: -180, est: -300, edt: -240, cst: -360, cdt: -300 },
  ...{ mst: -420, mdt: -360, pst: -480, pdt: -420, akst: -540, akdt: -480, hst: -600 },
}

const TIME = /(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([ap]m\b)?/i
const DAY_MONTH_YEAR = /\b(\d{1,2})[\s./-]*([a-z]{3})[a-z]*\.?[\s,./-]*(\d{2,4})\b/i
const MONTH_DAY = /\b([a-z]{3})[a-z]*\.?\s+(\d{1,2})\b/i
const YEAR = /\b(\d{4})\b/
const ISO = /\b(\d{4})-(\d{2})-(\d{2})(?!\d)/
const NUMERIC_ZONE = /([+-])(\d{1,2}):?(\d{2})\b/
const NAMED_ZONE = /^[\s(]*([a-z]{1,4})\b/i

const FIRST_YEAR = 1970
const LAST_YEAR = 2100

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Milliseconds since 1970, or null when it cannot be read or lies outside 1970–2100. */
export const parseDate = (text: string): number | null => {
  const trimmed = text.slice(0, 200)
  const time = TIME.exec(trimmed)
  // Without the time, the digits that are left belong to the day.
  const rest =
    time === null ? trimmed : `${trimmed.slice(0, time.index)} | ${trimmed.slice(time.index + time[0].length)}`
  const day = parseDay(rest)
  if (day === null) return null
  const clock = time === null ? { hour: 0, minute: 0, second: 0 } : parseTime(time)
  if (clock === null) return null
  const zone = time === null ? 0 : parseZone(rest.slice(rest.indexOf('|') + 1))
  const at = Date.UTC(day.year, day.month, day.day, clock.hour, clock.minute, clock.second) - zone * 60_000
  const isRealDay = new Date(Date.UTC(day.year, day.month, day.day)).getUTCDate() === day.day
  return isRealDay ? at : null
}

/** As RFC 5322 §3.3 writes it, in UTC: `Thu, 05 Nov 1998 15:49:55 +0000`. */
export const formatDate = (at: number): string => new Date(at).toUTCString().replace('GMT', '+0000')

const parseDay = (text: string): Day | null => {
  const iso = ISO.exec(text)
  if (iso !== null) return checkedDay(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]))
  const usual = DAY_MONTH_YEAR.exec(text)
  if (usual !== null) {
    const month = MONTHS.indexOf((usual[2] ?? '').toLowerCase())
    if (month !== -1) return checkedDay(fullYear(usual[3] ?? ''), month, Number(usual[1]))
  }
  const ctime = MONTH_DAY.exec(text.replace(/^\s*[a-z]{3,9},?\s+(?=[a-z])/i, ''))
  const year = YEAR.exec(text)
  if (ctime === null || year === null) return null
  return checkedDay(Number(year[1]), MONTHS.indexOf((ctime[1] ?? '').toLowerCase()), Number(ctime[2]))
}

const checkedDay = (year: number, month: number, day: number): Day | null =>
  year >= FIRST_YEAR && year <= LAST_YEAR && month >= 0 && month < 12 && day >= 1 && day <= 31
    ? { year, month, day }
    : null

/** RFC 5322 §4.3: 00–49 are 2000–2049, 50–99 and three digits count from 1900. */
const fullYear = (digits: string): number => {
  const year = Number(digits)
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year
  return digits.length === 3 ? 1900 + year : year
}

const parseTime = ([, hours, minutes, seconds = '0', half]: RegExpExecArray) => {
  let hour = Number(hours)
  if (half !== undefined) hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  const minute = Number(minutes)
  const second = Number(seconds)
  // 24:00 and the leap second are real; Date.UTC carries them over.
  return hour <= 24 && minute <= 59 && second <= 60 ? { hour, minute, second } : null
}

/** Minutes; an unknown zone says nothing and counts as UTC (RFC 5322 §4.3). */
const parseZone = (text: string): number => {
  const numeric = NUMERIC_ZONE.exec(text)
  const named = NAMED_ZONE.exec(text)
  if (numeric !== null && (named === null || /^(gmt|utc?|z)$/i.test(named[1] ?? ''))) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3])
    return minutes > 14 * 60 ? 0 : numeric[1] === '-' ? -minutes : minutes
  }
  return ZONES[(named?.[1] ?? '').toLowerCase()] ?? 0
}
