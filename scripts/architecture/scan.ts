// Reads a TypeScript file as far as the law of imports needs it: code with its comments taken out, the text of its
// string literals, and every import in whatever form. A small lexer, no parser: it knows comments, the three kinds of
// quotes, nested templates and regular expressions.

export interface Import {
  readonly specifier: string
  /** `type` disappears when compiled; `dynamic` is `import('…')`, in code or in a type. */
  readonly kind: 'value' | 'type' | 'dynamic'
}

export interface Scan {
  /** The source without comments; each string literal stands as `§N§`. */
  readonly code: string
  /** The literals by N; of a template, its fixed parts joined by `{}`. */
  readonly strings: readonly string[]
  readonly imports: readonly Import[]
  /** `import(expression)` whose target cannot be read from the source. */
  readonly computedImports: number
}

export const scan = (source: string): Scan => {
  const { code, strings } = new Lexer(source).read()
  const text = (index: string | undefined): string => strings[Number(index)] ?? ''
  const imports: Import[] = []
  for (const [, keyword, clause = '', index] of code.matchAll(
    /\b(import|export)\b\s*([\w$*{},\s]*?)\s*\bfrom\s*§(\d+)§/g,
  )) {
    if (keyword !== undefined) imports.push({ specifier: text(index), kind: isTypeOnly(clause) ? 'type' : 'value' })
  }
  for (const [, index] of code.matchAll(/\bimport\s*§(\d+)§/g)) imports.push({ specifier: text(index), kind: 'value' })
  for (const [, index] of code.matchAll(/(?<![.\w])(?:import|require)\s*\(\s*§(\d+)§/g)) {
    imports.push({ specifier: text(index), kind: 'dynamic' })
  }
  // A method may well be called `import`; only where an expression begins is it the operator.
  const computedImports = [...code.matchAll(/(?:\bawait|\breturn|[=>(,?:&|])\s*import\s*\((?!\s*§)/g)].length
  return { code, strings, imports, computedImports }
}

/** `type { A }`, and `{ type A, type B }`, which leaves only an import for side effects behind. */
const isTypeOnly = (clause: string): boolean => {
  const words = clause.trim()
  if (/^type\s+(?!,)/.test(words) && !/^type\s*,/.test(words)) return true
  const named = /^\{([^}]*)\}$/
    .exec(words)?.[1]
    ?.split(',')
    .filter((name) => name.trim() !== '')
  return named !== undefined && named.length > 0 && named.every((name) => /^\s*type\s+\w/.test(name))
}

/** After one of these a slash begins a regular expression; after anything else it divides. */
const BEFORE_PATTERN = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|void|throw|yield|await|else|do))$/

class Lexer {
  readonly #source: string
  readonly #strings: string[] = []
  #at = 0
  #code = ''

  constructor(source: string) {
    this.#source = source
  }

  read(): { code: string; strings: readonly string[] } {
    this.#readCode(() => false)
    return { code: this.#code, strings: this.#strings }
  }

  #readCode(isEnd: (character: string) => boolean): void {
    while (this.#at < this.#source.length) {
      const character = this.#source[this.#at] ?? ''
      const two = this.#source.slice(this.#at, this.#at + 2)
      if (isEnd(character)) return
      if (two === '//') this.#skipTo('\n', 0)
      else if (two === '/*') this.#skipTo('*/', 2)
      else if (character === "'" || character === '"') this.#keep(this.#readQuoted(character))
      else if (character === '`') this.#readTemplate()
      else if (character === '/' && BEFORE_PATTERN.test(this.#code.trimEnd().slice(-12))) this.#readPattern()
      else {
        this.#code += character
        this.#at += 1
      }
    }
  }

  #skipTo(end: string, extra: number): void {
    const found = this.#source.indexOf(end, this.#at + 2)
    this.#at = found < 0 ? this.#source.length : found + extra
  }

  #keep(text: string): void {
    this.#code += `§${this.#strings.length}§`
    this.#strings.push(text)
  }

  /** From the opening quote to behind the closing one. */
  #readQuoted(quote: string): string {
    let text = ''
    this.#at += 1
    while (this.#at < this.#source.length && this.#source[this.#at] !== quote) {
      if (this.#source[this.#at] === '\\') this.#at += 1
      text += this.#source[this.#at] ?? ''
      this.#at += 1
    }
    this.#at += 1
    return text
  }

  /** The fixed parts make one string; what is computed between them is code like any other. */
  #readTemplate(): void {
    let text = ''
    this.#at += 1
    while (this.#at < this.#source.length && this.#source[this.#at] !== '`') {
      if (this.#source.startsWith('${', this.#at)) {
        text += '{}'
        this.#at += 2
        this.#code += '('
        this.#readNested()
        this.#code += ')'
        continue
      }
      if (this.#source[this.#at] === '\\') this.#at += 1
      text += this.#source[this.#at] ?? ''
      this.#at += 1
    }
    this.#at += 1
    this.#keep(text)
  }

  #readNested(): void {
    let depth = 0
    this.#readCode((character) => {
      if (character === '}' && depth === 0) return true
      if (character === '{') depth += 1
      if (character === '}') depth -= 1
      return false
    })
    this.#at += 1
  }

  #readPattern(): void {
    let inClass = false
    this.#at += 1
    while (this.#at < this.#source.length) {
      const character = this.#source[this.#at]
      if (character === '\\') this.#at += 1
      else if (character === '[') inClass = true
      else if (character === ']') inClass = false
      else if (character === '/' && !inClass) break
      this.#at += 1
    }
    this.#at += 1
    this.#code += ' 0 '
  }
}
