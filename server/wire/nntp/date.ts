// Dates in commands and answers (RFC 3977 §7.1, §7.3): yyyymmdd or yymmdd, hhmmss, and GMT or the server's own zone.

/** Milliseconds since 1970, or null. A year of two digits is the latest one that is not after this year's. */
export const parseDateTime = (date: string, time: string, isGmt: boolean, now: number): number | null => {
  if (!/^(\d{6}|\d{8})$/.test(date) || !/^\d{6}$/.test(time)) return null
  const year = date.length === 8 ? Number(date.slice(0, 4)) : fullYear(Number(date.slice(0, 2)), now)
  const month = Number(date.slice(-4, -2))
  const day = Number(date.slice(-2))
  const [hour, minute, second] = [time.slice(0, 2), time.slice(2, 4), time.slice(4)].map(Number)
  if (hour === undefined || minute === undefined || second === undefined) return null
  // 24:00:00 and leap seconds have been written by clients; the calendar carries them over.
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null
  const at = isGmt
    ? Date.UTC(year, month - 1, day, hour, minute, second)
    : new Date(year, month - 1, day, hour, minute, second).getTime()
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return day <= daysInMonth ? at : null
}

const fullYear = (twoDigits: number, now: number): number => {
  const year = new Date(now).getUTCFullYear()
  const century = year - (year % 100)
  return twoDigits <= year % 100 ? century + twoDigits : century - 100 + twoDigits
}

/** For DATE: yyyymmddhhmmss in UTC. */
export const formatDateTime = (at: number): string => new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14)
