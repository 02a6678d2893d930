// Dialogs in line mode: a question with yes and no, and a question that takes a line.

import type { ConfirmOptions, PromptOptions, ScreenContext } from './screen.ts'
import type { TalkVoice } from './widgets/voice.ts'
import type { Taken } from './widgets/widget.ts'

/** Yes and no in the languages of the house. */
const YES = /^(?:y|yes|j|ja)$/i
const NO = /^(?:n|no|nei|q)$/i

export const confirmVoice = (
  options: ConfirmOptions & { readonly yes: string; readonly no: string },
  { text }: Pick<ScreenContext, 'text'>,
  end: (answer: boolean) => void,
): TalkVoice => {
  let news = [options.text]
  return {
    kind: 'talk',
    prompt: () =>
      text('lines.confirm', { yes: options.yes, no: options.no, assume: options.assumeYes === true ? 'yes' : 'no' }),
    takeNews: () => news.splice(0),
    answer: (line) => {
      const answer = line.trim()
      if (answer === '') end(options.assumeYes === true)
      else if (YES.test(answer) || answer.toLowerCase() === options.yes.toLowerCase()) end(true)
      else if (NO.test(answer) || answer.toLowerCase() === options.no.toLowerCase()) end(false)
      else news = [text('lines.confirm-again')]
      return true
    },
  }
}

export const promptVoice = (
  options: PromptOptions,
  dialog: { readonly takeComplaint: () => string; readonly accept: (line: string) => Taken },
): TalkVoice => {
  const news = options.text === undefined ? [] : [options.text]
  const initial = options.initial ?? ''
  const isMasked = options.masked === true
  return {
    kind: 'talk',
    isMasked,
    prompt: () => (initial === '' || isMasked ? `${options.label}: ` : `${options.label} [${initial}]: `),
    takeNews: () => {
      const complaint = dialog.takeComplaint()
      return [...news.splice(0), ...(complaint === '' ? [] : [complaint])]
    },
    answer: (line) => dialog.accept(line === '' ? initial : line),
  }
}
