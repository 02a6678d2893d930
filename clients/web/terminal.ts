// The page: a terminal that fills the window, the line to the house, the bar above and the keys below.

import { INPUT_UNITS } from '../../shared/frames.ts'
import { readerMode } from './keepsake.ts'
import { openKeyBar } from './key-bar.ts'
import { cut } from './keys.ts'
import { Line } from './line.ts'
import { openScreen } from './screen.ts'
import { openStateBar } from './state-bar.ts'

const element = <E extends HTMLElement>(id: string, kind: new () => E): E => {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`the page has no #${id}`)
  return found
}

const stage = element('terminal', HTMLElement)
const screen = openScreen(stage)
const { terminal } = screen

const showState = openStateBar({
  bar: element('state', HTMLElement),
  stage,
  over: element('over', HTMLElement),
  overReason: element('over-reason', HTMLElement),
  again: element('again', HTMLButtonElement),
  onAgain: () => {
    line.connect()
    terminal.focus()
  },
})

const line = new Line({
  size: screen.size,
  onOutput: (octets) => terminal.write(octets),
  onState: (state) => {
    if (state.state === 'connected' && !state.resumed) terminal.reset()
    showState(state)
  },
})

const type = (text: string): void => {
  for (const part of cut(text, INPUT_UNITS)) line.send({ type: 'input', text: part })
}

const keyBar = openKeyBar({
  parent: element('keys', HTMLElement),
  isApplicationMode: () => terminal.modes.applicationCursorKeysMode,
  onKey: (octets) => {
    type(octets)
    terminal.focus()
  },
})

terminal.onData((text) => type(keyBar.modify(text)))
terminal.onResize(() => line.send({ type: 'resize', ...screen.size() }))

const tool = (id: string, act: (button: HTMLButtonElement) => void): void => {
  const button = element(id, HTMLButtonElement)
  button.addEventListener('click', () => {
    act(button)
    terminal.focus()
  })
}

const showReader = (on: boolean): void => element('reader', HTMLButtonElement).setAttribute('aria-pressed', String(on))

tool('smaller', () => screen.resizeText(-1))
tool('larger', () => screen.resizeText(1))
tool('reader', () => {
  const on = terminal.options.screenReaderMode !== true
  terminal.options.screenReaderMode = on
  readerMode.set(on)
  showReader(on)
})
showReader(readerMode.get())

// The keyboard of a phone covers the page; the visual viewport is what is left of it.
const fitWindow = (): void => {
  const height = window.visualViewport?.height
  if (height !== undefined) document.documentElement.style.setProperty('--visible-height', `${Math.floor(height)}px`)
  window.scrollTo(0, 0)
  screen.fit()
}
window.visualViewport?.addEventListener('resize', fitWindow)
new ResizeObserver(() => screen.fit()).observe(stage)

fitWindow()
terminal.focus()
line.connect()
