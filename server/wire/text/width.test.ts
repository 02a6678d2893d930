import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chunksOfWidth, clustersOf, padToWidth, textWidth, truncateToWidth } from './width.ts'
import { wrapText } from './wrap.ts'

const written = fc
  .array(
    fc.constantFrom(
      'a',
      'b ',
      'word ',
      '漢',
      '字 ',
      'e\u0301',
      '👩‍🚀',
      '🇳🇴',
      '한',
      'ि',
      '\u1112\u1161\u11ab',
      '> ',
      'é',
      ' ',
    ),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''))

describe('width', () => {
  test.each([
    ['plain', 5],
    ['blåbær', 6],
    ['日本語', 6],
    ['ｆｕｌｌ', 8],
    ['e\u0301', 1],
    ['😀', 2],
    ['🇳🇴', 2],
    ['✓', 1],
    ['✅', 2],
    ['한국', 4],
    ['\u1112\u1161\u11ab', 2],
    ['│─╭', 3],
    ['', 0],
  ])('%j takes %d columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns)
  })

  test('the width of a whole is the sum of its clusters', () => {
    fc.assert(
      fc.property(written, (text) => {
        const parts = [...clustersOf(text)]
        expect(parts.join('')).toBe(text)
        expect(parts.reduce((sum, part) => sum + textWidth(part), 0)).toBe(textWidth(text))
      }),
    )
  })

  test('clusters are those of Unicode, also across the slices in which long text is read', () => {
    const text = 'e\u0301👩‍🚀x🇳🇴'.repeat(300)
    const expected = Array.from({ length: 300 }, () => ['e\u0301', '👩‍🚀', 'x', '🇳🇴']).flat()
    expect([...clustersOf(text)]).toEqual(expected)
  })
})

describe('cutting and padding', () => {
  test('padded text is exactly as wide as asked for', () => {
    fc.assert(
      fc.property(
        written,
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom('left', 'right', 'center'),
        (text, n, align) => {
          expect(textWidth(padToWidth(text, n, align as 'left'))).toBe(n)
        },
      ),
    )
  })

  test('a wide character that does not fit is left out and its column filled', () => {
    expect(padToWidth('日本', 3)).toBe('日 ')
    expect(padToWidth('7', 3, 'right')).toBe('  7')
  })

  test('what is cut can end in an ellipsis, what fits never does', () => {
    expect(truncateToWidth('Re: compilers', 8, '…')).toBe('Re: com…')
    expect(truncateToWidth('Re: COBOL', 9, '…')).toBe('Re: COBOL')
    expect(truncateToWidth('e\u0301e\u0301e\u0301', 2)).toBe('e\u0301e\u0301')
  })

  test('chunks put together are the text, and none is too wide unless it is one cluster', () => {
    fc.assert(
      fc.property(written, fc.integer({ min: 1, max: 20 }), (text, columns) => {
        const chunks = chunksOfWidth(text, columns)
        expect(chunks.join('')).toBe(text)
        for (const chunk of chunks) {
          expect(textWidth(chunk) <= columns || [...clustersOf(chunk)].length === 1).toBe(true)
        }
      }),
    )
  })
})

describe('wrapping', () => {
  test('breaks at blanks and keeps what fits as it is', () => {
    expect(wrapText('one two three four\n  kept   as it is', 17)).toEqual([
      'one two three',
      'four',
      '  kept   as it is',
    ])
  })

  test('a word that is too long is broken where the line ends', () => {
    expect(wrapText('see http://example.org/abcdef', 10)).toEqual(['see', 'http://exa', 'mple.org/a', 'bcdef'])
  })

  test('ideographs may be parted anywhere', () => {
    expect(wrapText('日本語の文章', 5)).toEqual(['日本', '語の', '文章'])
  })

  test('a quoted line goes on with its quote marks', () => {
    expect(wrapText('> > the quick brown fox', 14)).toEqual(['> > the quick', '> > brown fox'])
  })

  test('no line is wider than the column and no word is lost', () => {
    fc.assert(
      fc.property(written, fc.integer({ min: 8, max: 40 }), (text, columns) => {
        const lines = wrapText(text, columns)
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(columns)
        const letters = (s: string) => s.replace(/[\s>]/g, '')
        expect(letters(lines.join(''))).toBe(letters(text))
      }),
    )
  })

  test('a megabyte without a blank is wrapped in well under a second', () => {
    for (const unit of ['x', 'e\u0301', '漢']) {
      const started = performance.now()
      const lines = wrapText(unit.repeat(300_000), 80)
      expect(lines.length).toBeGreaterThan(3000)
      expect(performance.now() - started).toBeLessThan(3000)
    }
  })
})
