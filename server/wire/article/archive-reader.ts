// What the readers of archive files have in common: chunks of octets in, articles with their place in the file out.

export interface ArchiveEntry {
  /** The article, its line ends as they stood in the file; null when it is larger than any article may be. */
  readonly raw: Buffer | null
  /** The octets of the file that it takes: [start, end). */
  readonly start: number
  readonly end: number
}

export interface ArchiveReader {
  /** The articles that this chunk completes. */
  push(chunk: Uint8Array): readonly ArchiveEntry[]
  /** The end of the file: what is left. */
  finish(): readonly ArchiveEntry[]
  /** What is wrong with the file as a whole; null when nothing is. To be asked after finish(). */
  readonly complaint: string | null
}
