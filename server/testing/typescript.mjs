// Lets a thread run the sources as they are: Node 20 reads no types, and what the tests load goes through Vite, which
// does not reach into threads. Given to a thread by `--import`; the compiled daemon has no need of it.

import { register } from 'node:module'

register('./typescript-loader.mjs', import.meta.url)
