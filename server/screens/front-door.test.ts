// The three ways in which a house may be open to newcomers, as they meet them at the screens.

import { describe, expect, test } from 'vitest'
import { openCore } from '../testing/core.ts'
import { dial } from '../testing/dial.ts'

const PASSWORD = 'correct horse'

describe('the house decides who comes in', () => {
  test('where new people are looked at first, they hear that, and a moderator lets them in', async () => {
    const core = openCore({ REGISTRATION_MODE: 'approve' })
    const { terminal } = dial(core, { entry: 'register' })
    await terminal.expect('Somebody of the house looks at')
    terminal.type(`ava\r${PASSWORD}\r`)
    await terminal.expect('Almost there', 'Thank you, ava')
    terminal.press('enter')
    await terminal.expect('Look around')
    terminal.type(`lava\r${PASSWORD}\r`)
    await terminal.expect("This account is waiting for a moderator's yes")

    const mo = await core.enter('mo')
    core.accounts.setRole({ session: core.console, name: 'mo', role: 'moderator' })
    const { terminal: moderator } = dial(core, { entry: 'menu', session: mo })
    await moderator.expect('Hello mo')
    moderator.type('s')
    await moderator.expect('one person waits for your yes')
    moderator.type('w')
    await moderator.expect('ava')
    moderator.type('\r\r')
    await moderator.expect('ava is a member now', 'Nobody is waiting')
    terminal.type(`\u0015${PASSWORD}\r`)
    await terminal.expect('Hello ava')
    core.close()
  })

  test('where people come by invitation, a code is asked for and works once', async () => {
    const core = openCore({ REGISTRATION_MODE: 'invite' })
    const { terminal: bo } = dial(core, { entry: 'menu', session: await core.enter('bo') })
    await bo.expect('Hello bo')
    bo.type('si\r')
    await bo.expect('The code is')
    const code = /│ ([A-Za-z0-9]{12}) /.exec(bo.screen)?.[1] ?? ''
    const { terminal } = dial(core, { entry: 'register' })
    await terminal.expect('Invitation')
    terminal.type(`ava\r${PASSWORD}\rwrong\r`)
    await terminal.expect('That invitation code is not known')
    terminal.type(`\u0015${code}\r`)
    await terminal.expect('Hello ava')
    core.close()
  })

  test('where there are no guests, nobody is offered to look around', async () => {
    const core = openCore({ REGISTRATION_GUESTS: 'none' })
    const { terminal } = dial(core)
    await terminal.expect('Log in', 'New here')
    expect(terminal.screen).not.toContain('Look around')
    core.close()
  })
})
