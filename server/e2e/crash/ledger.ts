// What clients were told: every line, article and account that some client saw acknowledged. Whatever is in here must
// be there, once, after any crash.

export interface Ledger {
  /** Channel lines by msgid, as any client received them. */
  readonly lines: Map<string, string>
  /** Subjects of articles by Message-ID. */
  readonly articles: Map<string, string>
  readonly accounts: Set<string>
}

export const openLedger = (): Ledger => ({ lines: new Map(), articles: new Map(), accounts: new Set() })

export const countAcknowledged = ({ lines, articles, accounts }: Ledger): number =>
  lines.size + articles.size + accounts.size

/** What the daemon still knows. */
export interface Memory {
  readonly lines: readonly { readonly msgid: string; readonly seq: number; readonly text: string }[]
  readonly articles: readonly { readonly messageId: string; readonly subject: string }[]
  readonly accounts: readonly string[]
}

export interface Comparison {
  /** Acknowledged, and not there, or there with another text. */
  readonly lost: readonly string[]
  /** There twice. */
  readonly doubled: readonly string[]
  /** Sequence numbers of the channel that are missing or out of order. */
  readonly gaps: readonly number[]
}

export const compare = (ledger: Ledger, memory: Memory): Comparison => {
  const lines = new Map(memory.lines.map(({ msgid, text }) => [msgid, text]))
  const articles = new Map(memory.articles.map(({ messageId, subject }) => [messageId, subject]))
  const accounts = new Set(memory.accounts)
  return {
    lost: [
      ...missing(ledger.lines, lines),
      ...missing(ledger.articles, articles),
      ...[...ledger.accounts].filter((name) => !accounts.has(name)),
    ],
    doubled: [
      ...twice(memory.lines.map(({ text }) => text)),
      ...twice(memory.articles.map(({ subject }) => subject)),
      ...twice(memory.accounts),
    ],
    gaps: memory.lines
      .map(({ seq }) => seq)
      .filter((seq, index, all) => index > 0 && seq !== (all[index - 1] ?? 0) + 1),
  }
}

const missing = (told: ReadonlyMap<string, string>, kept: ReadonlyMap<string, string>): string[] =>
  [...told].filter(([id, text]) => kept.get(id) !== text).map(([, text]) => text)

const twice = (values: readonly string[]): string[] => {
  const seen = new Set<string>()
  return values.filter((value) => seen.size === seen.add(value).size)
}
