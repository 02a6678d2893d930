// What is new, put into the page that is open: the daemon sends it as finished HTML of its own making, the same that
// the page would have if it were loaded now.

import { backoff } from './backoff.ts'

/** What the daemon sends; only what is used here. */
interface News {
  readonly type: string
  readonly id?: string
  readonly html?: string
  /** The line of a thread's tree. */
  readonly tree?: string
  /** The anchor of what stands before it; null for the first. */
  readonly after?: string | null
}

const ROWS_KEPT = 60
const FRESH_MS = 6_000

export const listen = (main: HTMLElement, path: string): void => {
  let attempt = 0
  const open = (): void => {
    const address = new URL(path.replace(/\bhtml\b/, `html=${document.documentElement.lang}`), window.location.href)
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(address)
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const news = typeof data === 'string' ? parse(data) : null
      if (news === null) return
      if (news.type === 'hello') {
        attempt = 0
        main.dataset['listening'] = 'yes'
        void catchUp(main)
      } else if (news.type === 'missed') void catchUp(main)
      else take(main, news)
    })
    socket.addEventListener('close', () => {
      delete main.dataset['listening']
      window.setTimeout(open, backoff(attempt, Math.random()))
      attempt += 1
    })
  }
  open()
  // A page that was frozen in the background hears nothing; it looks again when somebody looks at it.
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) void catchUp(main)
  })
}

const parse = (text: string): News | null => {
  try {
    return JSON.parse(text) as News
  } catch {
    return null
  }
}

const rowsOf = (root: ParentNode, name: string): HTMLElement | null => root.querySelector(`[data-rows="${name}"]`)

const take = (main: HTMLElement, news: News): void => {
  if (news.type === 'article' && news.html !== undefined) {
    const threads = rowsOf(main, 'threads')
    if (threads !== null) putOnTop(threads, news, news.html)
    else putIntoThread(news, news.html)
  } else if (news.type === 'line' && news.html !== undefined) putAtEnd(main, news.html)
  else if (news.type === 'redacted' && news.id !== undefined) document.getElementById(news.id)?.remove()
}

const elementOf = (html: string): HTMLElement | null => {
  const holder = document.createElement('template')
  holder.innerHTML = html
  const element = holder.content.firstElementChild
  return element instanceof HTMLElement ? element : null
}

const freshen = (element: HTMLElement): void => {
  element.classList.add('fresh')
  window.setTimeout(() => element.classList.remove('fresh'), FRESH_MS)
}

const putOnTop = (rows: HTMLElement, { id }: News, html: string): void => {
  const row = elementOf(html)
  if (row === null) return
  const standing = document.getElementById(id ?? '')
  if (standing?.classList.contains('pinned') === true) standing.replaceWith(row)
  else {
    if (standing !== null && rows.contains(standing)) standing.remove()
    const below = [...rows.children].find((each) => !each.classList.contains('pinned'))
    rows.insertBefore(row, below ?? null)
  }
  freshen(row)
  while (rows.children.length > ROWS_KEPT) rows.lastElementChild?.remove()
}

const putIntoThread = ({ id, after, tree }: News, html: string): void => {
  const article = elementOf(html)
  const before = document.getElementById(after ?? '')
  const standing = document.getElementById(id ?? '')
  if (article === null) return
  // What stands before it may be on another page of a long thread; then so is this.
  if (standing !== null) standing.replaceWith(article)
  else if (before !== null) before.after(article)
  else return
  freshen(article)
  const line = tree === undefined ? null : elementOf(tree)
  if (line !== null && document.getElementById(line.id) === null) document.getElementById(`t${after}`)?.after(line)
}

const putAtEnd = (main: HTMLElement, html: string): void => {
  const rows = rowsOf(main, 'lines')
  const line = elementOf(html)
  if (rows === null || line === null || document.getElementById(line.id) !== null) return
  const isAtEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 80
  rows.append(line)
  freshen(line)
  if (isAtEnd) window.scrollTo({ top: document.documentElement.scrollHeight })
}

/** The page as it is now, row by row: after a line that dropped, and for what came between loading and listening. */
const catchUp = async (main: HTMLElement): Promise<void> => {
  const answer = await fetch(window.location.href, { headers: { accept: 'text/html' } }).catch(() => null)
  if (answer === null || !answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const name of ['threads', 'articles', 'tree', 'lines']) {
    const standing = rowsOf(main, name)
    const now = rowsOf(page, name)
    if (standing === null || now === null || standing.innerHTML.trim() === now.innerHTML.trim()) continue
    const known = new Set([...standing.children].map(({ id }) => id))
    standing.replaceChildren(...now.children)
    for (const row of standing.children) if (row instanceof HTMLElement && !known.has(row.id)) freshen(row)
  }
}
