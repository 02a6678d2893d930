// All channels that the caller may see: who talks where, and which ones they are in.

import { CHANNEL_NAME_OCTETS } from '../../../shared/limits.ts'
import { isChannelName } from '../../../shared/names.ts'
import type { ChannelView } from '../../core/channels/channel.ts'
import type { CoreEvent } from '../../core/events.ts'
import { Refresher } from '../boards/refresher.ts'
import type { KeyRow, Screen, ScreenContext, ScreenFactory } from '../screen.ts'
import { styled } from '../widgets/lines.ts'
import { List } from '../widgets/list.ts'
import { channelSettings } from './channel-settings.ts'
import { chatScreen } from './chat-screen.ts'
import { plainText } from './formatting.ts'

export const channelList: ScreenFactory = (context) => new ChannelList(context)

class ChannelList implements Screen {
  readonly help = 'channels.help'
  readonly #context: ScreenContext
  readonly #list: List<ChannelView>
  readonly #refresher: Refresher
  #toldOfStaying = false

  constructor(context: ScreenContext) {
    this.#context = context
    const { text } = context
    this.#refresher = new Refresher(() => context.run(() => this.#load()))
    this.#list = context.pane.add(
      new List<ChannelView>({
        columns: [
          { width: 1, cell: ({ joined }) => (joined ? styled('good', '●') : '') },
          { head: text('channels.column.channel'), width: 20, cell: ({ name }) => styled('strong', name) },
          {
            head: text('channels.column.about'),
            width: 'fill',
            from: 50,
            cell: (channel) => styled('dim', plainText(channel.topic?.text ?? channel.description)),
          },
          {
            head: text('channels.column.people'),
            width: 6,
            align: 'right',
            cell: ({ members }) => (members === 0 ? styled('dim', '0') : text('channels.number', { value: members })),
          },
        ],
        empty: text('channels.none'),
        onChoose: ({ name }) => context.push(chatScreen({ channel: name })),
        onChange: () => context.refresh(),
      }),
    )
  }

  get title(): string {
    return this.#context.text('channels.title')
  }

  open(): Promise<void> {
    return this.#load()
  }

  async resume(): Promise<void> {
    await this.#load()
    const joined = this.#list.rows.filter((channel) => channel.joined).map(({ name }) => name)
    if (joined.length === 0 || this.#toldOfStaying) return
    this.#toldOfStaying = true
    this.#context.say(this.#context.text('channels.stay', { channels: joined.join(' ') }))
  }

  close(): void {
    this.#refresher.stop()
  }

  keys(): readonly KeyRow[] {
    const { selected } = this.#list
    const joined = selected?.joined === true
    const open = () => (selected === undefined ? undefined : this.#context.push(chatScreen({ channel: selected.name })))
    return [
      { on: ['enter', 'J'], label: joined ? 'channels.keys.open' : 'channels.keys.join', run: open },
      ...this.#toldRow(),
      ...(selected === undefined
        ? []
        : [
            {
              on: ['o', 'O'],
              label: 'channels.keys.settings',
              run: () => this.#context.push(channelSettings(selected.name)),
            },
          ]),
      { on: ['n', 'N', '#'], label: 'channels.keys.new', run: () => this.#new() },
      { on: ['/'], label: 'search.keys.find', run: () => this.#context.visit({ search: {} }) },
      ...(joined ? [{ on: ['x', 'X'], label: 'channels.keys.part', run: () => this.#part(selected.name) }] : []),
    ]
  }

  /** Somebody has said something privately and nobody has looked yet. */
  #toldRow(): readonly KeyRow[] {
    const last = this.#context.told.at(-1)
    if (last === undefined) return []
    const { nick } = last.from
    return [{ on: ['m', 'M'], label: 'channels.keys.private', run: () => this.#context.push(chatScreen({ nick })) }]
  }

  onEvent(event: CoreEvent): void {
    switch (event.type) {
      case 'channel.created':
      case 'channel.joined':
      case 'channel.parted':
      case 'channel.topic-set':
      case 'presence.left':
        this.#refresher.ask()
        break
      default:
    }
  }

  async #load(): Promise<void> {
    const { core, session } = this.#context
    this.#list.setRows(await core.channels.list({ session }), (a, b) => a.name === b.name)
  }

  async #new(): Promise<void> {
    const { core, session, text } = this.#context
    const typed = await this.#context.prompt({
      title: text('channels.new.title'),
      label: text('channels.new.label'),
      text: text('channels.new.text'),
      initial: '#',
      limit: CHANNEL_NAME_OCTETS,
      accept: async (value) => {
        const name = withHash(value)
        if (!isChannelName(name)) return text('channels.new.invalid')
        await core.channels.join({ session, channel: name })
        return undefined
      },
    })
    if (typed !== null) await this.#context.push(chatScreen({ channel: withHash(typed) }))
  }

  async #part(channel: string): Promise<void> {
    const { core, session, text, say } = this.#context
    await core.channels.part({ session, channel, reason: '' })
    await this.#load()
    say(text('channels.parted', { channel }))
  }
}

const withHash = (name: string): string => (name.trim().startsWith('#') ? name.trim() : `#${name.trim()}`)
