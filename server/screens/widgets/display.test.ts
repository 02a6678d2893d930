import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { easel } from '../../testing/easel.ts'
import { VirtualTerminal } from '../../testing/virtual-terminal.ts'
import { Block } from './block.ts'
import { Display } from './display.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

const HOOKS = ['exit', 'uncaughtException', 'SIGTERM', 'SIGINT', 'SIGQUIT'] as const
const hooks = () => HOOKS.map((event) => process.listenerCount(event))
const nothing = { onKey: () => {}, onResize: () => {}, onFault: () => {} }

describe('a display', () => {
  test('leaves the process alone: no handlers for signals, exceptions or exit, before and after', async () => {
    const before = hooks()
    const displays = Array.from({ length: 5 }, () => new Display({ terminal: new VirtualTerminal(), ...nothing }))
    expect(hooks()).toEqual(before)
    for (const display of displays) display.destroy()
    expect(hooks()).toEqual(before)
  })

  test('asks the terminal of the caller, not that of the daemon', () => {
    process.env['TMUX'] = '/nowhere,1,0'
    process.env['TERM_PROGRAM'] = 'Apple_Terminal'
    const started = performance.now()
    for (let at = 0; at < 20; at += 1) new Display({ terminal: new VirtualTerminal(), ...nothing }).destroy()
    // Each would run `tmux -V` and wait for it.
    expect(performance.now() - started).toBeLessThan(200)
    expect(process.env['TMUX']).toBe('/nowhere,1,0')
    delete process.env['TMUX']
    delete process.env['TERM_PROGRAM']
  })

  test('a terminal name with a path in it reads no file', () => {
    const terminal = new VirtualTerminal({}, { term: '../../../../etc/passwd' })
    new Display({ terminal, ...nothing }).destroy()
    expect(terminal.strange).toEqual([])
  })

  test('opens the alternate screen and leaves the terminal as it was, with a last word', async () => {
    const { terminal, display, drawn } = easel(new Block(() => [['hello']]), { columns: 40, rows: 10 })
    terminal.write('before')
    await drawn()
    expect(terminal.alternate).toBe(true)
    expect(terminal.row(0)).toContain('hello')
    display.destroy('bye\r\n')
    expect(terminal.alternate).toBe(false)
    expect(terminal.cursor.visible).toBe(true)
    expect(terminal.screen).toContain('bye')
  })

  test('however often it is refreshed, a turn writes once', async () => {
    let count = 0
    const { terminal, display, drawn } = easel(new Block(() => [[`count ${count}`]]), { columns: 40, rows: 10 })
    await drawn()
    const before = terminal.writes
    for (count = 1; count < 50; count += 1) display.refresh()
    await drawn()
    expect(terminal.writes).toBe(before + 1)
    expect(terminal.row(0)).toBe('count 50')
  })

  test('a resize is drawn at once, in the new size', async () => {
    const { terminal, drawn } = easel(new Block(({ width, height }) => [[`${width}x${height}`]]), {
      columns: 40,
      rows: 10,
    })
    await drawn()
    terminal.resize(100, 30)
    await drawn()
    expect(terminal.row(0)).toBe('100x30')
  })

  test('a widget that throws while painting is reported, not thrown', async () => {
    const faults: unknown[] = []
    const terminal = new VirtualTerminal()
    const display = new Display({ terminal, ...nothing, onFault: (error) => faults.push(error) })
    display.open({}).add({
      paint: () => {
        throw new TypeError('cannot paint')
      },
    })
    await terminal.settle()
    expect(faults).toEqual([new TypeError('cannot paint')])
    display.destroy()
  })

  test('a thousand displays opened and destroyed leave nothing behind', async () => {
    const round = async () => {
      for (let at = 0; at < 500; at += 1) {
        const display = new Display({ terminal: new VirtualTerminal({ columns: 20, rows: 6 }), ...nothing })
        display.open({}).add(new Block(() => [['x']]))
        display.destroy()
      }
      await new Promise((resolve) => setImmediate(resolve))
      collectGarbage()
      return process.memoryUsage().heapUsed
    }
    await round()
    const before = await round()
    const after = await round()
    expect(after - before).toBeLessThan(500_000)
  })
})
