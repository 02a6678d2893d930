// What the public pages can do with a script, on top of all they do without: lines to copy with one press, and what is
// new while the page is open.

import { offerCopies } from './copying.ts'
import { listen } from './news.ts'

offerCopies(document)

const main = document.querySelector('main')
const wanted = main?.dataset['live']
if (main !== null && wanted !== undefined) listen(main, wanted)
