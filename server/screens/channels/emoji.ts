// Words for the reactions people use most, for keyboards without them. Pure.

const NAMES: Readonly<Record<string, string>> = {
  ...{ '+1': '👍', up: '👍', yes: '✅', ok: '👌', '-1': '👎', down: '👎', no: '❌' },
  ...{ heart: '❤', love: '❤', laugh: '😄', lol: '😄', haha: '😄', smile: '🙂', sad: '😢', wow: '😮' },
  ...{ party: '🎉', tada: '🎉', thanks: '🙏', clap: '👏', eyes: '👀', fire: '🔥', wave: '👋', coffee: '☕' },
}

/** `+1`, `heart` or `:heart:` as what they stand for; anything else as it is. */
export const reactionFor = (word: string): string => {
  const name = word.replace(/^:(.+):$/, '$1').toLowerCase()
  return Object.hasOwn(NAMES, name) ? (NAMES[name] ?? word) : word
}
