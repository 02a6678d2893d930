// `npm run admin`, `import`, `backup`, `restore`, `bench`, `crash`: runs dist/scripts/NAME.js with the arguments that
// follow, after making ready what is missing.

import './node-version.mjs'

import('./setup.mjs').then(async ({ become, setUp }) => {
  const [name = ''] = process.argv.splice(2, 1)
  if (!/^[a-z-]+$/.test(name)) {
    process.stderr.write('Usage: node scripts/run.mjs NAME [ARGUMENTS]\n')
    process.exit(2)
  }
  await setUp({ quiet: true })
  await become('scripts', `${name}.js`)
})
