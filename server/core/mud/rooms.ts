// How a room looks: for the one who stands in it as lines, for maps and panes as a view.

import type { SessionId } from '../ids.ts'
import type { Theatre } from './act.ts'
import { line, type MudLine, prose } from './line.ts'
import type { RoomView } from './mud-calls.ts'
import { hasFlag, type Local, type MudObject, one, propText } from './mud-object.ts'

/** Threads of a board that hang on the wall. */
const NOTICES = 3

export interface Onlooker {
  readonly theatre: Theatre
  readonly session: SessionId
  readonly body: MudObject
}

export const describeRoom = (onlooker: Onlooker, room: MudObject, isBrief = false): readonly MudLine[] => [
  line('mud.room', { room: room.name }, 'title'),
  ...(isBrief || Object.keys(room.text).length === 0 ? [] : [prose(room.text)]),
  ...describeNotices(onlooker, room),
  ...listed('mud.here.things', thingsIn(onlooker, room)),
  ...listed('mud.here.people', peopleIn(onlooker, room)),
  ...listed('mud.here.listening', listeners(onlooker, room)),
  exitLine(onlooker, room),
]

const listed = (key: string, list: readonly (string | Local)[]): readonly MudLine[] =>
  list.length === 0 ? [] : [line(key, { list, count: list.length }, 'list')]

export const exitLine = ({ theatre }: Onlooker, room: MudObject): MudLine => {
  const list = theatre.world
    .exitsOf(room.id)
    .filter((exit) => !hasFlag(exit, 'hidden'))
    .map((exit) => exit.name)
  return list.length === 0 ? line('mud.exits.none', {}, 'dim') : line('mud.exits', { list, count: list.length }, 'list')
}

const thingsIn = ({ theatre }: Onlooker, room: MudObject): readonly Local[] =>
  theatre.world
    .in(room.id)
    .filter((each) => each.kind === 'thing' && !hasFlag(each, 'hidden'))
    .map(one)

const peopleIn = ({ theatre, body }: Onlooker, room: MudObject): readonly Local[] =>
  theatre.world
    .in(room.id)
    .filter((each) => each.id !== body.id && isSomebody(theatre, each))
    .map(one)

const isSomebody = ({ bodies }: Theatre, object: MudObject): boolean =>
  (object.kind === 'person' && !hasFlag(object, 'hidden')) || (object.kind === 'character' && bodies.isAwake(object))

/** Those who hear the room through its channel, and have no body here. */
const listeners = ({ theatre, session, body }: Onlooker, room: MudObject): readonly string[] => {
  const channel = propText(room, 'channel')
  if (channel === '') return []
  const { bodies, wires } = theatre
  const present = new Set([body, ...bodies.awakeIn(room.id)].map((each) => bodies.presenceOf(each.id)))
  return wires
    .members(session, channel)
    .filter((presence) => !present.has(presence))
    .flatMap((presence) => wires.nickOf(presence) ?? [])
}

/** What hangs on the board of a room. */
export const describeNotices = ({ theatre, session }: Onlooker, room: MudObject): readonly MudLine[] => {
  const board = propText(room, 'board')
  if (board === '') return []
  const notices = theatre.wires.notices(session, board, NOTICES)
  if (notices.length === 0) return [line('mud.notices.none', { board }, 'dim')]
  return [
    line('mud.notices', { board }, 'list'),
    ...notices.map(({ number, subject, author, replies }) =>
      line('mud.notice', { number, subject, author, replies }, 'list'),
    ),
  ]
}

export const roomView = (onlooker: Onlooker, room: MudObject): RoomView => {
  const { world } = onlooker.theatre
  const place = (name: string): number | null => {
    const value = room.props[name]
    return typeof value === 'number' ? value : null
  }
  return {
    ...{ id: room.id, name: room.name, area: propText(room, 'area'), x: place('x'), y: place('y') },
    exits: world.exitsOf(room.id).flatMap((exit) => {
      const to = world.get(exit.target)
      return to === undefined || hasFlag(exit, 'hidden') ? [] : [{ name: exit.name, to: to.id, toName: to.name }]
    }),
    channel: propText(room, 'channel') || null,
    board: propText(room, 'board') || null,
    isSeated: onlooker.theatre.seated.has(onlooker.body.id),
    people: peopleIn(onlooker, room),
    things: thingsIn(onlooker, room),
  }
}
