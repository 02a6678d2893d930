// A button on everything that is there to be copied.

const TOLD_MS = 1600

export const offerCopies = (root: ParentNode): void => {
  // Without a secure context there is no clipboard, and no button that would not work.
  if (navigator.clipboard === undefined) return
  for (const block of root.querySelectorAll<HTMLElement>('[data-copy]')) {
    const text = block.textContent
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'copy'
    button.append(icon(TWO_SHEETS))
    button.setAttribute('aria-label', `Copy: ${text.split('\n', 1)[0]}`)
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(text)
      button.replaceChildren(icon(TICK))
      window.setTimeout(() => button.replaceChildren(icon(TWO_SHEETS)), TOLD_MS)
    })
    block.append(button)
  }
}

const TWO_SHEETS = 'M5 5V2h9v9h-3M2 5h9v9H2z'
const TICK = 'M2 9l4 4 8-10'

/** Drawn with a pen in a square of sixteen. */
const icon = (path: string): SVGElement => {
  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  for (const [name, value] of [
    ['viewBox', '0 0 16 16'],
    ['width', '16'],
    ['height', '16'],
    ['aria-hidden', 'true'],
  ] as const) {
    drawing.setAttribute(name, value)
  }
  for (const [name, value] of [
    ['d', path],
    ['fill', 'none'],
    ['stroke', 'currentColor'],
    ['stroke-width', '1.5'],
  ] as const) {
    line.setAttribute(name, value)
  }
  drawing.append(line)
  return drawing
}
