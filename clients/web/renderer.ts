// Drawing on the graphics card, where there is a real one: a large screen full of colours scrolls with less work. It is
// fetched after the first paint, and whatever goes wrong with it, the terminal goes on drawing as it did.

import type { Terminal } from '@xterm/xterm'
import type { Drawing } from './keepsake.ts'

/** True when the card draws. */
export const drawFast = async (terminal: Terminal, drawing: Drawing): Promise<boolean> => {
  if (drawing === 'plain' || !hasCard(drawing)) return false
  try {
    const { webglRenderer } = await import('./webgl.ts')
    const addon = webglRenderer()
    // The card was taken away (a laptop that slept, too many tabs).
    addon.onContextLoss(() => addon.dispose())
    terminal.loadAddon(addon)
    document.documentElement.dataset['drawing'] = 'webgl'
    return true
  } catch {
    return false
  }
}

/** Names of cards that are only played by the processor: slower than none. */
const PLAYED = /swiftshader|llvmpipe|softpipe|software|basic render/i

const hasCard = (drawing: Drawing): boolean => {
  const context = document.createElement('canvas').getContext('webgl2')
  if (context === null) return false
  const names = context.getExtension('WEBGL_debug_renderer_info')
  const card: unknown = context.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER)
  context.getExtension('WEBGL_lose_context')?.loseContext()
  return drawing === 'webgl' || !PLAYED.test(String(card))
}
