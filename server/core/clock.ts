// Time as the core sees it: handed in, never read from the wall, so that tests can stand still or jump.

export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. May jump; order things by `seq`, never by this. */
  now(): number
}
