// What scripts can ask: about texts, lists and chance, and about what is in sight.

import { hasFlag, type MudObject } from '../mud-object.ts'
import { type FunctionName, isFunction } from './expressions.ts'
import { type Place, ScriptStop } from './fault.ts'
import { hereOf, inSight, mayTouch, objectOf, plain, type Scene, saidOf } from './scene.ts'
import { areEqual, asList, asNumber, boundList, boundText, isList, isThing, type Value } from './value.ts'

interface Asked {
  readonly scene: Scene
  /** As many as the function takes; nothing where one was left out. */
  readonly a: Value
  readonly b: Value
  readonly place: Place
}

/** @throws ScriptStop */
export const callFunction = (
  scene: Scene,
  { name, values, place }: { readonly name: string; readonly values: readonly Value[]; readonly place: Place },
): Value => {
  if (!isFunction(name)) throw new ScriptStop('unknown-function', place, name)
  return CALLS[name]({ scene, a: values[0] ?? null, b: values[1] ?? null, place })
}

const textOf = ({ scene, place }: Asked, value: Value): string => boundText(plain(saidOf(scene, value)), place)

const CALLS: Readonly<Record<FunctionName, (asked: Asked) => Value>> = {
  length: (asked) => (isList(asked.a) ? asked.a.length : [...textOf(asked, asked.a)].length),
  random: ({ scene, a, place }) => Math.floor(scene.random() * Math.max(1, Math.floor(asNumber(a, place)))) + 1,
  join: (asked) => {
    const between = asked.b === null ? ', ' : textOf(asked, asked.b)
    let text = ''
    for (const [at, each] of asList(asked.a, asked.place).entries()) {
      text = boundText(`${text}${at === 0 ? '' : between}${textOf(asked, each)}`, asked.place)
    }
    return text
  },
  has: ({ scene, a, b, place }) => {
    const holder = need(scene, a, place)
    const wanted = typeof b === 'string' ? b.toLowerCase() : b
    return visibleIn(scene, holder).some((each) =>
      typeof wanted === 'string'
        ? [...Object.values(each.name), ...Object.values(each.words).flat()].some(
            (name) => name?.toLowerCase() === wanted,
          )
        : areEqual({ id: each.id }, wanted),
    )
  },
  contents: ({ scene, a, place }) =>
    boundList(
      visibleIn(scene, need(scene, a, place)).map(({ id }) => ({ id })),
      place,
    ),
  people: ({ scene, place }) => {
    const here = hereOf(scene)
    const awake = here === undefined ? [] : scene.world.in(here.id).filter((each) => each.kind === 'character')
    return boundList(
      awake.filter((each) => scene.isAwake(each)).map(({ id }) => ({ id })),
      place,
    )
  },
  name: ({ scene, a, place }) => plain(need(scene, a, place).name),
  lower: (asked) => textOf(asked, asked.a).toLowerCase(),
  upper: (asked) => boundText(textOf(asked, asked.a).toUpperCase(), asked.place),
  contains: (asked) =>
    isList(asked.a)
      ? asked.a.some((each) => areEqual(each, asked.b))
      : textOf(asked, asked.a).toLowerCase().includes(textOf(asked, asked.b).toLowerCase()),
  number: (asked) => {
    const number = Number(textOf(asked, asked.a).trim() || '0')
    return Number.isFinite(number) ? number : 0
  },
  pick: ({ scene, a, place }) => {
    const list = asList(a, place)
    return list[Math.floor(scene.random() * list.length)] ?? null
  },
  item: ({ a, b, place }) => asList(a, place)[asNumber(b, place) - 1] ?? null,
  time: ({ scene, a }) => timeOf(new Date(scene.now), a),
  thing: ({ scene, a }) => {
    const object = objectOf(scene, a)
    return object === undefined ? null : { id: object.id }
  },
  both: (asked) => ({ local: { en: textOf(asked, asked.a), nb: textOf(asked, asked.b) } }),
}

/** Seconds since 1970, or a part of the clock (UTC). */
const timeOf = (date: Date, part: Value): Value => {
  if (part === 'hour') return date.getUTCHours()
  if (part === 'minute') return date.getUTCMinutes()
  if (part === 'day') return date.getUTCDate()
  if (part === 'month') return date.getUTCMonth() + 1
  return part === 'year' ? date.getUTCFullYear() : Math.floor(date.getTime() / 1000)
}

const need = (scene: Scene, value: Value, place: Place): MudObject => {
  const object = objectOf(scene, value)
  if (object === undefined) throw new ScriptStop('not-an-object', place)
  if (!isThing(value) || mayTouch(scene, object) || isAround(scene, object)) return object
  throw new ScriptStop('not-here', place)
}

const isAround = (scene: Scene, object: MudObject): boolean =>
  object.id === scene.self ||
  object.id === scene.actor ||
  object.id === hereOf(scene)?.id ||
  inSight(scene).includes(object)

/** What one who looks would see in it. */
const visibleIn = (scene: Scene, holder: MudObject): readonly MudObject[] => {
  if (hasFlag(holder, 'closed') && !mayTouch(scene, holder)) return []
  return scene.world
    .in(holder.id)
    .filter((each) => each.kind !== 'exit' && (each.kind !== 'character' || scene.isAwake(each)))
    .filter((each) => !hasFlag(each, 'hidden') || mayTouch(scene, each))
}
