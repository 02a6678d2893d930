// Three projects: unit tests beside the code, the conversations over real sockets, and the same conversations once
// more over the cloning link (every argument, result and event structured-cloned and a turn late).
import { defineConfig } from 'vitest/config'

const e2e = { include: ['server/e2e/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['{server,shared,scripts,clients}/**/*.test.ts'], exclude: ['server/e2e/**'] } },
      { test: { name: 'e2e', ...e2e } },
      { test: { name: 'e2e-clone', ...e2e, exclude: ['server/e2e/clients/**'], env: { SAMBAND_LINK: 'clone' } } },
    ],
  },
})
