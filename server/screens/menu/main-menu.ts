// The main menu: what there is to do, and at a glance what is going on.

import type { Draft } from '../../core/drafts/draft-calls.ts'
import type { CoreEvent } from '../../core/events.ts'
import { claimCode } from '../accounts/claim.ts'
import { settings } from '../accounts/settings.ts'
import { signUp } from '../accounts/sign-up.ts'
import { boardList } from '../boards/board-list.ts'
import { goOnWriting } from '../boards/going-on.ts'
import { moderationQueue } from '../boards/moderation-queue.ts'
import { readNew } from '../boards/new-scan.ts'
import { channelList } from '../channels/channel-list.ts'
import { messages } from '../channels/messages.ts'
import { aroundTheHouse } from '../community/around.ts'
import { bulletins } from '../community/bulletins.ts'
import { lastCallers } from '../community/last-callers.ts'
import { mentions } from '../community/mentions.ts'
import { oneliners } from '../community/oneliners.ts'
import { people } from '../community/people.ts'
import { polls } from '../community/polls.ts'
import { howToConnect } from '../connect/how-to-connect.ts'
import { sysopConsole } from '../console/console.ts'
import { enterArea } from '../eras/enter-area.ts'
import { isArea } from '../eras/era.ts'
import { yearList } from '../eras/year-list.ts'
import { mudScreen } from '../mud/mud-screen.ts'
import { whoIsOn } from '../online/who-is-on.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { type Line, styled, wrapMarked } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import type { Size } from '../widgets/widget.ts'
import { Glance } from './glance.ts'
import { askGoodbye } from './goodbye.ts'
import { isFor, loadMenu, type MenuAction, type MenuEntry } from './menu-file.ts'
import { sayVerdict, tellVerdicts } from './verdicts.ts'

export const mainMenu: ScreenFactory = (context) => new MainMenu(context)

const ACTIONS: Record<MenuAction, (context: ScreenContext) => Promise<void>> = {
  boards: (context) => context.push(boardList),
  channels: (context) => context.push(channelList),
  museum: (context) => context.push(mudScreen),
  messages: (context) => context.push(messages),
  search: (context) => context.visit({ search: {} }),
  online: (context) => context.push(whoIsOn),
  community: (context) => context.push(aroundTheHouse),
  oneliners: (context) => context.push(oneliners),
  bulletins: (context) => context.push(bulletins),
  polls: (context) => context.push(polls),
  callers: (context) => context.push(lastCallers),
  people: (context) => context.push(people),
  mentions: (context) => context.push(mentions),
  eras: (context) => context.push(yearList),
  settings: (context) => context.push(settings),
  connect: (context) => context.push(howToConnect),
  claim: (context) => claimCode(context),
  queue: (context) => context.push(moderationQueue),
  console: (context) => context.push(sysopConsole),
  'sign-up': (context) => context.push(signUp),
  goodbye: (context) => askGoodbye(context),
}

const choose = (context: ScreenContext, action: MenuAction): Promise<void> =>
  isArea(action) ? enterArea(context, action, () => ACTIONS[action](context)) : ACTIONS[action](context)

/** What changes how much waits for somebody who keeps order. */
const WAITING: ReadonlySet<CoreEvent['type']> = new Set(['queue.changed', 'line.held', 'line.settled'] as const)

/** From this width on the menu stands on the left and the glance on the right of it. */
const TWO_COLUMNS = 68
const MENU_COLUMNS = 27

class MainMenu implements Screen {
  readonly help = 'menu.help'
  readonly #context: ScreenContext
  readonly #glance: Glance
  readonly #entries: List<MenuEntry>
  #unclaimed = false
  /** The newest of what the caller has not sent. */
  #draft: Draft | null = null
  #saidDraft = false
  /** How many articles wait for the caller. */
  #held = 0
  #greeted: { readonly columns: number; readonly lines: readonly Line[] } = { columns: 0, lines: [] }

  constructor(context: ScreenContext) {
    this.#context = context
    this.#glance = new Glance(context)
    const { pane } = context
    pane.add(new Block(({ width }) => this.#greeting(width)), (size) => ({
      ...{ left: 1, right: 1, top: size.height >= 14 ? 1 : 0, height: this.#greetingRows(size) },
    }))
    this.#entries = pane.add(
      new List<MenuEntry>({
        columns: [
          { width: 2, cell: (entry) => styled('hotkey', entry.key.toUpperCase()) },
          { width: 'fill', cell: (entry) => this.#label(entry) },
        ],
        hotkey: (entry) => entry.key,
        onChoose: (entry) => choose(context, entry.action),
      }),
      (size) => ({
        ...{
          left: 1,
          top: this.#top(size),
          height: Math.min(this.#entries.rows.length, size.height - this.#top(size)),
        },
        width: size.width >= TWO_COLUMNS ? MENU_COLUMNS : size.width - 2,
      }),
    )
    pane.add(this.#glance, (size) => {
      if (size.width >= TWO_COLUMNS) return { left: MENU_COLUMNS + 3, right: 1, top: this.#top(size), bottom: 0 }
      const top = this.#top(size) + this.#entries.rows.length + 1
      return size.height - top < 3 ? null : { left: 1, right: 1, top, bottom: 0 }
    })
    this.#showEntries()
  }

  get title(): string {
    return this.#context.text('menu.title')
  }

  keys(): readonly KeyRow[] {
    // An entry of the sysop's own menu goes before it.
    const { me, era } = this.#context
    const isFree = me.account !== null && !this.#entries.rows.some(({ key }) => key === 'n')
    // In a year before there were such things the keys still answer, kindly, and are not offered.
    const scan = {
      ...{ on: ['n', 'N'], ...(era.has('boards') ? { label: 'menu.keys.new' } : {}) },
      run: () => enterArea(this.#context, 'boards', () => readNew(this.#context)),
    }
    const isDraftFree = this.#draft !== null && era.has('boards') && !this.#entries.rows.some(({ key }) => key === 'd')
    const draft = { on: ['d', 'D'], label: 'menu.keys.draft', run: () => this.#goOn() }
    return [
      ...(isDraftFree ? [draft] : []),
      ...(isFree ? [scan] : []),
      { on: ['up', 'down'], cap: '↑ ↓', label: 'menu.keys.move' },
      { on: ['enter'], label: 'menu.keys.choose' },
      {
        on: ['/'],
        ...(era.has('search') ? { label: 'search.keys.find' } : {}),
        run: () => ACTIONS.search(this.#context),
      },
    ]
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    this.#unclaimed = (await core.accounts.registration({ session })).unclaimed
    this.#held = await this.#waiting()
    this.#showEntries()
    await this.#lookForDraft()
    await this.#glance.load()
    this.#context.run(() => tellVerdicts(this.#context))
  }

  resume(): Promise<void> {
    return this.open()
  }

  leave(): Promise<void> {
    return askGoodbye(this.#context)
  }

  onEvent(event: CoreEvent): void {
    if (event.type === 'account.changed' && event.presence === this.#context.me.presence) {
      this.#context.run(() => this.#heedRole())
    }
    if (event.type === 'era.changed') this.#showEntries()
    if (WAITING.has(event.type)) this.#context.run(() => this.#countHeld())
    if (event.type === 'article.judged') sayVerdict(this.#context, event)
    this.#glance.onEvent(event)
  }

  close(): void {
    this.#glance.stop()
  }

  #showEntries(): void {
    this.#greeted = { columns: 0, lines: [] }
    const { role } = this.#context.me
    const entries = loadMenu(this.#context.house.dataFolders).filter(
      (entry) => isFor(entry, role) && this.#isThere(entry),
    )
    this.#entries.setRows(entries, (a, b) => a.action === b.action)
    this.#context.refresh()
  }

  /** A new role opens or closes entries at once. */
  async #heedRole(): Promise<void> {
    await this.#context.refreshMe()
    this.#showEntries()
  }

  /** What was not sent in an earlier call is told of once. */
  async #lookForDraft(): Promise<void> {
    const { core, session, me, text, say } = this.#context
    const [draft] = me.account === null ? [] : await core.drafts.list({ session })
    this.#draft = draft ?? null
    if (draft === undefined || this.#saidDraft) return
    this.#saidDraft = true
    const subject = draft.subject === '' ? text('editor.draft.untitled') : draft.subject
    say(text('menu.draft', { subject, board: draft.board }), 'fresh')
  }

  async #goOn(): Promise<void> {
    if (this.#draft !== null) await goOnWriting(this.#context, this.#draft)
  }

  #isThere({ action }: MenuEntry): boolean {
    if (action === 'claim') return this.#unclaimed
    if (isArea(action) && !this.#context.era.has(action)) return false
    return action !== 'queue' || this.#held > 0
  }

  async #countHeld(): Promise<void> {
    this.#held = await this.#waiting()
    this.#showEntries()
  }

  /** Articles and lines that the caller may judge. */
  async #waiting(): Promise<number> {
    const { core, session } = this.#context
    const [articles, lines] = await Promise.all([core.order.heldCount({ session }), core.holds.list({ session })])
    return articles + lines.length
  }

  #label(entry: MenuEntry): string {
    if (entry.action === 'queue' && entry.label === undefined) {
      return this.#context.text('menu.action.queue', { count: this.#held })
    }
    const then = isArea(entry.action) ? this.#context.era.nameOf(entry.action) : null
    return then ?? entry.label ?? this.#context.text(`menu.action.${entry.action}`)
  }

  /** Wrapped once for a width; asked several times a frame. */
  #greeting(columns: number): readonly Line[] {
    if (this.#greeted.columns !== columns) {
      const { me, text, house, era } = this.#context
      const words =
        me.accountName === null
          ? text('menu.greeting.guest', { nick: me.nick ?? '', house: house.name })
          : text('menu.greeting.member', { name: me.accountName, house: house.name })
      const then =
        era.year === null ? '' : ` ${text('menu.greeting.year', { year: era.year, era: era.say(era.era.name) })}`
      this.#greeted = { columns, lines: wrapMarked(words + then, columns) }
    }
    return this.#greeted.lines
  }

  #greetingRows(size: Size): number {
    return this.#greeting(size.width - 2).length
  }

  #top(size: Size): number {
    return this.#greetingRows(size) + (size.height >= 14 ? 2 : 1)
  }
}
