import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dataPath } from '../../root.ts'
import { eraOf, isThere, nameThen, placardAt } from './era.ts'
import { inOrder, loadEras, readEra } from './era-files.ts'

const SHIPPED = loadEras([dataPath()])

const PLACARD = '{ title: A, who: B, where: C, when: D, text: E, source: F, see: G }'
const era = (more: string, year = '1975'): string =>
  `year: ${year}\nname: { en: One, nb: En }\ndress: green\nspeed: 300\n${more}\n`
const whole = (year: string): string => era(`placards: { boards: ${PLACARD} }`, year)

describe('the eras that are shipped', () => {
  test('are those of the museum, in order, and end in the present', () => {
    expect(SHIPPED.map(({ year }) => year)).toEqual([
      ...[1971, 1973, 1978, 1980, 1984, 1988, 1990, 1997, 1999, 2001, 2003, 2005, 2006, null],
    ])
  })

  test('let things come in their years, and keep them', () => {
    const there = (year: number | null) =>
      (['messages', 'boards', 'channels', 'community', 'search'] as const).filter((area) =>
        isThere(SHIPPED, area, year),
      )
    expect(there(1971)).toEqual(['messages'])
    expect(there(1973)).toEqual(['messages', 'boards', 'channels'])
    expect(there(1979)).toEqual(['messages', 'boards', 'channels', 'community'])
    expect(there(2007)).toEqual(['messages', 'boards', 'channels', 'community', 'search'])
    expect(there(null)).toEqual(there(2007))
  })

  test('call things what they were called then, and by today’s names in the present', () => {
    const boards = (year: number | null) => nameThen(SHIPPED, 'boards', year)?.en ?? null
    expect([1973, 1978, 1979, 1980, 2007, null].map(boards)).toEqual([
      ...['Notes', 'Bulletin board', 'Bulletin board', 'Newsgroups', 'Newsgroups', null],
    ])
    expect(nameThen(SHIPPED, 'boards', 1980)?.nb).toBe('Nyhetsgrupper')
  })

  test('hang the latest placard at a door, and none in the present', () => {
    expect(placardAt(SHIPPED, 'boards', 1979)?.placard.title.en).toBe('CBBS, the first bulletin board')
    expect(placardAt(SHIPPED, 'boards', 1988)?.era.year).toBe(1980)
    expect(placardAt(SHIPPED, 'boards', 1971)).toBeNull()
    expect(placardAt(SHIPPED, 'boards', null)).toBeNull()
    expect(eraOf(SHIPPED, 1979)?.year).toBe(1978)
  })

  test('say everything in both languages, and name a source for everything', () => {
    const placards = SHIPPED.flatMap((each) => each.placards)
    expect(placards.length).toBeGreaterThanOrEqual(SHIPPED.length)
    for (const { text, source } of placards) {
      expect(text.en).not.toBe(text.nb)
      expect(Math.min(text.en.length, text.nb.length)).toBeGreaterThan(120)
      expect(source.en).not.toBe('')
    }
  })
})

describe('a file of a year', () => {
  test.each([
    ['a year that is none', whole('1969'), 'eras/mine.yaml: year: is a year from 1971 to 2007, or present'],
    ['a thing that does not exist', era('has: [telepathy]'), /^eras\/mine\.yaml: has\.0: /],
    ['a speed nobody had', whole('1975').replace('300', '301'), /speed: is 110, 300, 1200, 2400, 14400 or off/],
    ['words in one language', era('').replace(', nb: En', ''), /name: needs words in "en" and "nb"/],
    ['no placard', era('placards: {}'), /placards: an era needs a placard/],
    ['broken YAML', 'year: [', /^eras\/mine\.yaml: /],
  ])('says what is wrong with %s', (_what, source, message) => {
    expect(() => readEra(source, 'mine.yaml')).toThrow(message)
  })

  test('must not tell of a year that another tells of, and somebody must tell of the present', () => {
    const read = (year: string) => readEra(whole(year), `${year}.yaml`)
    expect(() => inOrder([read('1975'), read('1975'), read('present')])).toThrow('the year 1975 is there twice')
    expect(() => inOrder([read('1975')])).toThrow('there is no file with "year: present"')
    expect(inOrder([read('present'), read('1975')]).map(({ year }) => year)).toEqual([1975, null])
  })

  test('of the sysop stands in front of the shipped one with its name, and adds to the others', () => {
    const own = mkdtempSync(join(tmpdir(), 'samband-eras-'))
    mkdirSync(join(own, 'eras'))
    writeFileSync(join(own, 'eras', '1980-usenet.yaml'), whole('1980'))
    writeFileSync(join(own, 'eras', '1975-ours.yaml'), whole('1975'))
    const eras = loadEras([own, dataPath()])
    rmSync(own, { recursive: true })
    expect(eras.find(({ year }) => year === 1980)?.placards[0]?.title.en).toBe('A')
    expect(eras).toHaveLength(SHIPPED.length + 1)
  })
})
