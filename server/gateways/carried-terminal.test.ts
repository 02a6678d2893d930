import { expect, test } from 'vitest'
import { turnOutlet } from '../core/link.ts'
import { CarriedTerminal } from './carried-terminal.ts'

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

const openTerminal = (sendLimit = 100) => {
  const faults: unknown[] = []
  const log: string[] = []
  const terminal = new CarriedTerminal({
    kind: { term: 'xterm', colors: 256, charset: 'utf-8', language: '' },
    size: { columns: 80, rows: 24 },
    outlet: turnOutlet(),
    sendLimit,
    onClosed: () => log.push('closed'),
    onFault: (error) => faults.push(error),
  })
  return { terminal, faults, log }
}

const carrier = (log: string[] = []) => {
  return {
    log,
    carrier: {
      sink: { write: (chunk: Buffer) => log.push(`write ${chunk.toString()}`), backlog: 0 },
      pause: () => log.push('pause'),
      resume: () => log.push('resume'),
      overflow: () => log.push('overflow'),
    },
  }
}

test('what was written in one turn leaves as one piece, and the end comes behind it', async () => {
  const { terminal, log } = openTerminal()
  terminal.attach(carrier(log).carrier)
  terminal.write('good ')
  terminal.write('night')
  terminal.close()
  terminal.write('never seen')
  expect(log).toEqual([])
  await nextTurn()
  expect(log).toEqual(['write good night', 'closed'])
})

test('a reader that takes nothing is dropped at the limit', async () => {
  const { terminal } = openTerminal(100)
  const wire = carrier()
  terminal.attach(wire.carrier)
  terminal.write('x'.repeat(101))
  terminal.write('more')
  await nextTurn()
  expect(wire.log).toEqual(['overflow'])
})

test('output while nobody carries it is dropped, and the next carrier takes over', async () => {
  const { terminal } = openTerminal()
  const first = carrier()
  terminal.attach(first.carrier)
  terminal.detach()
  terminal.write('lost')
  const second = carrier()
  terminal.attach(second.carrier)
  terminal.write('seen')
  await nextTurn()
  expect(first.log).toEqual([])
  expect(second.log).toEqual(['write seen'])
})

test('a listener that throws is reported and keeps no other from hearing', () => {
  const { terminal, faults } = openTerminal()
  terminal.attach(carrier().carrier)
  const heard: string[] = []
  terminal.onInput(() => {
    throw new Error('broken screen')
  })
  terminal.onInput((text) => heard.push(text))
  terminal.receive('hello')
  expect(heard).toEqual(['hello'])
  expect(faults).toHaveLength(1)
})

test('sizes stay within what screens can be drawn for, and only a change is told', async () => {
  const { terminal } = openTerminal()
  const sizes: string[] = []
  terminal.onResize(() => sizes.push(`${terminal.columns}x${terminal.rows}`))
  terminal.resize({ columns: 80, rows: 24 })
  terminal.resize({ columns: 2, rows: 2 })
  expect(sizes).toEqual(['20x6'])
  for (let columns = 21; columns < 400; columns += 1) terminal.resize({ columns, rows: 30 })
  terminal.resize({ columns: 4_000_000_000, rows: 30 })
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(sizes).toEqual(['20x6', '500x30'])
})

test('the screens may be done while no line is up', async () => {
  const { terminal, log } = openTerminal()
  terminal.close()
  await nextTurn()
  expect(log).toEqual(['closed'])
})

test('a hang-up is told once, also when the screens have closed the terminal before', () => {
  const { terminal } = openTerminal()
  let told = 0
  terminal.onHangup(() => {
    told += 1
  })
  terminal.hangUp()
  terminal.hangUp()
  expect(told).toBe(1)
})
