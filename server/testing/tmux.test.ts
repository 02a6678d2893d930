import { describe, expect, test } from 'vitest'
import { haveClients } from './real-clients.ts'
import { openTmux } from './tmux.ts'

describe.runIf(haveClients('tmux'))('tmux', () => {
  test('a program is started in the size asked for, is typed to and read from', async () => {
    const tmux = await openTmux(['sh', '-c', 'stty size; cat'], { columns: 70, rows: 20 })
    try {
      await tmux.see('20 70')
      await tmux.type("it's $HOME; æøå")
      await tmux.press('Enter')
      await tmux.see(/it's \$HOME; æøå\nit's \$HOME; æøå/)
    } finally {
      await tmux.kill()
    }
  })

  test('what is never shown fails with the screen as it was', async () => {
    const tmux = await openTmux(['echo', 'last words'])
    try {
      await tmux.see('last words')
      await expect(tmux.see('something else', 200)).rejects.toThrow('last words')
    } finally {
      await tmux.kill()
    }
  })
})
