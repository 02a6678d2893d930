// An Xref names every board that an article stands in. Those that the reader may not see are taken out when it is
// served; nearly always there is nothing to take out, and finding that out must cost next to nothing.

import type { Actor } from '../accounts/session.ts'
import { canSee } from '../visibility.ts'
import type { BoardRepository } from './board-repository.ts'

export interface XrefVeilOptions {
  readonly boards: Pick<BoardRepository, 'boards'>
}

export class XrefVeil {
  readonly #options: XrefVeilOptions
  /** What each reader may not see, until anything about boards changes; an account that changes is another Actor. */
  #hidden = new WeakMap<Actor, readonly string[]>()

  constructor(options: XrefVeilOptions) {
    this.#options = options
  }

  /** Boards have been made, or who may read them has changed. */
  forget(): void {
    this.#hidden = new WeakMap()
  }

  /** Of one Xref, without the field's name. */
  ofXref(actor: Actor, xref: string): string {
    const hidden = this.#hiddenFrom(actor)
    if (!hidden.some((name) => xref.includes(` ${name}:`))) return xref
    const names = new Set(hidden)
    const isShown = (place: string, at: number): boolean =>
      at === 0 || !names.has(place.slice(0, place.lastIndexOf(':')))
    return xref.split(' ').filter(isShown).join(' ')
  }

  /** Of overview lines (RFC 3977 §8.3.2), in which Xref stands last. */
  ofOverview(actor: Actor, lines: Buffer): Buffer {
    const hidden = this.#hiddenFrom(actor)
    if (!hidden.some((name) => lines.includes(` ${name}:`))) return lines
    const shown = lines
      .toString('latin1')
      .split('\r\n')
      .map((line) => {
        const field = line.lastIndexOf('\tXref: ') + '\tXref: '.length
        return line.slice(0, field) + this.ofXref(actor, line.slice(field))
      })
    return Buffer.from(shown.join('\r\n'), 'latin1')
  }

  #hiddenFrom(actor: Actor): readonly string[] {
    const known = this.#hidden.get(actor)
    if (known !== undefined) return known
    const hidden = this.#options.boards.boards().flatMap((board) => (canSee(actor, board) ? [] : [board.name]))
    this.#hidden.set(actor, hidden)
    return hidden
  }
}
