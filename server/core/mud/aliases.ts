// One's own words for longer ones, kept on the body as `alias.WORD`.

import { type MudObject, propKeys, propText } from './mud-object.ts'

const PREFIX = 'alias.'

export const aliasesOf = (body: MudObject): readonly { readonly word: string; readonly means: string }[] =>
  propKeys(body.props, PREFIX).map((key) => ({ word: key.slice(PREFIX.length), means: propText(body, key) }))

export const aliasKey = (word: string): string => `${PREFIX}${word.toLowerCase()}`

/** What the first word stands for, once: `*` in it takes what was typed behind, else that is put at the end. */
export const expandAlias = (body: MudObject, text: string): string => {
  const [word = ''] = text.split(/\s/)
  const means = propText(body, aliasKey(word))
  if (means === '') return text
  const rest = text.slice(word.length).trim()
  return (means.includes('*') ? means.replaceAll('*', () => rest) : `${means} ${rest}`).trim()
}
