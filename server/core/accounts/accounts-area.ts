// The `accounts` of the contract, put together from its three services.

import type { Accounts } from './account-calls.ts'
import type { AccountService } from './account-service.ts'
import type { CredentialService } from './credential-service.ts'
import type { ProofService } from './proof-service.ts'
import type { StaffService } from './staff-service.ts'

export const accountsArea = (
  own: AccountService,
  credentials: CredentialService,
  staff: StaffService,
  proof: ProofService,
): Accounts => ({
  registration: (args) => own.registration(args),
  checkName: (args) => own.checkName(args),
  register: (args) => own.register(args),
  signIn: (args) => own.signIn(args),
  acceptsKey: (args) => own.acceptsKey(args),
  signInWithKey: (args) => own.signInWithKey(args),
  scramSalt: (args) => proof.scramSalt(args),
  signInWithScram: (args) => proof.signInWithScram(args),
  signInWithCertificate: (args) => proof.signInWithCertificate(args),
  certificates: (args) => proof.certificates(args),
  addCertificate: (args) => proof.addCertificate(args),
  removeCertificate: (args) => proof.removeCertificate(args),
  signOut: (args) => own.signOut(args),
  me: (args) => own.me(args),
  changePassword: (args) => own.changePassword(args),
  setDisplayName: (args) => own.setDisplayName(args),
  setSettings: (args) => own.setSettings(args),
  keys: (args) => credentials.keys(args),
  addKey: (args) => credentials.addKey(args),
  removeKey: (args) => credentials.removeKey(args),
  appPasswords: (args) => credentials.appPasswords(args),
  addAppPassword: (args) => credentials.addAppPassword(args),
  removeAppPassword: (args) => credentials.removeAppPassword(args),
  claim: (args) => credentials.claim(args),
  invite: (args) => credentials.invite(args),
  list: (args) => staff.list(args),
  sessionsOf: (args) => staff.sessionsOf(args),
  approve: (args) => staff.approve(args),
  add: (args) => staff.add(args),
  setRole: (args) => staff.setRole(args),
  setPassword: (args) => staff.setPassword(args),
  ban: (args) => staff.ban(args),
  unban: (args) => staff.unban(args),
})
