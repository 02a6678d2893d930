// For the sysop: the boards, and a new one.

import { BOARD_DESCRIPTION_OCTETS, BOARD_NAME_OCTETS } from '../../../shared/limits.ts'
import type { BoardView } from '../../core/boards/board.ts'
import type { CoreEvent } from '../../core/events.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { boardCard } from './board-card.ts'

export const consoleBoards: ScreenFactory = (context) => new ConsoleBoards(context)

class ConsoleBoards implements Screen {
  readonly help = 'console.boards.help'
  readonly #context: ScreenContext
  readonly #list: List<BoardView>

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    this.#list = context.pane.add(
      new List<BoardView>({
        empty: text('console.boards.empty'),
        columns: [
          { head: text('console.name'), width: 28, cell: ({ name }) => styled('strong', name) },
          {
            ...{ head: text('console.board.description'), width: 'fill', from: 60 },
            cell: ({ description }) => styled('dim', description),
          },
          {
            ...{ head: text('console.boards.articles'), width: 8, align: 'right' },
            cell: ({ count }) => String(count),
          },
        ],
        onChoose: ({ name }) => context.push(boardCard(name)),
        onChange: () => context.refresh(),
      }),
      { left: 1, right: 1, top: 0, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.text('console.boards.title')
  }

  keys(): readonly KeyRow[] {
    return [
      { on: ['enter'], label: 'console.keys.open' },
      { on: ['n', 'N'], label: 'console.keys.new', run: () => this.#make() },
    ]
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.boards.list({ session }), (a, b) => a.name === b.name)
    this.#context.refresh()
  }

  resume(): Promise<void> {
    return this.open()
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'board.created' || event.type === 'board.changed') this.#context.run(() => this.open())
  }

  async #make(): Promise<void> {
    const { core, session, text, prompt, push } = this.#context
    const title = text('console.boards.new')
    const description = await prompt({
      ...{ title, text: text('console.boards.what-for'), label: text('console.board.description') },
      limit: BOARD_DESCRIPTION_OCTETS,
    })
    if (description === null) return
    const name = await prompt({
      ...{ title, text: text('console.boards.rules'), label: text('console.name'), limit: BOARD_NAME_OCTETS },
      accept: async (board) => {
        await core.boards.add({ session, board: board.trim(), description })
        return undefined
      },
    })
    if (name !== null) await push(boardCard(name.trim()))
  }
}
