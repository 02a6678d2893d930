// Which of a screen's widgets have something to say in line mode, and which of them takes what is typed.

import type { Layer } from '../layer.ts'
import type { ListVoice, TalkVoice, TextVoice, Voice } from '../widgets/voice.ts'
import type { Widget } from '../widgets/widget.ts'
import { LinePane } from './line-pane.ts'

const widgetsOf = ({ pane }: Layer): readonly Widget[] => (pane instanceof LinePane ? pane.widgets : [])

const voicesOf = (layer: Layer): readonly Voice[] => {
  const own = layer.screen?.voice
  return own === undefined ? widgetsOf(layer).flatMap(({ voice }) => voice ?? []) : [own]
}

export const textsOf = (layer: Layer): readonly TextVoice[] =>
  voicesOf(layer).filter((voice): voice is TextVoice => voice.kind === 'text')

/** The one that takes what is typed: the focused widget's, or the only one there is. Null when that is only text. */
export const activeVoice = (layer: Layer): ListVoice | TalkVoice | null => {
  const { focused } = layer.pane
  const voice = layer.screen?.voice ?? focused?.voice
  const active = voice ?? voicesOf(layer).find((each) => each.kind !== 'text')
  return active === undefined || active.kind === 'text' ? null : active
}
