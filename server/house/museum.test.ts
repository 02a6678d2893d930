import { expect, test } from 'vitest'
import { dataPath } from '../root.ts'
import { readWings } from './world-files.ts'

const seeds = readWings([dataPath()]).flatMap((wing) => wing.seeds)
const rooms = seeds.filter((seed) => seed.kind === 'room')
const exits = seeds.filter((seed) => seed.kind === 'exit')

test('the museum has its halls and rooms, every text in both languages', () => {
  expect(rooms.length).toBeGreaterThanOrEqual(60)
  expect(new Set(rooms.map((room) => room.props['year'])).size).toBeGreaterThanOrEqual(16)
  for (const seed of seeds) {
    const local = [seed.name, seed.text, ...Object.values(seed.props).filter((value) => typeof value === 'object')]
    for (const text of local.filter((each) => Object.keys(each).length > 0)) {
      expect(Object.keys(text).sort(), seed.key).toEqual(['en', 'nb'])
    }
  }
})

test('from the entrance every room can be reached, and every room leads back to the foyer', () => {
  const reach = (from: string, forwards: boolean): Set<string | null> => {
    const seen = new Set<string | null>([from])
    for (let grew = true; grew; ) {
      const size = seen.size
      for (const { location, target } of exits) {
        const [here, there] = forwards ? [location, target] : [target, location]
        if (seen.has(here)) seen.add(there)
      }
      grew = seen.size > size
    }
    return seen
  }
  const keys = rooms.map((room) => room.key).sort()
  expect([...reach('entrance', true)].sort()).toEqual(keys)
  expect([...reach('foyer', false)].sort()).toEqual(keys)
})

test('every room has something in it, or a way on, and its own place on the map', () => {
  const places = rooms.map((room) => `${room.props['area']} ${room.props['x']} ${room.props['y']}`)
  expect(new Set(places).size).toBe(rooms.length)
  expect(places.every((place) => !place.includes('undefined'))).toBe(true)
  for (const room of rooms)
    expect(
      exits.some((exit) => exit.location === room.key),
      room.key,
    ).toBe(true)
})

test('every hall has a plaque, and every plaque names a source', () => {
  const read = seeds.flatMap((seed) => (seed.key.startsWith('plaque') ? [seed] : []))
  expect(read.length).toBeGreaterThanOrEqual(30)
  for (const seed of read) {
    const text = seed.props['read']
    expect(typeof text === 'object' ? text.en : '', seed.key).toMatch(/\([^()]+\)\s*$/)
  }
})
