// `npm run build`: compiles everything into dist/, also when nothing has changed.

import './node-version.mjs'

import('./setup.mjs').then(({ setUp }) => setUp({ compiling: 'always' }))
