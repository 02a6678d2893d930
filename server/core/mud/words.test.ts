import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MudId, MudObject } from './mud-object.ts'
import { answer, choose, parsePhrase } from './words.ts'

const thing = (id: number, en: string, nb: string, words: readonly string[] = []): MudObject => ({
  ...{ id: id as MudId, kind: 'thing', name: { en, nb }, words: { en: words }, text: {}, owner: null, location: null },
  ...{ target: null, account: null, parent: null, flags: [], locks: {}, props: {}, seed: null },
})

const sword = thing(1, 'rusty sword', 'rustent sverd', ['blade'])
const other = thing(2, 'silver sword', 'sølvsverd')
const guardian = thing(3, 'guardian guard', 'vokter')
const terminal = thing(4, 'terminal 2', 'terminal 2')
const all = [sword, other, guardian, terminal]

const chosen = (phrase: string, candidates: readonly MudObject[] = all): number[] | number | null => {
  const match = choose(parsePhrase(phrase), candidates)
  if (match.kind === 'none') return null
  return match.kind === 'one' ? match.object.id : match.objects.map((each) => each.id)
}

describe('a phrase', () => {
  test.each([
    ['the rusty sword', 1],
    ['blade', 1],
    ['SILVER', 2],
    ['sil', 2],
    ['sverd', [1, 2]],
    ['sword', [1, 2]],
    ['2.sword', 2],
    ['2nd sword', 2],
    ['second sword', 2],
    ['andre sverd', 2],
    ['sword 2', 2],
    ['terminal 2', 4],
    ['3rd sword', null],
    ['guardian', 3],
    ['#2', 2],
    ['#99', null],
    ['dragon', null],
    ['all', [1, 2, 3, 4]],
    ['all swords', [1, 2]],
    ['all.sword', [1, 2]],
    ['all but the silver sword', [1, 3, 4]],
    ['alt unntatt sverd', [3, 4]],
    ['det rustne', null],
  ])('%j means %j', (phrase, expected) => {
    expect(chosen(phrase)).toEqual(expected)
  })

  test('that begins the names of two things is never decided silently', () => {
    expect(chosen('s', [sword, other])).toEqual([1, 2])
  })

  test('of whatever words never throws, and names only what is there', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const match = choose(parsePhrase(text), all)
        if (match.kind === 'one') expect(all).toContain(match.object)
        if (match.kind === 'several') expect(match.objects.length).toBeGreaterThan(1)
      }),
    )
  })
})

test.each([
  ['1', 1],
  ['silver', 2],
  ['the second', null],
  ['3', null],
  ['look', null],
])('"which one?" answered by %j is %j', (text, expected) => {
  expect(answer(text, [sword, other])?.id ?? null).toBe(expected)
})
