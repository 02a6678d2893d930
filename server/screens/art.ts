// Art from data/screens/*.txt: plain text in which `{name}` switches to a style of the palette (`{logo1}`, `{dim}`,
// `{text}`). Read once per process; unknown names stay as they are written.

import { readFileSync } from 'node:fs'
import { type DataFolders, findDataFile } from './data-files.ts'
import { type Line, lineWidth, type Span } from './widgets/lines.ts'
import { isStyle, type Style } from './widgets/styles.ts'

export interface Art {
  readonly lines: readonly Line[]
  readonly columns: number
}

const gallery = new Map<string, Art>()

/** @throws when the file cannot be read */
export const loadArt = (folders: DataFolders, name: string): Art => {
  const file = findDataFile(folders, 'screens', `${name}.txt`)
  let art = gallery.get(file)
  if (art === undefined) {
    art = artFrom(readFileSync(file, 'utf8'))
    gallery.set(file, art)
  }
  return art
}

export const artFrom = (source: string): Art => {
  let style: Style = 'text'
  const lines = source
    .trimEnd()
    .split('\n')
    .map((row): Line => {
      const spans: Span[] = []
      for (const piece of row.split(/(\{[a-z0-9]+\})/i)) {
        const name = /^\{(\w+)\}$/.exec(piece)?.[1] ?? ''
        if (isStyle(name)) style = name
        else if (piece !== '') spans.push({ text: piece, style })
      }
      return spans
    })
  return { lines, columns: Math.max(0, ...lines.map(lineWidth)) }
}
