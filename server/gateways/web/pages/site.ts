// What every public page knows of the house it belongs to.

export interface Guide {
  /** A program by its own name: `irssi`, `Thunderbird`. */
  readonly client: string
  readonly kind: 'terminal' | 'channels' | 'boards'
  /** To be typed or pasted as they stand, NAME and PASSWORD aside. */
  readonly lines: readonly string[]
}

export interface Site {
  readonly houseName: string
  /** Scheme, host and port, as the world knows us: `https://bbs.example.org`. */
  readonly address: string
  /** The public name of the machine. */
  readonly hostname: string
  readonly guides: readonly Guide[]
  /** Whether search engines may read the boards and logs. */
  readonly robots: boolean
  /** Addresses of the bundled files. */
  readonly assets: { readonly styles: string; readonly script: string; readonly icon: string }
}
