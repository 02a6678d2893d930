// The world in line mode: what is heard becomes lines, what is typed is a command. No map, and no title stands apart.

import type { TalkVoice } from '../widgets/voice.ts'
import type { Taken } from '../widgets/widget.ts'

export interface MudTalkOptions {
  readonly obey: (line: string) => Taken
  /** Said once, before anything else. */
  readonly hint: () => string
}

/** Lines that may wait to be told. */
const MOST_WAITING = 1000

export class MudTalk implements TalkVoice {
  readonly kind = 'talk'
  readonly #options: MudTalkOptions
  #news: string[] = []
  #isGreeted = false

  constructor(options: MudTalkOptions) {
    this.#options = options
  }

  heard(text: string): void {
    this.#news = [...this.#news, text].slice(-MOST_WAITING)
  }

  prompt(): string {
    return '> '
  }

  takeNews(): readonly string[] {
    const news = this.#isGreeted ? this.#news : [this.#options.hint(), ...this.#news]
    this.#isGreeted = true
    this.#news = []
    return news
  }

  answer(line: string): Taken {
    return this.#options.obey(line)
  }
}
