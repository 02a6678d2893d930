// The row of keys under the terminal on touch screens. Ctrl holds until the next key.

import { KEYS, type Key, keyOctets, withControl } from './keys.ts'

export interface KeyBarOptions {
  readonly parent: HTMLElement
  readonly isApplicationMode: () => boolean
  readonly onKey: (octets: string) => void
}

export interface KeyBar {
  /** What was typed, with Ctrl applied if it is held. */
  readonly modify: (text: string) => string
}

export const openKeyBar = ({ parent, isApplicationMode, onKey }: KeyBarOptions): KeyBar => {
  let isControlHeld = false
  const buttons = new Map<Key, HTMLButtonElement>()
  const hold = (held: boolean): void => {
    isControlHeld = held
    buttons.get('Ctrl')?.setAttribute('aria-pressed', String(held))
  }
  for (const key of KEYS) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = key
    button.setAttribute('aria-label', NAMES[key])
    // A press must not take the focus from the terminal: the phone would fold its keyboard away.
    button.addEventListener('pointerdown', (event) => event.preventDefault())
    button.addEventListener('click', () => {
      if (key === 'Ctrl') hold(!isControlHeld)
      else onKey(keyOctets(key, isApplicationMode()))
    })
    buttons.set(key, button)
    parent.append(button)
  }
  hold(false)
  return {
    modify: (text) => {
      if (!isControlHeld) return text
      hold(false)
      return withControl(text)
    },
  }
}

const NAMES: Record<Key, string> = {
  Esc: 'Esc, escape',
  Tab: 'Tab',
  Ctrl: 'Ctrl, control for the next key',
  '←': 'Left',
  '↓': 'Down',
  '↑': 'Up',
  '→': 'Right',
}
