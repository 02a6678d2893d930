// Somebody calls: a virtual terminal with the real screens behind it, over the core of a test.

import type { CoreLink } from '../core/contract.ts'
import type { SessionId } from '../core/ids.ts'
import { dataPath } from '../root.ts'
import { type Caller, type CallerOptions, openCaller } from '../screens/caller.ts'
import type { TerminalKind } from '../screens/terminal.ts'
import type { TestCore } from './core.ts'
import { VirtualTerminal } from './virtual-terminal.ts'

export interface DialOptions {
  readonly columns?: number
  readonly rows?: number
  readonly kind?: Partial<TerminalKind>
  readonly entry?: CallerOptions['entry']
  readonly offeredKey?: string
  /** A session that is there already, as `core.enter` gives it. */
  readonly session?: SessionId
  readonly link?: CoreLink
  readonly dataFolders?: readonly string[]
}

export interface Call {
  readonly terminal: VirtualTerminal
  readonly caller: Caller
  readonly session: SessionId
  /** What screens threw that was no Refusal. */
  readonly faults: unknown[]
}

export const dial = (core: TestCore, options: DialOptions = {}): Call => {
  const terminal = new VirtualTerminal(options, options.kind)
  const session = options.session ?? core.sessions.open({ face: 'ssh', address: '192.0.2.9', secure: true })
  const faults: unknown[] = []
  const caller = openCaller({
    link: options.link ?? core.house.link,
    house: {
      name: 'Samband',
      ways: [
        { label: 'SSH', line: 'ssh -p 2222 NAME@localhost' },
        { label: 'IRC', line: 'irssi -c localhost -p 6667 -w NAME:PASSWORD -n NAME' },
      ],
      dataFolders: options.dataFolders ?? [dataPath()],
    },
    ...{ terminal, session, entry: options.entry ?? 'welcome' },
    ...(options.offeredKey === undefined ? {} : { offeredKey: options.offeredKey }),
    onFault: (error) => faults.push(error),
  })
  return { terminal, caller, session, faults }
}
