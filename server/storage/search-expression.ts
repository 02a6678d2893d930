// What is looked for, in the words of FTS5. Everything a person wrote goes into quoted strings, so nothing of it is
// ever syntax.

import type { Term, Wanted } from '../core/search/query.ts'

const quoted = (words: string): string => `"${words.replaceAll('\0', ' ').replaceAll('"', '""')}"`

/**
 * @param columns where words are looked for, where an author, and where `subject:` looks (null: there is no such thing)
 * @returns null when nothing is looked for
 */
export const matchExpression = (
  { terms, without, author }: Wanted,
  columns: { readonly words: string; readonly author: string; readonly subject: string },
): string | null => {
  const term = ({ words, isPrefix, inSubject }: Term): string =>
    `{${inSubject ? columns.subject : columns.words}} : ${quoted(words)}${isPrefix ? ' *' : ''}`
  const all = terms.map(term)
  if (author !== null) all.push(`{${columns.author}} : ${quoted(author)}`)
  if (all.length === 0) return null
  const wanted = all.map((each) => `(${each})`).join(' AND ')
  return without.length === 0 ? wanted : `(${wanted}) NOT (${without.map((each) => `(${term(each)})`).join(' OR ')})`
}
