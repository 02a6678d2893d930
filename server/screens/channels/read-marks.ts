// How far an account has read in each conversation, kept in the house: the same mark for every client of theirs. It is
// told a moment after something was seen, and when the chat is left.

import type { ScreenContext } from '../screen.ts'
import type { Conversation } from './conversation.ts'

/** Milliseconds. */
const PAUSE = 3_000

export class ReadMarks {
  readonly #context: Pick<ScreenContext, 'core' | 'session' | 'me' | 'run' | 'refusalText'>
  readonly #seen = new Map<Conversation, number>()
  #timer: NodeJS.Timeout | undefined

  constructor(context: Pick<ScreenContext, 'core' | 'session' | 'me' | 'run' | 'refusalText'>) {
    this.#context = context
  }

  /** Null for guests, for a conversation that keeps nothing, and where nothing was read yet. */
  async of({ name }: Conversation): Promise<number | null> {
    const { core, session, me } = this.#context
    if (me.account === null) return null
    try {
      return await core.history.marker({ session, target: name })
    } catch (error) {
      this.#context.refusalText(error)
      return null
    }
  }

  /** What stands in the conversation now has been seen. */
  see(conversation: Conversation): void {
    const newest = conversation.scrollback.newestAt
    if (this.#context.me.account === null || newest === null) return
    this.#seen.set(conversation, newest)
    this.#timer ??= setTimeout(() => this.#context.run(() => this.flush()), PAUSE).unref()
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const { core, session } = this.#context
    const seen = [...this.#seen]
    this.#seen.clear()
    for (const [{ name }, at] of seen) {
      try {
        await core.history.mark({ session, target: name, at })
      } catch (error) {
        // A private line from a guest is kept nowhere, and a channel may be closed by now.
        this.#context.refusalText(error)
      }
    }
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
