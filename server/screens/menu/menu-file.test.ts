import { describe, expect, test } from 'vitest'
import { dataPath } from '../../root.ts'
import { isFor, loadMenu, menuFrom } from './menu-file.ts'

const entry = (action: string, key: string, more = ''): string =>
  `[[entry]]\naction = "${action}"\nkey = "${key}"\n${more}\n`

describe('the menu file', () => {
  test('that is shipped is understood, and everybody finds the way out', () => {
    const menu = loadMenu([dataPath()])
    for (const role of ['guest', 'member', 'moderator', 'sysop'] as const) {
      const actions = menu.filter((each) => isFor(each, role)).map((each) => each.action)
      expect(actions).toEqual(expect.arrayContaining(['boards', 'channels', 'online', 'connect', 'goodbye']))
      expect(actions.includes('sign-up')).toBe(role === 'guest')
      expect(actions.includes('settings')).toBe(role !== 'guest')
    }
  })

  test('keeps the order and the words of its sysop', () => {
    const menu = menuFrom(entry('goodbye', 'x', 'label = "Out"') + entry('boards', '1'), 'menu.toml')
    expect(menu.map((each) => [each.action, each.key, each.label])).toEqual([
      ['goodbye', 'x', 'Out'],
      ['boards', '1', undefined],
    ])
  })

  test.each([
    ['an action that does not exist', entry('fly', 'f'), /menu\.toml: entry\.0\.action/],
    ['a key of two letters', entry('boards', 'bb'), /one small letter or digit/],
    ['a setting that does not exist', entry('boards', 'b', 'colour = "red"'), /colour/],
    ['the same key twice for somebody', entry('boards', 'b') + entry('online', 'b'), /the key "b" is there twice/],
    ['no entries', '', /entry/],
  ])('says what is wrong with %s', (_what, source, message) => {
    expect(() => menuFrom(source, 'menu.toml')).toThrow(message)
  })

  test('the same key may mean two things to two kinds of people', () => {
    const menu = menuFrom(
      entry('sign-up', 's', 'for = "guests"') + entry('settings', 's', 'for = "members"'),
      'menu.toml',
    )
    expect(menu).toHaveLength(2)
  })
})
