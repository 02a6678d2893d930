import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DO, DONT, IAC, OPTION, SB, SE, WILL, WONT } from './codes.ts'
import { escapeIac, option, subnegotiation } from './encode.ts'
import { Negotiation, type Side } from './negotiation.ts'
import { SUBNEGOTIATION_OCTETS, type TelnetEvent, TelnetParser, type Verb } from './parser.ts'
import {
  readCharset,
  readGmcp,
  readMtts,
  readTerminalType,
  readWindowSize,
  writeGmcp,
  writeMssp,
} from './subnegotiations.ts'

const parse = (...pieces: readonly (readonly number[])[]): TelnetEvent[] => {
  const parser = new TelnetParser()
  return pieces.flatMap((piece) => [...parser.push(Buffer.from(piece))])
}

/** Neighbouring texts as one, so that the same stream gives the same list however it was cut. */
const joined = (events: readonly TelnetEvent[]): unknown[] => {
  const out: (string | object)[] = []
  for (const event of events) {
    const last = out.at(-1)
    if (event.is !== 'text') out.push({ ...event, ...('octets' in event && { octets: event.octets.toString('hex') }) })
    else if (typeof last === 'string') out[out.length - 1] = last + event.octets.toString('hex')
    else out.push(event.octets.toString('hex'))
  }
  return out
}

describe('the parser', () => {
  test('tells text, commands, options and subnegotiations apart', () => {
    const events = parse([104, 105, IAC, IAC, IAC, WILL, 24, IAC, SB, 31, 0, 80, IAC, IAC, 24, IAC, SE, IAC, 246, 33])
    expect(joined(events)).toEqual([
      '6869ff',
      { is: 'option', verb: 'will', option: 24 },
      { is: 'subnegotiation', option: 31, octets: '0050ff18' },
      { is: 'command', command: 246 },
      '21',
    ])
  })

  test('gives the same for every way of cutting the stream', () => {
    const octet = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(IAC, SB, SE, WILL, WONT, DO, DONT, 31, 65) },
      fc.nat(255),
    )
    fc.assert(
      fc.property(fc.array(octet, { maxLength: 80 }), fc.array(fc.nat(80), { maxLength: 6 }), (octets, cuts) => {
        const edges = [0, ...cuts.map((cut) => Math.min(cut, octets.length)), octets.length].sort((a, b) => a - b)
        const pieces = edges.slice(1).map((edge, at) => octets.slice(edges[at], edge))
        expect(joined(parse(...pieces))).toEqual(joined(parse(octets)))
      }),
    )
  })

  test('throws a subnegotiation away that is too long, and is in step again after it', () => {
    const long = Array.from({ length: SUBNEGOTIATION_OCTETS + 10 }, () => 65)
    expect(joined(parse([IAC, SB, 201, ...long, IAC, SE, 66]))).toEqual(['42'])
  })

  test('reads back what the encoder writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (octets) => {
        const [sub] = new TelnetParser().push(subnegotiation(201, octets))
        expect(sub).toMatchObject({ is: 'subnegotiation', option: 201 })
        const text = new TelnetParser().push(escapeIac(octets))
        expect(Buffer.concat(text.map((each) => (each.is === 'text' ? each.octets : Buffer.alloc(0))))).toEqual(
          Buffer.from(octets),
        )
      }),
    )
  })
})

/** One end with what it has said and seen. */
const end = (accepts: (side: Side, option: number) => boolean = () => false) => {
  const said: string[] = []
  const seen: string[] = []
  const negotiation = new Negotiation({
    accepts,
    send: (verb, code) => said.push(`${verb} ${code}`),
    onChange: (side, code, isOn) => seen.push(`${side} ${code} ${isOn ? 'on' : 'off'}`),
  })
  return { negotiation, said, seen }
}

describe('negotiation', () => {
  test('asks once, and takes the answer without answering it', () => {
    const { negotiation, said, seen } = end()
    negotiation.ask('us', OPTION.echo, true)
    negotiation.ask('us', OPTION.echo, true)
    negotiation.hear('do', OPTION.echo)
    expect(said).toEqual(['will 1'])
    expect(seen).toEqual(['us 1 on'])
    negotiation.ask('us', OPTION.echo, false)
    negotiation.hear('dont', OPTION.echo)
    expect(said).toEqual(['will 1', 'wont 1'])
    expect(negotiation.isOn('us', OPTION.echo)).toBe(false)
  })

  test('refuses what it does not know, each time and without an end', () => {
    const { negotiation, said, seen } = end()
    negotiation.hear('will', 99)
    negotiation.hear('will', 99)
    negotiation.hear('wont', 99)
    expect(said).toEqual(['dont 99', 'dont 99'])
    expect(seen).toEqual([])
  })

  test('remembers a change of mind that came before the answer', () => {
    const { negotiation, said } = end()
    negotiation.ask('us', OPTION.echo, true)
    negotiation.ask('us', OPTION.echo, false)
    negotiation.hear('do', OPTION.echo)
    expect(said).toEqual(['will 1', 'wont 1'])
    negotiation.hear('dont', OPTION.echo)
    expect(negotiation.isOn('us', OPTION.echo)).toBe(false)
  })

  test('between any two ends comes to rest, and both then agree', () => {
    const wish = fc.record({ who: fc.nat(1), side: fc.constantFrom<Side>('us', 'them'), isOn: fc.boolean() })
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 12 }), fc.boolean(), fc.boolean(), (wishes, first, second) => {
        const ends = [end(() => first), end(() => second)] as const
        let spoken = 0
        const settle = (): void => {
          for (let moved = true; moved; ) {
            moved = false
            for (const at of [0, 1] as const) {
              for (const each of ends[at].said.splice(0)) {
                const [verb = '', code] = each.split(' ')
                ends[at === 0 ? 1 : 0].negotiation.hear(verb as Verb, Number(code))
                moved = true
                spoken += 1
                expect(spoken).toBeLessThan(500)
              }
            }
          }
        }
        for (const { who, side, isOn } of wishes) {
          ends[who === 0 ? 0 : 1].negotiation.ask(side, 1, isOn)
          settle()
        }
        expect(ends[0].negotiation.isOn('us', 1)).toBe(ends[1].negotiation.isOn('them', 1))
        expect(ends[0].negotiation.isOn('them', 1)).toBe(ends[1].negotiation.isOn('us', 1))
      }),
    )
  })
})

describe('subnegotiations', () => {
  test('window sizes', () => {
    expect(readWindowSize(Buffer.from([0, 100, 0, 30]))).toEqual({ columns: 100, rows: 30 })
    expect(readWindowSize(Buffer.from([0, 100, 0]))).toBeNull()
  })

  test.each([
    ['MTTS 271', { ansi: true, utf8: true, colors: 16_777_216, screenReader: false }],
    ['MTTS 335', { ansi: true, utf8: true, colors: 16_777_216, screenReader: true }],
    ['MTTS 9', { ansi: true, utf8: false, colors: 256, screenReader: false }],
    ['XTERM', null],
  ])('%s says %o', (type, expected) => {
    expect(readMtts(type)).toEqual(expected)
  })

  test('terminal types are kept short and printable', () => {
    expect(readTerminalType(Buffer.from('\0TinTin++\x1b[2J'))).toBe('TINTIN++[2J')
    expect(readTerminalType(Buffer.from('\x01x'))).toBeNull()
  })

  test('character sets: accepted, rejected, anything else', () => {
    expect(readCharset(Buffer.from('\x02utf-8'))).toBe('UTF-8')
    expect(readCharset(Buffer.from('\x03'))).toBe('')
    expect(readCharset(Buffer.from('\x09'))).toBeNull()
  })

  test('GMCP, with data, without, and broken', () => {
    expect(readGmcp(writeGmcp('Room.Info', { num: 1 }))).toEqual({ name: 'Room.Info', data: { num: 1 } })
    expect(readGmcp(Buffer.from('Core.Ping'))).toEqual({ name: 'Core.Ping', data: null })
    expect(readGmcp(Buffer.from('Core.Hello {"client"'))).toBeNull()
  })

  test('MSSP, and no value breaks out of its place', () => {
    expect(writeMssp({ NAME: 'A\x01B', PLAYERS: 3 }).toString()).toBe('\x01NAME\x02AB\x01PLAYERS\x023')
  })

  test('options as octets', () => {
    expect([...option('dont', 201)]).toEqual([IAC, DONT, 201])
  })
})
