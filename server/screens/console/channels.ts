// For the staff: the channels, how they are kept, and new ones.

import { CHANNEL_NAME_OCTETS } from '../../../shared/limits.ts'
import type { ChannelView } from '../../core/channels/channel.ts'
import { channelSettings } from '../channels/channel-settings.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'

export const consoleChannels: ScreenFactory = (context) => new ConsoleChannels(context)

class ConsoleChannels implements Screen {
  readonly help = 'console.channels.help'
  readonly #context: ScreenContext
  readonly #list: List<ChannelView>

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    this.#list = context.pane.add(
      new List<ChannelView>({
        empty: text('console.channels.empty'),
        columns: [
          { head: text('console.name'), width: 24, cell: ({ name }) => styled('strong', name) },
          {
            ...{ head: text('console.board.description'), width: 'fill', from: 60 },
            cell: ({ description, topic }) => styled('dim', description === '' ? (topic?.text ?? '') : description),
          },
          {
            ...{ head: text('console.channels.here'), width: 6, align: 'right' },
            cell: ({ members }) => String(members),
          },
        ],
        onChoose: ({ name }) => context.push(channelSettings(name)),
        onChange: () => context.refresh(),
      }),
      { left: 1, right: 1, top: 0, bottom: 0 },
    )
  }

  get title(): string {
    return this.#context.text('console.channels.title')
  }

  keys(): readonly KeyRow[] {
    const channel = this.#list.selected?.name
    const more: readonly KeyRow[] =
      channel === undefined
        ? []
        : [
            { on: ['r', 'R'], label: 'console.keys.register', run: () => this.#register(channel) },
            { on: ['o', 'O'], label: 'console.keys.owner', run: () => this.#giveAway(channel) },
            { on: ['d', 'D'], label: 'console.keys.drop', run: () => this.#drop(channel) },
          ]
    return [
      { on: ['enter'], label: 'console.keys.settings' },
      { on: ['n', 'N'], label: 'console.keys.new', run: () => this.#make() },
      ...more,
    ]
  }

  async open(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.channels.list({ session }), (a, b) => a.name === b.name)
    this.#context.refresh()
  }

  resume(): Promise<void> {
    return this.open()
  }

  /** Whoever makes a channel stands in it: that is how it comes to be. */
  async #make(): Promise<void> {
    const { core, session, text, prompt } = this.#context
    const made = await prompt({
      ...{ title: text('console.channels.new'), text: text('console.channels.rules') },
      ...{ label: text('console.name'), initial: '#', limit: CHANNEL_NAME_OCTETS },
      accept: async (name) => {
        const channel = name.trim()
        await core.channels.join({ session, channel })
        await core.channels.register({ session, channel })
        return undefined
      },
    })
    if (made === null) return
    await this.open()
    this.#list.selectWhere(({ name }) => name === made.trim())
  }

  async #register(channel: string): Promise<void> {
    const { core, session, text, say } = this.#context
    await core.channels.register({ session, channel })
    say(text('console.channels.registered', { channel }), 'good')
  }

  async #giveAway(channel: string): Promise<void> {
    const { core, session, text, prompt, say } = this.#context
    const account = await prompt({
      ...{
        title: channel,
        text: text('console.channels.heir', { channel }),
        label: text('console.account'),
        limit: 20,
      },
      accept: async (name) => {
        await core.channels.transfer({ session, channel, account: name.trim() })
        return undefined
      },
    })
    if (account !== null) say(text('console.channels.given', { channel, account: account.trim() }), 'good')
  }

  async #drop(channel: string): Promise<void> {
    const { core, session, text, confirm, say } = this.#context
    if (!(await confirm({ title: channel, text: text('console.channels.drop', { channel }) }))) return
    await core.channels.drop({ session, channel })
    say(text('console.channels.dropped', { channel }), 'good')
  }
}
