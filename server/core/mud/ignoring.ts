// Whom somebody does not want to hear, kept on the body as folded names. It holds for speech, gestures and private
// lines in the world; what is ignored leaves no trace, and the other is not told.

import { foldName } from '../../../shared/names.ts'
import { type MudObject, propText } from './mud-object.ts'

export const ignoredBy = (body: MudObject): readonly string[] =>
  propText(body, 'ignore')
    .split(' ')
    .filter((name) => name !== '')

export const ignores = (body: MudObject, nick: string): boolean => ignoredBy(body).includes(foldName(nick))
