import { expect, test } from 'vitest'
import { hasLink } from './links.ts'

test.each([
  'look at https://example.org/x',
  'HTTP://EXAMPLE.ORG',
  'gopher://example.org',
  'www.example.org is nice',
  'example.org/win now',
  'shop.example.co.uk:8080/a',
  'exa\u200bmple.org/win',
  'http\u0002://example.org',
  'h\u000304ttp://example.org',
])('%j has a link', (text) => {
  expect(hasLink(text)).toBe(true)
})

test.each(['hello', 'and/or', 'see README.md', 'e.g. this', '10/10 would', 'v1.2.3', 'at 12:30//', 'ann@example.org'])(
  '%j has none',
  (text) => {
    expect(hasLink(text)).toBe(false)
  },
)
