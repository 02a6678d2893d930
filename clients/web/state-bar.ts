// What becomes of the line, in words: the text in the bar, the dimmed screen, and the card when it is over.

import type { LineState } from './line.ts'

export interface StateBarOptions {
  readonly bar: HTMLElement
  readonly stage: HTMLElement
  readonly over: HTMLElement
  readonly overReason: HTMLElement
  readonly again: HTMLButtonElement
  readonly onAgain: () => void
}

export const openStateBar = (options: StateBarOptions): ((state: LineState) => void) => {
  const { bar, stage, over, overReason, again, onAgain } = options
  let countdown: number | undefined
  let hadLine = false
  again.addEventListener('click', onAgain)
  const say = (text: string): void => {
    if (bar.textContent !== text) bar.textContent = text
  }
  return (line) => {
    window.clearInterval(countdown)
    bar.dataset['state'] = line.state
    stage.dataset['live'] = String(line.state === 'connected')
    over.hidden = line.state !== 'over'
    switch (line.state) {
      case 'connecting':
        return say(hadLine ? 'Connecting again…' : 'Connecting…')
      case 'connected':
        say(hadLine ? (line.resumed ? 'Connected again' : 'Connected anew') : 'Connected')
        hadLine = true
        return
      case 'dropped': {
        const tell = (): void => say(droppedText(line.retryAt))
        countdown = window.setInterval(tell, 500)
        return tell()
      }
      case 'over':
        hadLine = false
        say('Disconnected')
        overReason.textContent = line.reason
        return again.focus()
      default:
        return line satisfies never
    }
  }
}

const droppedText = (retryAt: number): string => {
  if (!navigator.onLine) return 'You are offline. Your place is kept for two minutes.'
  const seconds = Math.ceil((retryAt - Date.now()) / 1000)
  return seconds <= 1 ? 'The line dropped. Trying again…' : `The line dropped. Trying again in ${seconds} s…`
}
