import { describe, expect, test } from 'vitest'
import { wingToYaml } from './world-export.ts'
import { readWing, WorldFileError } from './world-files.ts'

const SOURCE = `
wing: arpanet
rooms:
  bbn-lab:
    name: {en: A machine room, nb: En maskinsal}
    text: {en: "Two PDP-10s hum.\\nBack to back.", nb: To PDP-10 summer.}
    at: [0, -2]
    year: 1971
    channel: "#arpanet"
    exits:
      south: {to: gallery, locks: {pass: "role:player | has:pass"}}
      teletype: {to: gallery, name: {en: teletype, nb: fjernskriver}, words: [tty], flags: [hidden]}
  gallery:
    name: {en: The gallery}
    text: {en: Long and bright.}
    flags: [common]
    exits:
      north: {to: bbn-lab, text: {en: A door.}, words: {nb: [dør]}}
things:
  teletype-33:
    in: bbn-lab
    name: {en: teletype, nb: fjernskriver}
    the: {nb: fjernskriveren}
    words: [terminal, asr33]
    flags: [fixed]
    read: {en: QWERTYUIOP}
    does: mail
people:
  guide:
    in: gallery
    name: {en: guide, nb: guide}
    greets: {en: Welcome., nb: Velkommen.}
    topics:
      mail, letters: {en: It began here., nb: Det begynte her.}
sources:
  bbn-lab: [The First Network Email]
`

describe('a wing as a file', () => {
  test('becomes seeds with keys, directions in both languages, and what leads where', () => {
    const { name, seeds } = readWing(SOURCE, 'arpanet.yaml')
    expect(name).toBe('arpanet')
    expect(seeds.map((seed) => `${seed.kind} ${seed.key}`)).toEqual([
      ...['room bbn-lab', 'exit bbn-lab>south', 'exit bbn-lab>teletype', 'room gallery', 'exit gallery>north'],
      ...['thing teletype-33', 'person guide'],
    ])
    const [room, south] = seeds
    expect(room?.props).toEqual({ area: 'arpanet', x: 0, y: -2, year: 1971, channel: '#arpanet' })
    expect(south).toMatchObject({
      name: { en: 'south', nb: 'sør' },
      words: { en: ['s'], nb: ['s'] },
      target: 'gallery',
    })
  })

  test('is the same after it was written and read again', () => {
    const wing = readWing(SOURCE, 'arpanet.yaml')
    expect(readWing(wingToYaml(wing), 'again.yaml')).toEqual(wing)
  })

  test.each([
    ['wing: [', /^x\.yaml: /],
    ['wing: a\nrooms: {b: {name: {en: B}}}', /^x\.yaml: rooms\.b\.text: /],
    [
      'wing: a\nrooms: {b: {name: {en: B}, text: {en: T}, exits: {up: {to: c, locks: {pass: "role:king"}}}}}',
      /is no lock/,
    ],
    ['wing: a\nrooms: {B: {name: {en: B}, text: {en: T}}}', /small letters/],
    ['wing: a\nroooms: {}', /roooms/],
  ])('that says %j is refused with its place', (source, message) => {
    expect(() => readWing(source, 'x.yaml')).toThrow(WorldFileError)
    expect(() => readWing(source, 'x.yaml')).toThrow(message)
  })
})
