// What a newsreader in tmux needs: a whole house with a thread to read, and a home folder with an editor that adds a
// line to whatever it is given.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MessageId, SessionId } from '../core/ids.ts'
import { filed } from './core.ts'
import { openTmux, type Tmux } from './tmux.ts'
import { openWorld, passwordOf, type World } from './world.ts'

export interface Newsroom {
  readonly world: World
  /** The newsreader's home. */
  readonly home: string
  /** Bert, who sits in the BBS and has asked a question. */
  readonly bert: SessionId
  readonly question: MessageId
  /** Starts a newsreader there. `environment`: added to what it is given. */
  start(command: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Tmux>
  /** The tree of the question's thread: depth, author and subject of each article. */
  thread(): Promise<readonly string[]>
  /** Resolves when the thread has that many articles. @throws Error when it takes longer than ten seconds */
  untilThreadHas(count: number): Promise<void>
  close(): Promise<void>
}

export const BOARD = 'local.general'
/** What the editor adds. */
export const ADDED = 'Written in a newsreader.'

export const openNewsroom = async (): Promise<Newsroom> => {
  const world = await openWorld({ settings: { SERVER_HOSTNAME: 'news.test' } })
  const home = mkdtempSync(join(tmpdir(), 'samband-newsreader-'))
  const editor = join(home, 'editor')
  writeFileSync(editor, `#!/bin/sh\nfor file; do :; done\necho '${ADDED}' >> "$file"\n`)
  chmodSync(editor, 0o755)
  for (const name of ['anna', 'bert']) await world.addAccount(name)
  const { core } = world
  const bert = await core.sessions.open({ face: 'ssh', address: '', secure: true })
  await core.accounts.signIn({ session: bert, name: 'bert', password: passwordOf('bert') })
  const words = { subject: 'Tea or coffee?', text: 'What do you drink, æøå?\n.\nI wonder.\n' }
  const { messageId, thread } = filed(await core.boards.post({ session: bert, boards: [BOARD], ...words }))
  const open: Tmux[] = []
  const tree = () => core.boards.thread({ session: bert, board: BOARD, thread })
  return {
    ...{ world, home, bert, question: messageId },
    start: async (command, environment = {}) => {
      const settings = {
        columns: 100,
        rows: 30,
        environment: { HOME: home, EDITOR: editor, VISUAL: editor, ...environment },
      }
      const tmux = await openTmux(command, settings)
      open.push(tmux)
      return tmux
    },
    thread: async () => (await tree()).map(({ depth, author, subject }) => `${depth} ${author}: ${subject}`),
    untilThreadHas: async (count) => {
      const deadline = performance.now() + 10_000
      while ((await tree()).length < count) {
        if (performance.now() > deadline) throw new Error(`the thread never had ${count} articles`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    close: async () => {
      for (const tmux of open) await tmux.kill()
      await world.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
