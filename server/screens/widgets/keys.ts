// From what a terminal sends to keys: control characters, CSI and SS3 sequences (ECMA-48 §5.4, xterm), bracketed
// paste. Pure, apart from what it remembers of a sequence that has not ended yet.

export interface Key {
  /**
   * What was pressed: the character itself (`a`, `?`, `å`), or `enter`, `tab`, `S-tab`, `escape`, `backspace`, `delete`,
   * `insert`, `space`, `up`, `down`, `left`, `right`, `home`, `end`, `pageup`, `pagedown`, `f1` to `f12`, `paste`; with
   * `C-`, `M-`, `S-` before it for Ctrl, Alt and Shift (`C-l`, `M-left`).
   */
  readonly name: string
  /** What it adds to a text that is being typed; '' for keys that write nothing. A paste may hold line ends. */
  readonly text: string
  /** Where the mouse was, for `click`, `wheel-up` and `wheel-down`: cells from the top left corner, from 0. */
  readonly at?: { readonly x: number; readonly y: number }
}

/** A sequence longer than this is no key. */
const SEQUENCE_MAX = 64
/** A paste is handed over in pieces of at most this many UTF-16 units. */
const PASTE_PIECE = 65_536

const CSI = /^\u001b\[([0-?]*)[ -/]*([@-~])/
const SS3 = /^\u001bO([@-~])/
// A string sequence (OSC, DCS, APC, PM, SOS): only ever an answer of the terminal, never a key.
const STRING = /^\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)/
const UNFINISHED = /^\u001b(?:\[[0-?]*[ -/]*|O|[\]PX^_][^\u0007\u001b]*\u001b?)?$/

const FINAL: Readonly<Record<string, string>> = {
  ...{ A: 'up', B: 'down', C: 'right', D: 'left', F: 'end', H: 'home' },
  ...{ P: 'f1', Q: 'f2', R: 'f3', S: 'f4', M: 'enter' },
}

const TILDE: Readonly<Record<string, string>> = {
  ...{ 1: 'home', 2: 'insert', 3: 'delete', 4: 'end', 5: 'pageup', 6: 'pagedown', 7: 'home', 8: 'end' },
  ...{ 11: 'f1', 12: 'f2', 13: 'f3', 14: 'f4', 15: 'f5', 17: 'f6', 18: 'f7', 19: 'f8', 20: 'f9' },
  ...{ 21: 'f10', 23: 'f11', 24: 'f12' },
}

const CONTROL: Readonly<Record<string, string>> = {
  ...{ '\r': 'enter', '\n': 'enter', '\t': 'tab', '\b': 'backspace', '\u007f': 'backspace', '\0': 'C-space' },
  ...{ '\u001c': 'C-\\', '\u001d': 'C-]', '\u001e': 'C-^', '\u001f': 'C-_' },
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

export class KeyDecoder {
  #rest = ''
  #pasting = false

  /** Whether a sequence has begun and not ended: call `flush` when nothing follows within some 50 ms. */
  get isWaiting(): boolean {
    return this.#rest !== '' || this.#pasting
  }

  push(text: string): Key[] {
    const keys: Key[] = []
    this.#rest += text
    while (this.#rest !== '') {
      const taken = this.#pasting ? this.#takePaste(keys) : this.#takeKey(keys)
      if (taken === 0) break
      this.#rest = this.#rest.slice(taken)
    }
    return keys
  }

  /** What is left counts as it is: an Esc that nothing followed is the Esc key. */
  flush(): Key[] {
    const rest = this.#rest
    this.#rest = ''
    if (this.#pasting) {
      this.#pasting = false
      return rest === '' ? [] : [paste(rest)]
    }
    return rest.startsWith('\u001b') ? [{ name: 'escape', text: '' }] : []
  }

  /** Returns how much of `#rest` it used; 0 is: wait for more. */
  #takePaste(keys: Key[]): number {
    const end = this.#rest.indexOf('\u001b[201~')
    if (end >= 0) {
      if (end > 0) keys.push(paste(this.#rest.slice(0, end)))
      this.#pasting = false
      return end + 6
    }
    if (this.#rest.length < PASTE_PIECE) return 0
    // Not in the middle of a terminator or of a surrogate pair.
    const cut = this.#rest.length - 8
    const whole = /[\ud800-\udbff]/.test(this.#rest[cut - 1] ?? '') ? cut - 1 : cut
    keys.push(paste(this.#rest.slice(0, whole)))
    return whole
  }

  #takeKey(keys: Key[]): number {
    const rest = this.#rest
    const first = rest[0] ?? ''
    if (first === '\u001b') return this.#takeEscape(keys)
    if (first < ' ' || first === '\u007f') {
      keys.push(control(first))
      return rest.startsWith('\r\n') ? 2 : 1
    }
    const end = rest.search(/[\u0000-\u001f\u007f]/)
    const typed = end < 0 ? rest : rest.slice(0, end)
    for (const { segment } of segmenter.segment(typed)) {
      // C1 controls are never typed.
      if (!/^[\u0080-\u009f]/.test(segment)) keys.push({ name: segment === ' ' ? 'space' : segment, text: segment })
    }
    return typed.length
  }

  #takeEscape(keys: Key[]): number {
    const rest = this.#rest
    const csi = CSI.exec(rest)
    if (csi !== null) {
      const [whole, parameters = '', final = ''] = csi
      if (whole === '\u001b[200~') this.#pasting = true
      else if (whole === '\u001b[M' && rest.length < 6) return 0
      else if (whole === '\u001b[M') return 6
      else if (parameters.startsWith('<')) keys.push(...fromMouse(parameters, final))
      else push(keys, fromCsi(parameters, final))
      return whole.length
    }
    const ss3 = SS3.exec(rest)
    if (ss3 !== null) {
      push(keys, FINAL[ss3[1] ?? ''])
      return ss3[0].length
    }
    const string = STRING.exec(rest)
    if (string !== null) return string[0].length
    if (UNFINISHED.test(rest) && rest.length <= SEQUENCE_MAX) return 0
    if (rest.startsWith('\u001b\u001b')) {
      push(keys, 'escape')
      return 1
    }
    const next = [...rest.slice(1, 3)][0] ?? ''
    if (UNFINISHED.test(rest.slice(0, 2)) && rest.length > SEQUENCE_MAX) return rest.length
    const plain = next < ' ' || next === '\u007f' ? control(next).name : next === ' ' ? 'space' : next
    push(keys, `M-${plain}`)
    return 1 + next.length
  }
}

const push = (keys: Key[], name: string | undefined): void => {
  if (name !== undefined) keys.push({ name, text: '' })
}

const paste = (text: string): Key => ({ name: 'paste', text: text.replace(/\r\n?/g, '\n') })

const control = (character: string): Key => {
  const name = CONTROL[character]
  return { name: name ?? `C-${String.fromCharCode(character.charCodeAt(0) + 0x60)}`, text: '' }
}

/** An SGR mouse report (xterm, mode 1006): the left button pressed, or the wheel turned. */
const fromMouse = (parameters: string, final: string): readonly Key[] => {
  const [button, x, y] = parameters.slice(1).split(';').map(Number)
  const name = MOUSE[String(button)]
  if (name === undefined || final !== 'M' || !(x !== undefined && x > 0) || !(y !== undefined && y > 0)) return []
  return [{ name, text: '', at: { x: x - 1, y: y - 1 } }]
}

const MOUSE: Readonly<Record<string, string>> = { 0: 'click', 64: 'wheel-up', 65: 'wheel-down' }

/** `1;5` and `C` is Ctrl with the right arrow: the second parameter less one is a set of modifiers. */
const fromCsi = (parameters: string, final: string): string | undefined => {
  if (final === 'Z') return 'S-tab'
  const [code = '', modifiers = '1'] = parameters.split(';')
  const plain = final === '~' ? TILDE[code] : /^1?$/.test(code) ? FINAL[final] : undefined
  if (plain === undefined) return undefined
  const bits = (Number(modifiers) || 1) - 1
  return `${(bits & 4) !== 0 ? 'C-' : ''}${(bits & 2) !== 0 ? 'M-' : ''}${(bits & 1) !== 0 ? 'S-' : ''}${plain}`
}
