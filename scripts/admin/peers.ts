// `npm run admin -- peers`: how it goes with the servers that boards are exchanged with.

import type { Command } from 'commander'
import type { PeerStatus } from '../../server/core/boards/peering/peer.ts'
import type { WithCore } from './order.ts'

const STATES: Readonly<Record<PeerStatus['state'], string>> = {
  resting: 'at rest',
  connecting: 'connecting',
  sending: 'sending',
  reading: 'reading',
  waiting: 'trying again',
}

const when = (at: number | null): string =>
  at === null ? 'never' : new Date(at).toISOString().slice(0, 16).replace('T', ' ')

/** A line for each, and below it what went wrong last. */
export const peerLines = (peers: readonly PeerStatus[]): readonly string[] => {
  if (peers.length === 0) return ['There are no peers: they are tables [[nntp.peers]] in the configuration.']
  const head = ['peer', 'state', 'waiting', 'sent', 'not wanted', 'received', 'refused', 'last heard of (UTC)']
  const rows = peers.map((each) => [
    ...[each.name, STATES[each.state]],
    ...[each.waiting, each.sent, each.unwanted, each.received, each.refused].map(String),
    when(each.lastContact),
  ])
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (at >= 2 && at <= 6 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd()
  return [line(head), ...rows.flatMap((row, at) => [line(row), ...troubles(peers[at])])]
}

const troubles = (peer: PeerStatus | undefined): readonly string[] => {
  if (peer === undefined) return []
  const { dropped, lastError } = peer
  return [
    ...(lastError === null ? [] : [`  last trouble: ${lastError.what} (${when(lastError.at)})`]),
    ...(dropped === 0 ? [] : [`  given up, because too much waited or it was put off too often: ${dropped}`]),
  ]
}

export const addPeersCommand = (program: Command, withCore: WithCore): void => {
  program
    .command('peers')
    .description('the servers that boards are exchanged with: what waits for each, and what went wrong last')
    .action(async () =>
      withCore(async ({ core, session }) => {
        for (const line of peerLines(await core.peering.status({ session }))) console.log(line)
      }),
    )
}
