// The two links between gateways and core that live in one process. The direct one calls straight through; the
// cloning one behaves as a port or a wire would: every argument, result and event is structured-cloned and arrives a
// turn later through one queue, which keeps the contract honest.

import type { Core, CoreLink, CoreServices } from './contract.ts'
import { isRefusal, Refusal } from './refusal.ts'
import type { Outbox, Outlet, Tick } from './tick.ts'

type AnyMethod = (args: unknown) => unknown
type Call = (area: string, method: string, args: unknown) => Promise<unknown>

/** A `Core` whose every method goes through `call`. */
export const coreFrom = (areas: readonly string[], call: Call): Core => {
  const area = (name: string): unknown =>
    new Proxy(Object.create(null) as Record<string, AnyMethod>, {
      get: (methods, method) => {
        if (typeof method !== 'string' || method === 'then') return undefined
        methods[method] ??= (args) => call(name, method, args)
        return methods[method]
      },
    })
  return Object.fromEntries(areas.map((name) => [name, area(name)])) as unknown as Core
}

/** Calls a method of the services by name. @throws Refusal malformed when there is none. */
const callService = (services: CoreServices, area: string, method: string, args: unknown): unknown => {
  const service = Object.hasOwn(services, area) ? services[area as keyof CoreServices] : undefined
  const implementation: unknown = service === undefined ? undefined : Reflect.get(service, method)
  if (typeof implementation !== 'function' || method === 'constructor') {
    throw new Refusal('malformed', `${area}.${method}`)
  }
  return Reflect.apply(implementation, service, [args])
}

export const directLink = (services: CoreServices, tick: Tick): CoreLink => ({
  core: coreFrom(Object.keys(services), async (area, method, args) => callService(services, area, method, args)),
  subscribe: (listener) => tick.subscribe(listener),
  outlet: tick.outlet,
})

export const cloningLink = (services: CoreServices, tick: Tick): CoreLink => {
  const toCore = new DelayedQueue({ schedule: (outbox) => setImmediate(() => outbox.flush()) })
  const toGateways = new DelayedQueue(tick.outlet)
  const call: Call = (area, method, args) =>
    new Promise((resolve, reject) => {
      const sent = structuredClone(args)
      toCore.push(async () => {
        try {
          const result = structuredClone(await callService(services, area, method, sent))
          toGateways.push(() => resolve(result))
        } catch (error) {
          const sentBack = isRefusal(error) ? new Refusal(error.code, error.detail) : error
          toGateways.push(() => reject(sentBack))
        }
      })
    })
  return {
    core: coreFrom(Object.keys(services), call),
    subscribe: (listener) =>
      tick.subscribe((event) => {
        const sent = structuredClone(event)
        toGateways.push(() => listener(sent))
      }),
    outlet: turnOutlet(),
  }
}

/** Flushes at the end of the event-loop turn: the outlet of gateways that do not share a process with the core. */
export const turnOutlet = (): Outlet => {
  let waiting = new Set<Outbox>()
  return {
    schedule: (outbox) => {
      if (waiting.size === 0) {
        setImmediate(() => {
          const outboxes = waiting
          waiting = new Set()
          for (const each of outboxes) each.flush()
        })
      }
      waiting.add(outbox)
    },
  }
}

/** Delivers what was pushed in order, a turn after the outlet lets it go (for the core's side: after the COMMIT). */
class DelayedQueue implements Outbox {
  readonly #outlet: Outlet
  #waiting: (() => void)[] = []

  constructor(outlet: Outlet) {
    this.#outlet = outlet
  }

  push(delivery: () => void): void {
    this.#waiting.push(delivery)
    this.#outlet.schedule(this)
  }

  flush(): void {
    const deliveries = this.#waiting
    this.#waiting = []
    setImmediate(() => {
      for (const deliver of deliveries) deliver()
    })
  }
}
