// Circles of imports, types included: each is shown once, as the shortest way round.

/** @param graph every file with the files it imports */
export const findCycles = (graph: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] => {
  const cycles: string[][] = []
  const explained = new Set<string>()
  for (const start of [...graph.keys()].sort()) {
    if (explained.has(start)) continue
    const cycle = shortestWayBack(graph, start)
    if (cycle === null) continue
    for (const file of cycle) explained.add(file)
    cycles.push(cycle)
  }
  return cycles
}

const shortestWayBack = (graph: ReadonlyMap<string, ReadonlySet<string>>, start: string): string[] | null => {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    for (const next of graph.get(file) ?? []) {
      if (next === start) return unwind(cameFrom, start, file)
      if (cameFrom.has(next)) continue
      cameFrom.set(next, file)
      queue.push(next)
    }
  }
  return null
}

const unwind = (cameFrom: ReadonlyMap<string, string>, start: string, last: string): string[] => {
  const way = [start]
  for (let file: string | undefined = last; file !== undefined && file !== start; file = cameFrom.get(file)) {
    way.splice(1, 0, file)
  }
  return [...way, start]
}
