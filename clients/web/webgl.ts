// The renderer that draws on the graphics card, as a file of its own: fetched after the first paint, and only where
// there is a card.

import { WebglAddon } from '@xterm/addon-webgl'

export const webglRenderer = (): WebglAddon => new WebglAddon()
