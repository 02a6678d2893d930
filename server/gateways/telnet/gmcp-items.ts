// A list of things as GMCP tells it (Char.Items): whole at first, then what came and what went. Numbers are those of this
// call; the same thing keeps its own for as long as it is there.

interface Item {
  readonly id: number
  readonly name: string
}

export class Items {
  readonly #location: string
  readonly #send: (name: string, data: unknown) => void
  #items: readonly Item[] = []
  #last = 0

  constructor(location: 'inv' | 'room', send: (name: string, data: unknown) => void) {
    this.#location = location
    this.#send = send
  }

  list(names: readonly string[]): void {
    this.#items = this.#matched(names)
    this.#send('Char.Items.List', { location: this.#location, items: this.#items })
  }

  change(names: readonly string[]): void {
    const before = this.#items
    const location = this.#location
    this.#items = this.#matched(names)
    for (const item of before) {
      if (!this.#items.includes(item)) this.#send('Char.Items.Remove', { location, item })
    }
    for (const item of this.#items) if (!before.includes(item)) this.#send('Char.Items.Add', { location, item })
  }

  #matched(names: readonly string[]): readonly Item[] {
    const left = [...this.#items]
    return names.map((name) => {
      const at = left.findIndex((item) => item.name === name)
      const [known] = at < 0 ? [] : left.splice(at, 1)
      if (known !== undefined) return known
      this.#last += 1
      return { id: this.#last, name }
    })
  }
}
