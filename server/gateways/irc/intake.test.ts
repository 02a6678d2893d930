import { describe, expect, test } from 'vitest'
import type { Line } from '../../wire/lines.ts'
import { DEFAULT_CLASSES } from './classes.ts'
import { Intake, type IntakeOwner } from './intake.ts'

interface Owner extends IntakeOwner {
  readonly log: string[]
}

/** Notes what happens; a line `slow` is carried out only a while later. */
const ownerOf = (): Owner => {
  const log: string[] = []
  return {
    log,
    carryOut: async (line: Line) => {
      if (String(line) === 'slow') await new Promise((resolve) => setTimeout(resolve, 20))
      if (String(line) === 'break') throw new Error('broken')
      log.push(String(line))
    },
    onFlood: () => log.push('<flood>'),
    setReading: (reading) => log.push(reading ? '<reading>' : '<paused>'),
    onFault: (error) => log.push(`<fault ${error instanceof Error ? error.message : ''}>`),
  }
}

const pace = DEFAULT_CLASSES.unregistered

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('one command at a time', () => {
  test('lines wait for a slow one and keep their order, and empty ones are nothing', async () => {
    const owner = ownerOf()
    const intake = new Intake(owner, pace, { throttle: false })
    expect(intake.receive(Buffer.from('slow\n\r\nsec'))).toBe(true)
    expect(intake.receive(Buffer.from('o'))).toBe(false)
    intake.receive(Buffer.from('nd\nthird\n'))
    await pause(40)
    expect(owner.log).toEqual(['slow', 'second', 'third'])
  })

  test('a task runs after the command that is running, before the next line', async () => {
    const owner = ownerOf()
    const intake = new Intake(owner, pace, { throttle: false })
    intake.receive(Buffer.from('slow\nnext\n'))
    intake.after(async () => void owner.log.push('task'))
    await pause(40)
    expect(owner.log).toEqual(['slow', 'task', 'next'])
  })

  test('after stop nothing runs any more', async () => {
    const owner = ownerOf()
    const intake = new Intake(owner, pace, { throttle: false })
    intake.receive(Buffer.from('slow\nnext\n'))
    intake.stop()
    intake.receive(Buffer.from('later\n'))
    await pause(40)
    expect(owner.log).toEqual(['slow'])
  })

  test('what is thrown is handed to the owner', async () => {
    const owner = ownerOf()
    new Intake(owner, pace, { throttle: false }).receive(Buffer.from('break\n'))
    await pause(1)
    expect(owner.log).toEqual(['<fault broken>'])
  })

  test('a great many lines leave room in the turn for others', async () => {
    const owner = ownerOf()
    new Intake(owner, pace, { throttle: false }).receive(Buffer.from('x\n'.repeat(100)))
    await new Promise((resolve) => setImmediate(resolve))
    expect(owner.log.length).toBeGreaterThan(0)
    expect(owner.log.length).toBeLessThan(100)
    await pause(20)
    expect(owner.log).toHaveLength(100)
  })
})

describe('pace', () => {
  test('after the welcome ten lines go through at once, and a PING counts half', async () => {
    const owner = ownerOf()
    const intake = new Intake(owner, pace, { throttle: true })
    intake.setPace(DEFAULT_CLASSES.guest)
    intake.receive(Buffer.from('PING x\n'.repeat(4) + 'x\n'.repeat(20)))
    await pause(10)
    expect(owner.log).toHaveLength(12)
    await pause(700)
    expect(owner.log).toHaveLength(13)
    intake.stop()
  })

  test('more octets than RecvQ holds are a flood; without throttle the socket waits instead', async () => {
    const line = `${'x'.repeat(500)}\n`
    const slowed = ownerOf()
    const intake = new Intake(slowed, pace, { throttle: true })
    intake.receive(Buffer.from(line.repeat(30)))
    expect(slowed.log).toContain('<flood>')
    intake.stop()
    const patient = ownerOf()
    new Intake(patient, pace, { throttle: false }).receive(Buffer.from(line.repeat(60)))
    await pause(20)
    expect(patient.log[0]).toBe('<paused>')
    expect(patient.log.filter((each) => each.startsWith('<'))).toEqual(['<paused>', '<reading>'])
    expect(patient.log).toHaveLength(62)
  })
})
