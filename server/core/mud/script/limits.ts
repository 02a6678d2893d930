// What a builder's script may use up. Each of these is held by a test.

export const LIMITS = {
  /** Octets of a script's source. */
  source: 16 * 1024,
  /** Steps of one event: each statement and each part of an expression is one, long texts and lists are more. */
  steps: 10_000,
  /** Octets of one text. */
  text: 4096,
  list: 256,
  /** How deep expressions and blocks may be nested, and how many scripts one deed may set off behind each other. */
  depth: 20,
  /** Events that wait for one owner, alarms too. */
  queue: 64,
  /** Events a second for one owner. */
  events: 5,
  /** The shortest wait of a timer or an alarm, in seconds; and the longest. */
  wait: 5,
  longestWait: 86_400,
  /** Effects of one event, and how many of them may be heard. */
  effects: 64,
  lines: 20,
  /** Values that a thing remembers. */
  memory: 50,
  /** Characters of a pattern. */
  glob: 100,
  /** Failures in a row after which a script is switched off. */
  failures: 5,
} as const
