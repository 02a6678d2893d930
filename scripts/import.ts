// `npm run import -- FILE… --board NAME`: files archives into a board, with or without a running daemon. It can be
// stopped and started again: what is here already is known by its Message-ID.

import { Command, CommanderError } from 'commander'
import { ConfigError } from '../server/config.ts'
import { isRefusal } from '../server/core/refusal.ts'
import { StateFolderError } from '../server/state-folder.ts'
import { NewerStore } from '../server/storage/migrate.ts'
import { type Connection, connectCore } from './connect.ts'
import { ArchiveError, ArchiveFiles } from './import/archive-files.ts'
import { ArchiveIndex } from './import/archive-index.ts'
import { feedArticles } from './import/feed.ts'
import { ImportReport } from './import/report.ts'
import { refusalWords } from './refusal-words.ts'

interface Options {
  readonly board: string
  readonly create?: boolean
  readonly description?: string
  readonly order: 'date' | 'file'
  readonly config?: string
}

const INTERRUPTED = 130

const program = new Command('import')
  .description('Files archives into a board: mbox, rnews batches, single articles, folders of them, gzipped or not.')
  .argument('<file...>', 'what to import')
  .requiredOption('-b, --board <name>', 'the board they go to, whatever their Newsgroups field says')
  .option('--create', 'make the board when there is none')
  .option('--description <text>', 'one line about a board that is made')
  .option('--in-file-order', 'number the articles as they stand in the files, not oldest first')
  .option('-c, --config <file>', 'the TOML file the daemon is started with')
  .showHelpAfterError()

const run = async (names: readonly string[], options: Options): Promise<void> => {
  const archive = new ArchiveFiles()
  let connection: Connection | null = null
  let isStopped = false
  const stop = (): void => {
    // Asked twice, it ends at once; what was filed is safe, and the rest can be started again.
    if (isStopped) process.exit(INTERRUPTED)
    isStopped = true
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  try {
    for (const name of names) await archive.add(name)
    if (archive.files.length === 0) throw new ArchiveError('there is nothing to import: the files are empty')
    connection = await connectCore(options.config ?? null)
    await requireBoard(connection, options)
    const report = new ImportReport(options.board, process.stderr)
    const octets = archive.files.reduce((sum, file) => sum + file.octets, 0)
    const index = await ArchiveIndex.of(archive.files, (read) => {
      report.showReading(read, octets)
      return !isStopped
    })
    for (const complaint of index.complaints) report.complain(complaint)
    await feedArticles({
      ...{ connection, report, board: options.board, articles: index.articles(options.order) },
      onBatch: () => report.showFiling(index.length),
      isStopped: () => isStopped,
    })
    console.log(report.summary(index.length, isStopped))
    if (isStopped) process.exitCode = INTERRUPTED
  } finally {
    archive.dispose()
    await connection?.close()
  }
}

/** @throws ArchiveError naming the boards there are */
const requireBoard = async ({ core, session }: Connection, options: Options): Promise<void> => {
  const { board, create, description = '' } = options
  const boards = await core.boards.list({ session })
  if (boards.some(({ name }) => name === board)) return
  if (create === true) {
    await core.boards.add({ session, board, description })
    return
  }
  const names = boards.map(({ name }) => `  ${name}`).join('\n')
  throw new ArchiveError(`there is no board ${board}; add --create to make it, or take one of these:\n${names}`)
}

const complain = (error: unknown): void => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode
    return
  }
  const known = [ArchiveError, ConfigError, StateFolderError, NewerStore].some((kind) => error instanceof kind)
  if (isRefusal(error)) {
    const words = error.code === 'name-invalid' ? 'a board has a newsgroup name, like local.music' : refusalWords(error)
    console.error(`import: ${words}`)
  } else if (known || (error instanceof Error && 'code' in error)) console.error(`import: ${(error as Error).message}`)
  else throw error
  process.exitCode = 2
}

program.action((names: string[], { inFileOrder, ...options }: Omit<Options, 'order'> & { inFileOrder?: boolean }) =>
  run(names, { ...options, order: inFileOrder === true ? 'file' : 'date' }),
)
program.parseAsync().catch(complain)
