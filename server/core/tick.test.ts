import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Store } from '../storage/database.ts'
import type { CoreEvent } from './events.ts'
import { Refusal } from './refusal.ts'
import { type Journal, Tick } from './tick.ts'

let folder: string
let store: Store
let tick: Tick
let faults: unknown[]

const said = (channel: string): CoreEvent => ({ type: 'channel.created', channel })

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-tick-'))
  store = new Store(join(folder, 'test.db'))
  store.migrate('CREATE TABLE line (text TEXT NOT NULL) STRICT', 1)
  faults = []
  tick = new Tick({ journal: store.journal, onCommitFailure: fail, onFault: (error) => faults.push(error) })
})

afterEach(() => {
  tick.settle()
  store.close()
  rmSync(folder, { recursive: true })
})

const fail = (error: unknown): never => {
  throw error
}

const lines = (): string[] =>
  store
    .reader<{ text: string }>('SELECT text FROM line ORDER BY rowid')
    .all()
    .map(({ text }) => text)

const write = (text: string): void => void store.writer('INSERT INTO line (text) VALUES (?)').run(text)

test('an outbox is flushed after the commit of the turn in which it was filled, and only once', async () => {
  const order: string[] = []
  const journal: Journal = {
    enter: () => store.journal.enter(),
    release: () => store.journal.release(),
    rollback: () => store.journal.rollback(),
    commit: () => {
      order.push('commit')
      return store.journal.commit()
    },
  }
  const watched = new Tick({ journal, onCommitFailure: fail, onFault: fail })
  const outbox = { flush: () => order.push('flush') }
  watched.run(() => write('one'))
  watched.outlet.schedule(outbox)
  watched.run(() => write('two'))
  watched.outlet.schedule(outbox)
  expect(order).toEqual([])
  await turn()
  expect(order).toEqual(['commit', 'flush'])
  expect(lines()).toEqual(['one', 'two'])
})

test('events reach listeners before the command returns, in the order in which they were published', () => {
  const heard: string[] = []
  tick.subscribe((event) => heard.push(event.type === 'channel.created' ? event.channel : ''))
  tick.run(() => {
    tick.publish(said('#a'))
    tick.publish(said('#b'))
    expect(heard).toEqual([])
  })
  expect(heard).toEqual(['#a', '#b'])
})

test('a command that throws leaves no rows and no events behind, and the others of its turn stand', async () => {
  const heard: CoreEvent[] = []
  tick.subscribe((event) => heard.push(event))
  tick.run(() => write('kept'))
  expect(() =>
    tick.run(() => {
      write('lost')
      tick.publish(said('#lost'))
      throw new Refusal('not-permitted')
    }),
  ).toThrow('not-permitted')
  tick.run(() => write('kept too'))
  await turn()
  expect(lines()).toEqual(['kept', 'kept too'])
  expect(heard).toEqual([])
})

test('an inner command that is refused and caught takes back its own rows and events, not those of the outer one', async () => {
  const heard: CoreEvent[] = []
  tick.subscribe((event) => heard.push(event))
  tick.run(() => {
    write('outer')
    tick.publish(said('#outer'))
    try {
      tick.run(() => {
        write('inner')
        tick.publish(said('#inner'))
        throw new Refusal('duplicate')
      })
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal)
    }
    tick.run(() => tick.publish(said('#second')))
  })
  await turn()
  expect(lines()).toEqual(['outer'])
  expect(heard).toEqual([said('#outer'), said('#second')])
})

test('a command that a listener runs is told after the event that caused it, to every listener alike', () => {
  const first: string[] = []
  const second: string[] = []
  tick.subscribe((event) => {
    if (event.type !== 'channel.created') return
    first.push(event.channel)
    if (event.channel === '#cause') tick.run(() => tick.publish(said('#effect')))
  })
  tick.subscribe((event) => second.push(event.type === 'channel.created' ? event.channel : ''))
  tick.run(() => {
    tick.publish(said('#cause'))
    tick.publish(said('#next'))
  })
  expect(first).toEqual(['#cause', '#next', '#effect'])
  expect(second).toEqual(first)
})

test('a listener that throws harms neither the command nor the other listeners', () => {
  const heard: CoreEvent[] = []
  tick.subscribe(() => {
    throw new Error('broken listener')
  })
  tick.subscribe((event) => heard.push(event))
  tick.run(() => tick.publish(said('#a')))
  expect(heard).toHaveLength(1)
  expect(faults).toHaveLength(1)
})

test('when COMMIT fails nothing is spoken and no further command runs', async () => {
  const failures: unknown[] = []
  const spoken: string[] = []
  const journal: Journal = {
    enter: () => {},
    release: () => {},
    rollback: () => {},
    commit: () => {
      throw new Error('disk I/O error')
    },
  }
  const broken = new Tick({ journal, onCommitFailure: (error) => failures.push(error), onFault: fail })
  broken.run(() => {})
  broken.outlet.schedule({ flush: () => spoken.push('hello') })
  await turn()
  expect(spoken).toEqual([])
  expect(failures).toHaveLength(1)
  expect(() => broken.run(() => {})).toThrow(Refusal)
})

test('below the floor of free space a write is refused and reading goes on', () => {
  store.journal.writable = false
  expect(() => tick.run(() => write('no room'))).toThrow('storage-full')
  store.journal.writable = true
  tick.run(() => write('room again'))
  tick.settle()
  expect(lines()).toEqual(['room again'])
})

test('a write outside a command is a bug and says so', () => {
  expect(() => write('stray')).toThrow('a write outside a command')
})

test('a tick that was stopped has kept what was written, and asks nothing more of a store that may be closed', async () => {
  tick.run(() => write('last words'))
  tick.stop()
  expect(lines()).toEqual(['last words'])
  store.close()
  let ran = false
  tick.run(() => {
    ran = true
  })
  await turn()
  expect(ran).toBe(true)
})
