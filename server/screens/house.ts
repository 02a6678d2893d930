// What screens may know of the house they stand in.

import type { DataFolders } from './data-files.ts'

export interface House {
  readonly name: string
  /** Ways in, one ready-to-type line each, for the "how to connect" screen: label and line. */
  readonly ways: readonly { readonly label: string; readonly line: string }[]
  /** Where menus, art and texts are. */
  readonly dataFolders: DataFolders
}
