// Keeps what somebody writes while they write it, so that it is there again when the line drops: a moment after the last
// change, and at the end. Guests have nothing that could be kept for them.

import type { Draft } from '../../core/drafts/draft-calls.ts'
import { isRefusal } from '../../core/refusal.ts'
import type { ScreenContext } from '../screen.ts'

const EVERY_MS = 5_000
/** Much text is kept less often. */
const MUCH = 65_536
const EVERY_OF_MUCH_MS = 30_000

/** What is written, as drafts know it. `goesOn`: the caller has said already that they go on with what was kept. */
export interface DraftPlace {
  readonly place: string
  readonly board: string
  readonly goesOn?: boolean
}

export interface Written {
  readonly subject: string
  readonly text: string
}

export class DraftKeeper {
  readonly #context: ScreenContext
  readonly #of: DraftPlace | null
  readonly #written: () => Written | null
  #timer: NodeJS.Timeout | undefined
  #last: Written | null = null
  #isOver = false

  /** `written`: what is there now; null while nothing was changed. */
  constructor(context: ScreenContext, of: DraftPlace | undefined, written: () => Written | null) {
    this.#context = context
    this.#of = context.me.account === null ? null : (of ?? null)
    this.#written = written
  }

  /** Asks whether to go on with what was kept before; null when there is nothing, or the caller begins anew. */
  async offer(): Promise<Draft | null> {
    const { core, session, text, confirm } = this.#context
    const draft = this.#of === null ? null : await core.drafts.get({ session, place: this.#of.place })
    if (draft === null || this.#of?.goesOn === true) return draft
    const subject = draft.subject === '' ? text('editor.draft.untitled') : draft.subject
    const goesOn = await confirm({
      title: text('editor.draft.title'),
      text: text('editor.draft.text', { subject, at: new Date(draft.at) }),
      ...{ yes: text('editor.draft.yes'), no: text('editor.draft.no'), assumeYes: true },
    })
    return goesOn ? draft : null
  }

  begin(): void {
    if (this.#of === null || this.#isOver) return
    const much = (this.#last?.text.length ?? 0) > MUCH
    this.#timer = setTimeout(
      () => {
        this.#keep()
        this.begin()
      },
      much ? EVERY_OF_MUCH_MS : EVERY_MS,
    ).unref()
  }

  /** It was sent, or thrown away. */
  drop(): void {
    if (this.#of === null) return
    const { core, session } = this.#context
    this.#stop()
    this.#heed(core.drafts.drop({ session, place: this.#of.place }))
  }

  end(): void {
    if (!this.#isOver) this.#keep()
    this.#stop()
  }

  #stop(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
  }

  #keep(): void {
    const written = this.#written()
    if (this.#of === null || written === null) return
    if (written.subject === this.#last?.subject && written.text === this.#last.text) return
    this.#last = written
    const { core, session } = this.#context
    const { place, board } = this.#of
    this.#heed(core.drafts.keep({ session, place, board, ...written }))
  }

  /** The session may be gone already, or the disk full: a draft is a kindness and stops nobody. */
  #heed(kept: Promise<void>): void {
    kept.catch((error: unknown) => {
      if (!isRefusal(error)) this.#context.report(error)
    })
  }
}
