// USER and PASS: the other two halves of a registration. What USER says is not used: names here come from accounts.

import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { readPass } from '../registration.ts'
import { tryWelcome } from '../welcome.ts'
import type { Call, Command } from './command.ts'

const alreadyRegistered = ({ session }: Call): void =>
  session.reply(NUMERIC.ERR_ALREADYREGISTERED, [], 'You may not reregister')

export const user: Command = {
  minParams: 4,
  beforeRegistration: true,
  run: (call) => {
    const { session, house } = call
    if (session.registration === null || session.registration.hasUser) return alreadyRegistered(call)
    session.registration.hasUser = true
    return tryWelcome(session, house)
  },
}

export const pass: Command = {
  minParams: 1,
  beforeRegistration: true,
  run: (call) => {
    const { registration } = call.session
    if (registration === null) return alreadyRegistered(call)
    // A password may hold blanks, and not every client puts a colon before it.
    const { mayPass, credentials } = readPass(call.params.join(' '), call.house.password)
    registration.mayPass ||= mayPass
    registration.credentials = credentials ?? registration.credentials
  },
}
