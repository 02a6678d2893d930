// Bundles what browsers get: clients/web -> dist/clients/web. Names carry a hash of the content, so that browsers
// may keep them for ever; each file lies there compressed as well; manifest.json tells which name became which.
// Called by scripts/build.mjs; runs by itself too: node scripts/build-web.mjs

import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const SOURCE = join(ROOT, 'clients/web')
const TARGET = join(ROOT, 'dist/clients/web')
// Browsers of 2022 and later: all that have module scripts, top-level await and interactive-widget or do without.
const BROWSERS = ['chrome100', 'firefox100', 'safari15.4']

/**
 * @param {string} [target] folder to write; replaced as a whole, so that nobody sees half a bundle
 * @returns {Promise<Record<string, string>>} the manifest: `terminal.js` -> `/assets/terminal-….js`
 */
export const buildWeb = async (target = TARGET) => {
  const { build } = await import('esbuild')
  /** @param {string[]} entryPoints @param {boolean} splitting what is imported later becomes a file of its own */
  const bundle = async (entryPoints, splitting) => {
    const result = await build({
      ...{ absWorkingDir: SOURCE, entryPoints, outdir: 'out', bundle: true, minify: true, write: false, format: 'esm' },
      ...{ target: BROWSERS, legalComments: 'eof', logLevel: 'warning', splitting, chunkNames: '[name]-[hash]' },
    })
    return result.outputFiles.map(({ path, contents }) => ({ name: basename(path), contents }))
  }
  const entries = ['terminal.ts', 'terminal.css', 'site.ts', 'site.css']
  const pages = await bundle(entries.slice(1), false)
  const terminal = await bundle(entries.slice(0, 1), true)
  const icon = { name: 'icon.svg', contents: await readFile(join(SOURCE, 'icon.svg')) }
  const files = [...pages, ...terminal, icon]
  // The terminal knows the files that it fetches later by the names that they have already.
  const isLater = (/** @type {string} */ name) => /-[A-Z0-9]{8}\.js$/.test(name)
  const fresh = `${target}.new`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(join(fresh, 'assets'), { recursive: true })
  /** @type {Record<string, string>} */
  const manifest = {}
  for (const { name, contents } of files) {
    const hashed = isLater(name) ? name : withHash(name, contents)
    manifest[name] = `/assets/${hashed}`
    await writeCompressed(join(fresh, 'assets', hashed), contents)
  }
  const page = fillIn(await readFile(join(SOURCE, 'terminal.html'), 'utf8'), manifest)
  await writeFile(join(fresh, 'terminal.html'), page)
  await writeFile(join(fresh, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  await rm(target, { recursive: true, force: true })
  await rename(fresh, target)
  return manifest
}

/** `{{house}}` stays: the daemon fills it in. */
const fillIn = (page, manifest) =>
  page
    .replaceAll('{{script}}', manifest['terminal.js'])
    .replaceAll('{{styles}}', manifest['terminal.css'])
    .replaceAll('{{icon}}', manifest['icon.svg'])

const withHash = (name, contents) => {
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 10)
  const extension = extname(name)
  return `${basename(name, extension)}-${hash}${extension}`
}

const writeCompressed = async (path, contents) => {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  await writeFile(path, contents)
  await writeFile(`${path}.br`, await promisify(brotliCompress)(contents, quality))
  await writeFile(`${path}.gz`, await promisify(gzip)(contents, { level: 9 }))
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await buildWeb()
