// What stands around a conversation: its topic above, the tabs below, and who is there beside it.

import { textWidth } from '../../wire/text/width.ts'
import { cutText, type Line, lineWidth, styled } from '../widgets/lines.ts'
import { nickStyle, type Style } from '../widgets/styles.ts'
import type { Surface } from '../widgets/surface.ts'
import type { Widget } from '../widgets/widget.ts'
import type { Conversation } from './conversation.ts'
import { type Members, memberPrefix } from './members.ts'
import type { Tabs } from './tabs.ts'

export interface TopicBarOptions {
  readonly topic: () => string
  /** How many are here; '' for nothing to say. */
  readonly people: () => string
}

export class TopicBar implements Widget {
  readonly #options: TopicBarOptions

  constructor(options: TopicBarOptions) {
    this.#options = options
  }

  paint(surface: Surface): void {
    const people = this.#options.people()
    const room = surface.width - (people === '' ? 2 : textWidth(people) + 4)
    surface.text(1, 0, cutText(this.#options.topic(), room), 'accent')
    surface.lineRight(0, [styled('dim', people)], 1)
  }
}

export class TabBar implements Widget {
  readonly #tabs: Tabs

  constructor(tabs: Tabs) {
    this.#tabs = tabs
  }

  paint(surface: Surface): void {
    surface.text(0, 0, '─'.repeat(surface.width), 'rule')
    const { all, current } = this.#tabs
    const labels = all.map((tab, index) => this.#label(tab, index))
    const at = current === null ? -1 : all.indexOf(current)
    let x = 1
    for (const label of labels.slice(firstInSight(labels, at, surface.width - 2))) {
      if (x + lineWidth(label) > surface.width) break
      x = surface.line(x, 0, label) + 1
    }
  }

  #label(tab: Conversation, index: number): Line {
    const number = index < 9 ? `${index + 1} ` : ''
    if (tab === this.#tabs.current) return [styled('selected', ` ${number}${tab.name} `)]
    const style: Style = tab.mentioned ? 'mention' : tab.unread > 0 ? 'fresh' : 'text'
    const waiting = tab.unread > 0 ? ` (${tab.unread > 99 ? '99+' : tab.unread})` : ''
    return [styled('dim', ` ${number}`), styled(style, `${tab.name}${waiting}`), ' ']
  }
}

/** From which label on the one at `at` is in sight. */
const firstInSight = (labels: readonly Line[], at: number, columns: number): number => {
  let first = 0
  const used = () => labels.slice(first, at + 1).reduce((sum, label) => sum + lineWidth(label) + 1, 0)
  while (first < at && used() > columns) first += 1
  return first
}

export class MemberPane implements Widget {
  readonly #members: () => Members | null

  constructor(members: () => Members | null) {
    this.#members = members
  }

  paint(surface: Surface): void {
    const members = this.#members()?.sorted ?? []
    for (let y = 0; y < surface.height; y += 1) surface.text(0, y, '│', 'rule')
    const fits = members.length <= surface.height
    const shown = fits ? members : members.slice(0, surface.height - 1)
    shown.forEach((member, y) => {
      const prefix = memberPrefix(member)
      surface.text(1, y, prefix === '' ? ' ' : prefix, 'dim')
      surface.text(2, y, cutText(member.nick, surface.width - 2), nickStyle(member.nick))
    })
    if (!fits) surface.text(2, surface.height - 1, `+${members.length - shown.length}`, 'dim')
  }
}
