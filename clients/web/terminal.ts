// The page: a terminal that fills the window, the line to the house, the bar above and the keys below.

import { INPUT_UNITS } from '../../shared/frames.ts'
import { drawing, readerMode } from './keepsake.ts'
import { openKeyBar } from './key-bar.ts'
import { cut } from './keys.ts'
import { Line } from './line.ts'
import { openLooks } from './looks.ts'
import { drawFast } from './renderer.ts'
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
  reads: readerMode.get,
  onShown: (inLines) => {
    terminal.options.screenReaderMode = inLines
    looks.showReader(inLines)
  },
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

const looks = openLooks({
  ...{ screen, element },
  onReader: (on) => {
    readerMode.set(on)
    line.send({ type: 'reader', on })
  },
})

const copy = element('copy', HTMLButtonElement)
const paste = element('paste', HTMLButtonElement)
// Without a secure context there is no clipboard to speak to; the browser's own keys and menus work all the same.
if (navigator.clipboard !== undefined) {
  for (const button of [copy, paste]) button.hidden = false
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(screen.copied())
    copy.textContent = 'Copied'
    window.setTimeout(() => {
      copy.textContent = 'Copy'
    }, 1500)
    terminal.focus()
  })
  paste.addEventListener('click', async () => {
    const text = await navigator.clipboard.readText().catch(() => '')
    terminal.focus()
    if (text !== '') terminal.paste(text)
  })
}

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
void drawFast(terminal, drawing.get())
