// The line speeds one after another, as a key goes through them.

import { LINE_SPEEDS, type LineSpeed } from '../../core/eras/era.ts'

export const nextLineSpeed = (speed: LineSpeed): LineSpeed =>
  LINE_SPEEDS[(LINE_SPEEDS.indexOf(speed) + 1) % LINE_SPEEDS.length] ?? 'off'
