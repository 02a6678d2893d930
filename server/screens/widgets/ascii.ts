// Terminals without UTF-8 get the nearest ASCII, column for column.

const NEAREST: Readonly<Record<string, string>> = {
  ...{ '─': '-', '━': '=', '═': '=', '│': '|', '┃': '|', '║': '|', '┌': '+', '┐': '+', '└': '+', '┘': '+' },
  ...{ '├': '+', '┤': '+', '┬': '+', '┴': '+', '┼': '+', '╭': '+', '╮': '+', '╰': '+', '╯': '+', '╴': '-' },
  ...{ '█': '#', '▀': '"', '▄': '_', '▌': '|', '▐': '|', '░': '.', '▒': ':', '▓': '#', '■': '#', '▪': '*' },
  ...{ '·': '.', '•': '*', '…': '~', '–': '-', '—': '-', '‘': "'", '’': "'", '“': '"', '”': '"', '«': '"' },
  ...{ '»': '"', '→': '>', '←': '<', '↑': '^', '↓': 'v', '↵': '<', '▲': '^', '▼': 'v', '►': '>', '◄': '<' },
  ...{ '✓': '+', '✗': 'x', '●': '*', '○': 'o', '›': '>', '‹': '<', æ: 'a', ø: 'o', Æ: 'A', Ø: 'O' },
  ...{ ß: 's', đ: 'd', ð: 'd', þ: 't', ł: 'l', '\u00a0': ' ', '€': 'E', '£': 'L', '×': 'x', '°': 'o' },
}

const PRINTABLE = /^[\u0020-\u007e]$/

/** `columns` printable ASCII characters in place of one cluster. */
export const toAscii = (cluster: string, columns: number): string => {
  if (PRINTABLE.test(cluster)) return cluster
  const base = cluster.normalize('NFD').charAt(0)
  return (NEAREST[cluster] ?? (PRINTABLE.test(base) ? base : '?')).padEnd(columns)
}
