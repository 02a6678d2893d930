// How the tones of the MUD's lines look on a drawn screen.

import type { Tone } from '../../core/mud/line.ts'
import type { Style } from '../widgets/styles.ts'

export const TONE_STYLES: Readonly<Record<Tone, Style>> = {
  plain: 'text',
  title: 'title',
  prose: 'text',
  list: 'accent',
  said: 'good',
  dim: 'dim',
  wrong: 'warning',
  asked: 'strong',
  map: 'accent',
  verbatim: 'text',
}
