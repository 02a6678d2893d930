// @dig, @open, @link, @unlink: rooms and the ways between them

import { Stop } from '../../act.ts'
import { called, findOwn, findRoom, halves, local, nameIn, usage } from '../../building/own.ts'
import { make, requireQuota } from '../../building/quota.ts'
import { openWay, requireMayLead, requireWayFree, waysIn } from '../../building/ways.ts'
import type { Verb } from '../../verb.ts'

const TO = ['to', 'til']

export const dig: Verb = {
  words: { en: ['@dig'], nb: ['@grav'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@dig [WAY[|BACK] to] NAME\nMakes a room, and with a way the exits there and back: "@dig north to A blue room", "@dig blue door|out to A blue room". You stand in a room of your own or in a common one, such as the builders\' yard. Without a way the room stands by itself until you @open one.',
    nb: '@grav [VEI[|TILBAKE] til] NAVN\nLager et rom, og med en vei også utgangene dit og tilbake: «@grav nord til Et blått rom», «@grav blå dør|ut til Et blått rom». Du står i et eget rom eller i et felles, som byggetunet. Uten vei står rommet for seg selv til du åpner en med @åpne.',
  },
  run: (act) => {
    const split = halves(act.rest, TO)
    const name = nameIn(split?.right ?? act.rest)
    const draft = { kind: 'room' as const, name: local(act.language, name) }
    if (split === null || split.left === '') {
      const room = make(act, draft, 'dig')
      act.tell('mud-build.dig.alone', { room: room.name, number: room.id })
      return
    }
    const { way, back } = waysIn(act, split.left)
    const from = act.room
    requireWayFree(act, from, way)
    requireQuota(act, act.body.account, { rooms: 1, exits: 2 })
    const room = make(act, draft, 'dig')
    openWay(act, way, from, room)
    openWay(act, back, room, from)
    act.both('mud-build.dig.done', { room: room.name, number: room.id, way: way.name, back: back.name })
    act.theatre.stage.changed(from.id)
  },
}

export const open: Verb = {
  words: { en: ['@open'], nb: ['@åpne', '@utgang'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@open WAY[|BACK] to ROOM\nOpens an exit from here to a room that is there already: "@open west to #41", "@open window to A blue room". It may lead to your own rooms, to common ones, and where a "link" lock lets you.',
    nb: '@åpne VEI[|TILBAKE] til ROM\nÅpner en utgang herfra til et rom som finnes fra før: «@åpne vest til #41», «@åpne vindu til Et blått rom». Den kan føre til egne rom, til felles rom, og dit en «link»-lås slipper deg.',
  },
  run: (act) => {
    const split = halves(act.rest, TO)
    if (split === null || split.left === '') throw usage(open)
    const { way, back, hasBack } = waysIn(act, split.left)
    findRoom(act, split.right, (room) => {
      const from = act.room
      requireWayFree(act, from, way)
      requireMayLead(act, room)
      openWay(act, way, from, room)
      if (hasBack) {
        requireWayFree(act, room, back)
        openWay(act, back, room, from)
      }
      act.both('mud-build.open.done', { way: way.name, room: room.name })
      act.theatre.stage.changed(from.id)
    })
  },
}

export const link: Verb = {
  words: { en: ['@link'], nb: ['@lenk'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@link EXIT to ROOM\nLets one of your exits lead somewhere else: "@link west to #41", "@link door to home".',
    nb: '@lenk UTGANG til ROM\nLar en av utgangene dine føre et annet sted: «@lenk vest til #41», «@lenk dør til hjem».',
  },
  run: (act) => {
    const split = halves(act.rest, TO)
    if (split === null || split.left === '') throw usage(link)
    findOwn(act, split.left, (exit) => {
      if (exit.kind !== 'exit') throw new Stop('mud-build.no-exit', { what: called(exit) })
      findRoom(act, split.right, (room) => {
        requireMayLead(act, room)
        act.world.change(exit, { target: room.id }, act.hand, 'link')
        act.tell('mud-build.link.done', { exit: exit.name, room: room.name })
      })
    })
  },
}

export const unlink: Verb = {
  words: { en: ['@unlink'], nb: ['@løs'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@unlink EXIT\nLets one of your exits lead nowhere until you @link it again.',
    nb: '@løs UTGANG\nLar en av utgangene dine føre ingen steder til du lenker den igjen med @lenk.',
  },
  run: (act) => {
    if (act.rest === '') throw usage(unlink)
    findOwn(act, act.rest, (exit) => {
      if (exit.kind !== 'exit') throw new Stop('mud-build.no-exit', { what: called(exit) })
      act.world.change(exit, { target: null }, act.hand, 'unlink')
      act.tell('mud-build.unlink.done', { exit: exit.name })
    })
  },
}
