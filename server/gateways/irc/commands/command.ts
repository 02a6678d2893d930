// A row of the command table. What is the same for all (parameters, being registered, refusals) is done by dispatch.ts.

import type { Tags } from '../../../wire/irc/tags.ts'
import type { House } from '../house.ts'
import type { IrcSession } from '../session.ts'

export interface Call {
  readonly session: IrcSession
  readonly house: House
  /** In upper case. */
  readonly command: string
  readonly params: readonly string[]
  readonly tags: Tags
}

export interface Command {
  readonly minParams: number
  /** May be used before the welcome. */
  readonly beforeRegistration?: true
  /** Something a person does, not their client by itself: it ends their idle time. */
  readonly isActivity?: true
  readonly run: (call: Call) => void | Promise<void>
}

/** A parameter that holds a list; empty items are left out. */
export const listOf = (param: string): string[] => param.split(',').filter((item) => item !== '')
