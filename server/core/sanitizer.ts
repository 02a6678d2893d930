// The port to the one sanitiser (wire/text), plugged in by app.ts: the core applies it to what it stores, faces apply
// it again to what they draw.

export interface Sanitizer {
  /** One line: no control characters, escape sequences or direction overrides. */
  line(text: string): string
  /** One line of a channel: as `line`, but IRC's formatting codes stay. */
  chat(text: string): string
  /** Several lines, ended by LF. */
  text(text: string): string
}
