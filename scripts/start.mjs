// `npm start`: makes everything ready and becomes the daemon, in this very process, so that signals, exit code and
// arguments (`-- --config FILE`) are the daemon's own.

import './node-version.mjs'

import('./setup.mjs').then(async ({ become, setUp }) => {
  await setUp()
  await become('server', 'main.js')
})
