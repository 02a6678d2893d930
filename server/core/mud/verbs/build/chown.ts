// @chown, @quota, @role: whose it is, how much, and who may

import { type Act, Stop } from '../../act.ts'
import { called, findOwn, halves, usage } from '../../building/own.ts'
import { COUNTED, ownedBy, quotaOf, requireQuota } from '../../building/quota.ts'
import { line } from '../../line.ts'
import type { MudObject } from '../../mud-object.ts'
import type { Verb } from '../../verb.ts'

const MOST = 100_000

export const chown: Verb = {
  words: { en: ['@chown'], nb: ['@eier'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@chown X to NAME\nGives something of yours to another account, who must have room for it in their quota. Keepers may give anything that is the house\'s, and give to "house".',
    nb: '@eier X til NAVN\nGir noe av ditt til en annen konto, som må ha plass til det i kvoten sin. De som styrer huset, kan gi bort det huset eier, og gi til «huset».',
  },
  run: (act) => {
    const split = halves(act.rest, ['to', 'til'])
    if (split === null || split.left === '' || split.right === '') throw usage(chown)
    const isHouse = act.is('keeper') && /^(?:house|huset)$/i.test(split.right)
    const to = isHouse ? null : act.theatre.wires.accountOf(split.right)
    if (to === null && !isHouse) throw new Stop('mud-build.no-account', { who: split.right })
    findOwn(act, split.left, (object) => {
      if (object.kind === 'character') throw new Stop('mud-build.destroy.body')
      const counted = object.kind === 'room' ? 'rooms' : object.kind === 'exit' ? 'exits' : 'things'
      requireQuota(act, to?.id ?? null, { [counted]: 1 })
      act.world.change(object, { owner: to?.id ?? null }, act.hand, 'chown')
      const who = to === null ? { en: 'the house', nb: 'huset' } : to.name
      act.tell('mud-build.chown.done', { what: called(object), who })
      const receiver = to === null ? undefined : act.world.bodyOf(to.id)
      if (receiver === undefined || receiver.id === act.body.id) return
      const told = { what: called(object), number: object.id, who: act.body.name }
      act.theatre.stage.toBody(receiver, line('mud-build.chown.received', told))
    })
  },
}

export const quota: Verb = {
  words: { en: ['@quota'], nb: ['@kvote'] },
  topic: 'build',
  role: 'player',
  help: {
    en: '@quota   or   @quota NAME [KIND NUMBER]\nHow much you own and may own. Keepers see and set anybody\'s: "@quota ada rooms 20".',
    nb: '@kvote   eller   @kvote NAVN [SLAG TALL]\nHvor mye du eier og kan eie. De som styrer huset, ser og setter alles: «@kvote ada rom 20».',
  },
  run: (act) => {
    const [name = '', kind = '', number = ''] = act.rest.split(/\s+/)
    if (name === '') return showQuota(act, act.body)
    if (!act.is('keeper')) throw new Stop('mud-build.quota.staff')
    const body = bodyNamed(act, name)
    if (kind === '') return showQuota(act, body)
    const counted = COUNTED.find((each) => each === (KINDS[kind.toLowerCase()] ?? kind.toLowerCase()))
    if (counted === undefined || !/^\d+$/.test(number) || Number(number) > MOST) throw usage(quota)
    const props = { ...body.props, [`quota.${counted}`]: Number(number) }
    act.world.change(body, { props }, act.hand, 'quota')
    showQuota(act, act.world.get(body.id) ?? body)
  },
}

const KINDS: Readonly<Record<string, string>> = { rom: 'rooms', ting: 'things', utganger: 'exits' }

const bodyNamed = (act: Act, name: string): MudObject => {
  const account = act.theatre.wires.accountOf(name)
  const body = account === null ? undefined : act.world.bodyOf(account.id)
  if (body === undefined) throw new Stop('mud-build.no-body', { who: name })
  return body
}

const showQuota = (act: Act, body: MudObject): void => {
  if (body.account === null) return
  const [has, may] = [ownedBy(act.theatre, body.account), quotaOf(act.theatre, body.account)]
  act.tell('mud-build.quota', { who: body.name }, 'title')
  for (const counted of COUNTED) {
    act.show(line(`mud-build.quota.${counted}`, { has: has[counted], may: may[counted] }, 'list'))
  }
}

export const role: Verb = {
  words: { en: ['@role'], nb: ['@rolle'] },
  topic: 'build',
  role: 'keeper',
  help: {
    en: '@role NAME builder   or   @role NAME player\nMakes somebody a builder, who may own five times as much and gets to any room that lets them in; or a player again.',
    nb: '@rolle NAVN bygger   eller   @rolle NAVN spiller\nGjør noen til bygger, som kan eie fem ganger så mye og kommer til alle rom som slipper dem inn; eller til spiller igjen.',
  },
  run: (act) => {
    const [name = '', wanted = ''] = act.rest.split(/\s+/)
    const isBuilder = /^(?:builder|bygger)$/i.test(wanted)
    if (name === '' || !(isBuilder || /^(?:player|spiller)$/i.test(wanted))) throw usage(role)
    const body = bodyNamed(act, name)
    const { builder: _, ...props } = body.props
    act.world.change(body, { props: isBuilder ? { ...props, builder: 'yes' } : props }, act.hand, 'role')
    act.tell(isBuilder ? 'mud-build.role.builder' : 'mud-build.role.player', { who: body.name })
    act.theatre.stage.toBody(body, line(isBuilder ? 'mud-build.role.builder.own' : 'mud-build.role.player.own'))
  },
}
