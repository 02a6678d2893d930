// What screens may know of the house they stand in.

export interface House {
  readonly name: string
  /** Ways in, one ready-to-type line each, for the "how to connect" screen: label and line. */
  readonly ways: readonly { readonly label: string; readonly line: string }[]
  /** Absolute path of data/, where menus, art and texts are. */
  readonly dataFolder: string
}
