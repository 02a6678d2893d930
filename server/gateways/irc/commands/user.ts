// USER and PASS: the other two halves of a registration. Names here come from accounts; what
// USER says only tells the clients of one account apart.

import { NUMERIC } from '../../../wire/irc/numerics.ts'
import { readPass } from '../registration.ts'
import { tryWelcome } from '../welcome.ts'
import type { Call, Command } from './command.ts'

const alreadyRegistered = ({ session }: Call): void =>
  session.reply(NUMERIC.ERR_ALREADYREGISTERED, [], 'You may not reregister')

const DEVICE_CHARACTERS = 20

export const user: Command = {
  minParams: 4,
  beforeRegistration: true,
  run: (call) => {
    const { session, house } = call
    if (session.registration === null || session.registration.hasUser) return alreadyRegistered(call)
    session.registration.hasUser = true
    session.device = (call.params[0] ?? '').slice(0, DEVICE_CHARACTERS)
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

/** The configured gateways say it before their first line, and heading.ts reads it there: here it comes too late. */
export const webirc: Command = {
  minParams: 4,
  beforeRegistration: true,
  run: (call) => {
    if (call.session.registration === null) return alreadyRegistered(call)
    call.session.fail(
      'WEBIRC',
      'NOT_A_GATEWAY',
      'Only the gateways that this house knows carry others, in their first line',
    )
  },
}
