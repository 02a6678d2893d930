import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openCore, passwordFor, refusalOf, type TestCore } from '../../testing/core.ts'
import type { SessionId } from '../ids.ts'

let core: TestCore
beforeEach(() => {
  core = openCore()
})
afterEach(() => core.close())

const reopen = (settings: Record<string, string>): void => {
  core.close()
  core = openCore(settings)
}

const register = async (name: string, password = passwordFor(name)): Promise<SessionId> => {
  const session = await core.enter()
  await core.accounts.register({ session, name, password })
  return session
}

/** An OpenSSH ed25519 public key line (RFC 8709 §4). */
const sshKeyLine = (): string => {
  const { publicKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const field = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return Buffer.concat([length, bytes])
  }
  return `ssh-ed25519 ${Buffer.concat([field(Buffer.from('ssh-ed25519')), field(raw)]).toString('base64')} anna@laptop`
}

describe('registering', () => {
  test('name and password are enough, and one is signed in', async () => {
    const session = await register('anna')
    expect(core.accounts.me({ session })).toMatchObject({ name: 'anna', role: 'member', state: 'active' })
    expect(core.sessions.whoAmI({ session })).toMatchObject({ nick: 'anna', accountName: 'anna' })
  })

  test.each([
    ['a', 'name-invalid'],
    ['sysop', 'name-reserved'],
    ['ANNA', 'name-taken'],
    ['arina', null],
    ['anna-', null],
  ])('with anna there, %s gives %s', async (name, code) => {
    await register('anna')
    expect(await refusalOf(() => register(name))).toBe(code)
  })

  test('a name that looks like another cannot be had', async () => {
    await register('illinois')
    expect(await refusalOf(() => register('1ll1n0is'))).toBe('name-taken')
  })

  test('two who want the same name at the same moment: one gets it', async () => {
    const results = await Promise.all([refusalOf(() => register('anna')), refusalOf(() => register('anna'))])
    expect(results.toSorted()).toEqual(['name-taken', null].toSorted())
  })

  test('a weak password is refused: too short, or the name', async () => {
    expect(await refusalOf(() => register('anna', 'short'))).toBe('password-weak')
    expect(await refusalOf(() => register('annabella', 'ANNABELLA'))).toBe('password-weak')
    expect(await refusalOf(() => register('anna', 'x'.repeat(1025)))).toBe('too-long')
  })

  test('where a moderator approves, the gate holds until then', async () => {
    reopen({ REGISTRATION_MODE: 'approve' })
    const session = await core.enter()
    const account = await core.accounts.register({ session, name: 'anna', password: passwordFor('anna') })
    expect(account.state).toBe('pending')
    const signIn = (): Promise<unknown> =>
      core.accounts.signIn({ session, name: 'anna', password: passwordFor('anna') })
    expect(await refusalOf(signIn)).toBe('account-pending')
    core.accounts.approve({ session: core.console, name: 'anna' })
    expect(await refusalOf(signIn)).toBeNull()
  })

  test('by invitation, a code opens the door once', async () => {
    reopen({ REGISTRATION_MODE: 'invite' })
    const invite = core.accounts.invite({ session: await core.enter('host') })
    const session = await core.enter()
    const withCode = (name: string, code?: string): Promise<unknown> =>
      core.accounts.register({ session, name, password: passwordFor(name), ...(code ? { invite: code } : {}) })
    expect(await refusalOf(() => withCode('anna'))).toBe('registration-closed')
    expect(await refusalOf(() => withCode('anna', 'guess'))).toBe('invite-invalid')
    expect(await refusalOf(() => withCode('anna', invite))).toBeNull()
    core.accounts.signOut({ session })
    expect(await refusalOf(() => withCode('bjarne', invite))).toBe('invite-invalid')
  })
})

describe('signing in', () => {
  test('an unknown name and a wrong password get the same answer', async () => {
    await register('anna')
    const session = await core.enter()
    const answer = (name: string): Promise<unknown> =>
      refusalOf(() => core.accounts.signIn({ session, name, password: 'not the password' }))
    expect(await answer('anna')).toBe('wrong-credentials')
    expect(await answer('nobody-here')).toBe('wrong-credentials')
  })

  test('letter case of the name does not matter, and two sessions share one nick', async () => {
    await register('Anna')
    const second = await core.enter()
    await core.accounts.signIn({ session: second, name: 'anna', password: passwordFor('Anna') })
    expect(core.sessions.whoAmI({ session: second }).nick).toBe('Anna')
    expect(core.sessions.online({ session: second }).filter(({ nick }) => nick === 'Anna')).toHaveLength(1)
  })

  test('whoever guesses passwords is slowed down, and let try again later', async () => {
    await register('anna')
    const session = await core.enter()
    const guess = (): Promise<unknown> =>
      refusalOf(() => core.accounts.signIn({ session, name: 'anna', password: 'a wrong guess' }))
    const answers = []
    for (let tries = 0; tries < 12; tries += 1) answers.push(await guess())
    expect(answers.slice(0, 9)).toEqual(Array(9).fill('wrong-credentials'))
    expect(answers.at(-1)).toBe('throttled')
    core.pass(60_000)
    expect(await guess()).toBe('wrong-credentials')
  })

  test('an SSH key opens its account, and no longer when it is taken away', async () => {
    const owner = await register('anna')
    const key = core.accounts.addKey({ session: owner, line: sshKeyLine() })
    expect(key).toMatchObject({ type: 'ssh-ed25519', comment: 'anna@laptop' })
    const session = await core.enter()
    expect(core.accounts.acceptsKey({ session, name: 'anna', publicKey: key.publicKey })).toBe(true)
    expect(core.accounts.acceptsKey({ session, name: 'nobody', publicKey: key.publicKey })).toBe(false)
    core.accounts.signInWithKey({ session, name: 'anna', publicKey: key.publicKey })
    expect(core.sessions.whoAmI({ session }).accountName).toBe('anna')
    core.accounts.removeKey({ session: owner, fingerprint: key.fingerprint })
    expect(core.accounts.acceptsKey({ session, name: 'anna', publicKey: key.publicKey })).toBe(false)
  })

  test.each([
    '',
    'hello',
    'ssh-ed25519 AAAA',
    'ssh-dss AAAAB3NzaC1kc3M=',
    'ssh-ed25519 AAAAB3NzaC1yc2EAAAADAQABAAAAgQ==',
  ])('%j is no key', async (line) => {
    const session = await register('anna')
    expect(await refusalOf(() => core.accounts.addKey({ session, line }))).toBe('key-invalid')
  })

  test('an app password works as the password does, is shown once, and can be taken back', async () => {
    const owner = await register('anna')
    const { entry, secret } = core.accounts.addAppPassword({ session: owner, label: 'phone' })
    const session = await core.enter()
    await core.accounts.signIn({ session, name: 'anna', password: secret })
    expect(JSON.stringify(core.accounts.appPasswords({ session }))).not.toContain(secret)
    expect(core.accounts.appPasswords({ session })[0]?.lastUsed).not.toBeNull()
    core.accounts.removeAppPassword({ session: owner, id: entry.id })
    core.accounts.signOut({ session })
    const again = (): Promise<unknown> => core.accounts.signIn({ session, name: 'anna', password: secret })
    expect(await refusalOf(again)).toBe('wrong-credentials')
  })

  test('a changed password is the only one that works from then on', async () => {
    const session = await register('anna')
    const change = (current: string): Promise<unknown> =>
      refusalOf(() => core.accounts.changePassword({ session, current, next: 'quite another one' }))
    expect(await change('not mine at all')).toBe('wrong-credentials')
    expect(await change(passwordFor('anna'))).toBeNull()
    const other = await core.enter()
    const signIn = (password: string): Promise<unknown> =>
      refusalOf(() => core.accounts.signIn({ session: other, name: 'anna', password }))
    expect(await signIn(passwordFor('anna'))).toBe('wrong-credentials')
    expect(await signIn('quite another one')).toBeNull()
  })
})

describe('the staff', () => {
  test('the first person becomes sysop with the code of the first start, and nobody after', async () => {
    const code = core.house.claimCode ?? ''
    const anna = await register('anna')
    expect(await refusalOf(() => core.accounts.claim({ session: anna, code: 'AAAA-BBBB-CCCC' }))).toBe('code-invalid')
    expect(core.accounts.claim({ session: anna, code: code.toLowerCase() }).role).toBe('sysop')
    expect(core.sessions.whoAmI({ session: anna }).role).toBe('sysop')
    const bjarne = await register('bjarne')
    expect(await refusalOf(() => core.accounts.claim({ session: bjarne, code }))).toBe('code-invalid')
  })

  test('once the console has made a sysop, the code of the first start opens nothing', async () => {
    const code = core.house.claimCode ?? ''
    const anna = await register('anna')
    expect(core.accounts.registration({ session: anna }).unclaimed).toBe(true)
    await core.accounts.add({ session: core.console, name: 'kari', password: passwordFor('kari'), role: 'sysop' })
    expect(core.accounts.registration({ session: anna }).unclaimed).toBe(false)
    expect(await refusalOf(() => core.accounts.claim({ session: anna, code }))).toBe('code-invalid')
  })

  test('a member may do nothing to others; every act of the staff stands in the log', async () => {
    const anna = await register('anna')
    await register('bjarne')
    for (const act of [
      () => core.accounts.ban({ session: anna, name: 'bjarne', reason: '', until: null }),
      () => core.accounts.setRole({ session: anna, name: 'anna', role: 'sysop' }),
      () => core.accounts.setPassword({ session: anna, name: 'bjarne', password: 'long enough' }),
      () => core.accounts.list({ session: anna }),
      () => core.accounts.add({ session: anna, name: 'carl' }),
    ]) {
      expect(await refusalOf(act)).toBe('not-permitted')
    }
    core.accounts.ban({ session: core.console, name: 'bjarne', reason: 'spam', until: null })
    const log = core.house.store.reader<{ act: string; target: string; reason: string }>('SELECT * FROM audit').all()
    expect(log.at(-1)).toMatchObject({ act: 'ban', target: 'bjarne', reason: 'spam' })
  })

  test('a ban ends the sessions at once, keeps them out, and ends by itself when it was for a time', async () => {
    const anna = await register('anna')
    const until = Date.UTC(2026, 0, 2)
    core.accounts.ban({ session: core.console, name: 'anna', reason: 'cool down', until })
    expect(core.events).toContainEqual({
      type: 'session.dismissed',
      session: anna,
      reason: 'banned: cool down',
      isBan: true,
    })
    expect(core.sessions.whoAmI({ session: anna }).account).toBeNull()
    const session = await core.enter()
    const signIn = (): Promise<unknown> =>
      refusalOf(() => core.accounts.signIn({ session, name: 'anna', password: passwordFor('anna') }))
    expect(await signIn()).toBe('account-banned')
    core.pass(2 * 86_400_000)
    expect(await signIn()).toBeNull()
  })

  test('a moderator cannot ban a sysop', async () => {
    const moderator = await register('mod')
    core.accounts.setRole({ session: core.console, name: 'mod', role: 'moderator' })
    await register('boss')
    core.accounts.setRole({ session: core.console, name: 'boss', role: 'sysop' })
    const ban = (name: string): unknown => core.accounts.ban({ session: moderator, name, reason: '', until: null })
    expect(await refusalOf(() => ban('boss'))).toBe('not-permitted')
    expect(await refusalOf(() => ban('mod'))).toBe('not-permitted')
  })
})

describe('guests', () => {
  test('a guest gets a nick of their own choice or a number, never one that belongs to an account', async () => {
    await register('anna')
    expect(core.sessions.whoAmI({ session: core.guest() }).nick).toMatch(/^guest-\d{4}$/)
    expect(core.sessions.whoAmI({ session: core.guest('ola') }).nick).toBe('ola')
    expect(await refusalOf(() => core.guest('ola'))).toBe('name-taken')
    expect(await refusalOf(() => core.guest('anna'))).toBe('name-belongs-to-account')
    expect(await refusalOf(() => core.guest('nickserv'))).toBe('name-reserved')
  })

  test('a guest who signs in keeps the channels and changes the nick', async () => {
    await register('anna')
    const session = core.guest('visitor')
    core.channels.join({ session, channel: '#lobby' })
    await core.accounts.signIn({ session, name: 'bob', password: 'wrong one' }).catch(() => {})
    const anna = await core.enter('bob')
    core.accounts.signOut({ session: anna })
    await core.accounts.signIn({ session, name: 'bob', password: passwordFor('bob') })
    expect(core.events.at(-2)).toMatchObject({ type: 'presence.renamed', from: 'visitor', channels: ['#lobby'] })
    expect(core.sessions.presence({ session, nick: 'bob' }).channels).toEqual(['#lobby'])
  })

  test('a house without guests lets none in', async () => {
    reopen({ REGISTRATION_GUESTS: 'none' })
    expect(await refusalOf(() => core.guest())).toBe('not-permitted')
  })
})
