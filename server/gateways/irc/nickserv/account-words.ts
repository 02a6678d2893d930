// One's own account, in words: what is known of it, its sessions, its settings and its other passwords.

import type { AccountWord, Asked } from './word.ts'

const shown = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

const info = async ({ session, rest }: Asked): Promise<readonly string[]> => {
  const { core, id } = session
  if (rest !== '') {
    const view = await core.sessions.presence({ session: id, nick: rest })
    if (view.account === null) return [`${view.nick} is a guest.`]
    const name = view.displayName === '' ? '' : ` (${view.displayName})`
    return [`${view.account}${name} is a ${view.role} here, on since ${shown(view.since)}.`]
  }
  const account = await core.accounts.me({ session: id })
  return [
    `${account.name}${account.displayName === '' ? '' : ` (${account.displayName})`}, a ${account.role}`,
    `Made ${shown(account.created)}`,
  ]
}

const sessions = async ({ session }: Asked): Promise<readonly string[]> => {
  const own = await session.core.sessions.own({ session: session.id })
  return own.map(({ face, secure, since, active, isThis }) => {
    const minutes = Math.floor((Date.now() - active) / 60_000)
    const idle = minutes < 1 ? 'active now' : `idle for ${minutes} min`
    return `${face}${secure ? ', secure' : ''}, since ${shown(since)}, ${idle}${isThis ? ' (this one)' : ''}`
  })
}

const ghost = async ({ session }: Asked): Promise<readonly string[]> => {
  const ended = await session.core.sessions.endOthers({ session: session.id })
  return [ended === 0 ? 'You have no other sessions.' : `Your other sessions have been ended: ${ended}.`]
}

const SETTINGS: Readonly<Record<string, (asked: Asked, value: string) => Promise<readonly string[] | null>>> = {
  password: async ({ session }, value) => {
    const [, current = '', next = ''] = /^(\S+)\s+(\S.*)$/.exec(value) ?? []
    if (next === '') return null
    await session.core.accounts.changePassword({ session: session.id, current, next })
    return ['Your password is changed, on every face.']
  },
  'always-on': async ({ session }, value) => {
    const on = value.toLowerCase() === 'on'
    if (!on && value.toLowerCase() !== 'off') return null
    await session.core.alwaysOn.set({ session: session.id, on })
    if (!on) return ['You leave your channels when your last session ends.']
    return ['You stay in your channels from now on, also with no session; what is said there waits for you.']
  },
  display: async ({ session }, value) => {
    const { displayName } = await session.core.accounts.setDisplayName({ session: session.id, displayName: value })
    return [displayName === '' ? 'You have no display name now.' : `You are shown as ${displayName}.`]
  },
}

const set = async (asked: Asked): Promise<readonly string[] | null> => {
  const [, name = '', value = ''] = /^(\S+)\s*(.*)$/s.exec(asked.rest) ?? []
  const key = name.toLowerCase()
  const act = Object.hasOwn(SETTINGS, key) ? SETTINGS[key] : undefined
  return act === undefined ? null : act(asked, value)
}

const app = async ({ session, rest }: Asked): Promise<readonly string[] | null> => {
  const { accounts } = session.core
  const [, word = '', value = ''] = /^(\S+)\s*(.*)$/s.exec(rest) ?? []
  switch (word.toLowerCase()) {
    case 'add': {
      if (value === '') return null
      const { entry, secret } = await accounts.addAppPassword({ session: session.id, label: value })
      return [`The password for ${entry.label} is ${secret}`, 'It is shown this once. It opens your account; keep it.']
    }
    case 'del': {
      if (!/^\d{1,15}$/.test(value)) return null
      await accounts.removeAppPassword({ session: session.id, id: Number(value) })
      return ['That password no longer opens your account.']
    }
    case 'list': {
      const entries = await accounts.appPasswords({ session: session.id })
      if (entries.length === 0) return ['You have no app passwords.']
      return entries.map(({ id, label, created }) => `${id}  ${label}, made ${shown(created)}`)
    }
    default:
      return null
  }
}

const cert = async ({ session, rest }: Asked): Promise<readonly string[] | null> => {
  const { accounts } = session.core
  const [word = '', given] = rest.split(/\s+/)
  switch (word.toLowerCase()) {
    case 'add': {
      const fingerprint = given ?? session.certificate
      if (fingerprint === null) return ['You came without a client certificate: name the fingerprint of one.']
      const added = await accounts.addCertificate({ session: session.id, fingerprint })
      return [`The certificate ${added.fingerprint} opens your account from now on (SASL EXTERNAL).`]
    }
    case 'del': {
      if (given === undefined) return null
      await accounts.removeCertificate({ session: session.id, fingerprint: given })
      return ['That certificate no longer opens your account.']
    }
    case 'list': {
      const certificates = await accounts.certificates({ session: session.id })
      if (certificates.length === 0) return ['No certificate opens your account.']
      return certificates.map(({ fingerprint, added }) => `${fingerprint}, added ${shown(added)}`)
    }
    default:
      return null
  }
}

const invite = async ({ session }: Asked): Promise<readonly string[]> => {
  const code = await session.core.accounts.invite({ session: session.id })
  return [`Whoever gives this code may make an account, once: ${code}`]
}

export const ACCOUNT_WORDS: Readonly<Record<string, AccountWord>> = {
  info: { usage: 'info [NICK]', help: ['what is known of your account, or of somebody who is here'], run: info },
  sessions: { usage: 'sessions', help: ['where you are logged in: every face counts'], run: sessions },
  ghost: { usage: 'ghost', help: ['end your other sessions, on whatever face'], run: ghost },
  set: {
    usage: 'set password OLD NEW, set display NAME, or set always-on on|off',
    help: [
      'change your password, the name you are shown as, or whether you stay when you go',
      'set password OLD NEW   NEW may hold blanks, OLD may not: with such a one, change it over SSH or in the browser',
      'set display NAME       free text; without NAME you are shown by your nick alone',
      'set always-on on       you stay in your channels with no session, and come back into them; off by default',
    ],
    run: set,
  },
  app: {
    usage: 'app add LABEL, app list, or app del NUMBER',
    help: ['further passwords, one for each program that stores one', 'A lost one can be taken back alone.'],
    run: app,
  },
  cert: {
    usage: 'cert add [FINGERPRINT], cert list, or cert del FINGERPRINT',
    help: [
      'TLS client certificates that open your account, without a password (SASL EXTERNAL)',
      'Without FINGERPRINT it is the one you came with. A fingerprint is the SHA-256 of the certificate.',
    ],
    run: cert,
  },
  invite: { usage: 'invite', help: ['a code with which one person may make an account'], run: invite },
}
