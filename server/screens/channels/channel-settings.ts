// How a channel is kept: everybody may look, its owner changes it. One row for each thing with how it stands.

import { BOARD_NAME_OCTETS } from '../../../shared/limits.ts'
import type { ChannelInfo, ChannelSettings, ChannelSettingsDraft } from '../../core/channels/channel.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { Block } from '../widgets/block.ts'
import { styled, wrapMarked } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'

interface Row {
  readonly key: string
  readonly name: string
  readonly value: string
  readonly run: () => Promise<void>
}

const HISTORIES: readonly ChannelSettings['history'][] = ['everyone', 'members', 'none']

/** @throws Refusal no-such-channel, when it is opened */
export const channelSettings =
  (channel: string): ScreenFactory =>
  (context) =>
    new ChannelSettingsScreen(context, channel)

class ChannelSettingsScreen implements Screen {
  readonly help = 'channels.settings.help'
  readonly title: string
  readonly #context: ScreenContext
  readonly #list: List<Row>
  #info: ChannelInfo | null = null
  #board: string | null = null

  constructor(context: ScreenContext, channel: string) {
    this.#context = context
    this.title = channel
    const { text, pane } = context
    pane.add(new Block(({ width }) => wrapMarked(this.#summary(), width)), { left: 2, right: 1, top: 1, height: 3 })
    this.#list = pane.add(
      new List<Row>({
        columns: [
          { width: 2, cell: ({ key }) => styled('hotkey', key.toUpperCase()) },
          { width: 20, cell: ({ name }) => text(`channels.setting.${name}`) },
          { width: 'fill', cell: ({ value }) => styled('dim', value) },
        ],
        hotkey: ({ key }) => key,
        onChoose: (row) => row.run(),
        onChange: () => context.refresh(),
      }),
      { left: 1, right: 1, top: 5, bottom: 0 },
    )
  }

  open(): Promise<void> {
    return this.#load()
  }

  keys(): readonly KeyRow[] {
    return [{ on: ['enter'], label: 'channels.keys.change' }]
  }

  async #load(): Promise<void> {
    const { core, session } = this.#context
    const [info, places] = await Promise.all([
      core.channels.info({ session, channel: this.title }),
      core.places.list({ session }),
    ])
    this.#info = info
    this.#board = places.find(({ channel }) => channel === info.name)?.board ?? null
    this.#list.setRows(this.#rows(info))
    this.#context.refresh()
  }

  #rows({ topicLock, modeLock, history, publicSince }: ChannelInfo): readonly Row[] {
    const { text } = this.#context
    const yesNo = (on: boolean): string => text('channels.setting.value.on-off', { on: on ? 'on' : 'off' })
    const next = HISTORIES[(HISTORIES.indexOf(history) + 1) % HISTORIES.length] ?? 'everyone'
    return [
      {
        ...{ key: 'p', name: 'public-log', value: yesNo(publicSince !== null) },
        run: () => this.#setPublicLog(publicSince === null),
      },
      {
        ...{ key: 'b', name: 'board', value: this.#board ?? text('channels.setting.value.none') },
        run: () => this.#setBoard(),
      },
      {
        ...{ key: 'r', name: 'history', value: text('channels.setting.value.history', { history }) },
        run: () => this.#set({ history: next }),
      },
      {
        ...{ key: 't', name: 'topic-lock', value: yesNo(topicLock) },
        run: () => this.#set({ topicLock: !topicLock }),
      },
      {
        ...{ key: 'm', name: 'mode-lock', value: modeLock === '' ? text('channels.setting.value.none') : modeLock },
        run: () => this.#setModeLock(modeLock),
      },
    ]
  }

  #summary(): string {
    const info = this.#info
    if (info === null) return ''
    return this.#context.text('channels.settings.summary', {
      ...{ channel: info.name, owner: info.founder ?? '', created: new Date(info.created) },
      kind: info.registered === null ? 'free' : info.founder === null ? 'house' : 'owned',
    })
  }

  async #set(settings: ChannelSettingsDraft): Promise<void> {
    const { core, session } = this.#context
    await core.channels.setSettings({ session, channel: this.title, settings })
    await this.#load()
  }

  async #setPublicLog(publicLog: boolean): Promise<void> {
    const { confirm, text } = this.#context
    const asked = { title: text('channels.setting.public-log'), text: text('channels.public-log.ask') }
    if (!publicLog || (await confirm(asked))) await this.#set({ publicLog })
  }

  async #setBoard(): Promise<void> {
    const { core, session, text, prompt } = this.#context
    const channel = this.title
    const typed = await prompt({
      title: text('channels.setting.board'),
      text: text('channels.place.text', { channel }),
      label: text('channels.place.label'),
      initial: this.#board ?? '',
      limit: BOARD_NAME_OCTETS,
      accept: async (value) => {
        const board = value.trim()
        if (board !== '') await core.places.link({ session, channel, board })
        else if (this.#board !== null) await core.places.unlink({ session, channel })
        return undefined
      },
    })
    if (typed !== null) await this.#load()
  }

  async #setModeLock(initial: string): Promise<void> {
    const { core, session, text, prompt } = this.#context
    const typed = await prompt({
      ...{ title: text('channels.setting.mode-lock'), text: text('channels.mode-lock.text') },
      ...{ label: text('channels.mode-lock.label'), initial, limit: 60 },
      accept: async (modeLock) => {
        await core.channels.setSettings({ session, channel: this.title, settings: { modeLock: modeLock.trim() } })
        return undefined
      },
    })
    if (typed !== null) await this.#load()
  }
}
