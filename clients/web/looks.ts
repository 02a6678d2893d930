// How the terminal looks, for whoever sits before it: the size of the text, its colours, and lines in place of screens.

import { readerMode, theme } from './keepsake.ts'
import type { Screen } from './screen.ts'
import { isThemeName, THEME_NAMES, THEMES } from './themes.ts'

export interface LooksOptions {
  readonly screen: Screen
  readonly element: <E extends HTMLElement>(id: string, kind: new () => E) => E
  readonly onReader: (on: boolean) => void
}

export interface Looks {
  /** What the button of the screen reader shows. */
  readonly showReader: (on: boolean) => void
}

export const openLooks = ({ screen, element, onReader }: LooksOptions): Looks => {
  const look = element('look', HTMLButtonElement)
  const looks = element('looks', HTMLFieldSetElement)
  const reader = element('reader', HTMLButtonElement)
  const show = (isOpen: boolean): void => {
    looks.hidden = !isOpen
    look.setAttribute('aria-expanded', String(isOpen))
    if (!isOpen) screen.terminal.focus()
  }
  look.addEventListener('click', () => show(looks.hidden !== false))
  looks.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') show(false)
  })
  screen.terminal.textarea?.addEventListener('focus', () => {
    if (!looks.hidden) show(false)
  })
  element('smaller', HTMLButtonElement).addEventListener('click', () => screen.resizeText(-1))
  element('larger', HTMLButtonElement).addEventListener('click', () => screen.resizeText(1))
  offerThemes(element('theme', HTMLSelectElement), screen)
  const showReader = (on: boolean): void => reader.setAttribute('aria-pressed', String(on))
  reader.addEventListener('click', () => onReader(reader.getAttribute('aria-pressed') !== 'true'))
  showReader(readerMode.get())
  return { showReader }
}

const offerThemes = (choice: HTMLSelectElement, screen: Screen): void => {
  for (const name of THEMES) choice.append(new Option(THEME_NAMES[name], name, false, name === theme.get()))
  choice.addEventListener('change', () => {
    if (isThemeName(choice.value)) screen.paint(choice.value)
  })
}
