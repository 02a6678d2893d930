import { describe, expect, test } from 'vitest'
import { easel } from '../../testing/easel.ts'
import { Form } from './form.ts'

const open = async (size = { columns: 70, rows: 14 }) => {
  const sent: Readonly<Record<string, string>>[] = []
  const form = new Form({
    fields: [
      { name: 'name', label: 'Name', limit: 8, hint: 'eight letters' },
      { name: 'secret', label: 'Password', kind: 'password' },
      { name: 'keep', label: 'Keep it', kind: 'toggle', initial: 'yes' },
    ],
    send: 'Go',
    onSend: (values) => {
      sent.push(values)
    },
  })
  const stand = easel(form, size)
  await stand.drawn()
  const type = async (text: string) => {
    stand.terminal.type(text)
    await stand.drawn()
  }
  return { form, sent, type, ...stand }
}

describe('a form', () => {
  test('is filled in from the top by Enter, and sent by Enter on the last field', async () => {
    const { sent, type } = await open()
    await type('ava\rsesame\r\r')
    expect(sent).toEqual([{ name: 'ava', secret: 'sesame', keep: 'yes' }])
  })

  test('goes round by Tab and back by Shift-Tab, with the button at the end', async () => {
    const { sent, type } = await open()
    await type('\t\t\t\r\t')
    expect(sent).toHaveLength(1)
    await type('x\u001b[Z\r')
    expect(sent).toEqual([
      { name: '', secret: '', keep: 'yes' },
      { name: 'x', secret: '', keep: 'yes' },
    ])
  })

  test('a toggle turns with Space', async () => {
    const { form, type, terminal } = await open()
    await type('\t\t ')
    expect(terminal.screen).toContain('[ ] Keep it')
    expect(form.values['keep']).toBe('')
  })

  test('passwords are dots, until Ctrl-R', async () => {
    const { terminal, type } = await open()
    await type('\tpäss wörd')
    expect(terminal.screen).toContain('•••••••••')
    await type('\u0012')
    expect(terminal.screen).toContain('päss wörd')
  })

  test('a field takes no more than its limit, and a paste without its line ends', async () => {
    const { form, type } = await open()
    await type('\u001b[200~two\nlines\u001b[201~')
    expect(form.values['name']).toBe('two line')
  })

  test('is edited as in a shell, by whole characters', async () => {
    const { form, type } = await open()
    await type('e\u0301日x\u001b[D\u007f')
    expect(form.values['name']).toBe('e\u0301x')
    await type('\u0001\u001b[3~')
    expect(form.values['name']).toBe('x')
    await type('\u0005 y z\u0017')
    expect(form.values['name']).toBe('x y ')
    await type('\u0015ab\u0002\u0001c\u000b')
    expect(form.values['name']).toBe('c')
  })

  test('words under a field go when it is changed', async () => {
    const { form, terminal, type, drawn, display } = await open()
    form.note('name', 'That will not do.')
    display.refresh()
    await drawn()
    expect(terminal.screen).toContain('That will not do.')
    await type('x')
    expect(terminal.screen).not.toContain('That will not do.')
    expect(terminal.screen).toContain('eight letters')
  })

  test('shows the cursor in the field that has the focus', async () => {
    const { terminal, type } = await open()
    await type('日x')
    expect(terminal.cursor).toEqual({ x: 11 + 1 + 3, y: 0, visible: true })
    await type('\t\t')
    expect(terminal.cursor.visible).toBe(false)
  })

  test('scrolls to what has the focus on a low screen, labels above the fields', async () => {
    const { terminal, type } = await open({ columns: 30, rows: 6 })
    expect(terminal.row(0)).toBe(' Name')
    await type('\t\t\t')
    expect(terminal.screen).toContain('Go')
    expect(terminal.screen).not.toContain('Name')
  })
})
