// The first thing every command loads: on a Node that is too old it says so in one line and ends. Written in the
// language of old Nodes on purpose; whatever uses newer words is imported after it, dynamically.

/** Node 20.19 or later, 22.12 or later, or anything newer: what our packages are built for. */
export function isSupportedNode(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major === 20) return minor >= 19
  if (major === 22) return minor >= 12
  return major > 22
}

if (!isSupportedNode(process.versions.node)) {
  const line = `Samband needs Node 20.19, 22.12, 24 or newer; this is Node ${process.versions.node}. See https://nodejs.org`
  process.stderr.write(`${line}\n`)
  process.exit(2)
}
