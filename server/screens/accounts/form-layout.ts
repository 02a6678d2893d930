// Where the words and the fields of a form stand: a column of readable width, a little below the top.

import type { Line } from '../widgets/lines.ts'
import type { Placement, Size } from '../widgets/widget.ts'

type Intro = (columns: number) => readonly Line[]

const columnsOf = (size: Size): number => Math.min(72, size.width - 2)
const leftOf = (size: Size): number => Math.max(1, Math.floor((size.width - columnsOf(size)) / 2))
const topOf = (size: Size): number => (size.height >= 18 ? 2 : 0)

export const introPlacement =
  (intro: Intro): Placement =>
  (size) => {
    const width = columnsOf(size)
    return { left: leftOf(size) + 1, top: topOf(size), width: width - 1, height: intro(width - 1).length }
  }

export const formPlacement =
  (intro: Intro): Placement =>
  (size) => {
    const width = columnsOf(size)
    const top = topOf(size) + intro(width - 1).length + 1
    return { left: leftOf(size), top, width, height: Math.max(1, size.height - top) }
  }
