// Passwords at a command line: asked for twice without showing them, or read from a pipe; never an argument, where
// other users of the machine could see them.

import { stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { systemEntropy } from '../../server/entropy.ts'

/** @throws Error when the two do not match */
export const newPassword = async (name: string): Promise<string> => {
  if (!stdin.isTTY) return firstLine()
  const password = await ask(`New password for ${name}: `)
  if ((await ask('Once more: ')) !== password)
    throw Object.assign(new Error('the two do not match'), { code: 'MISMATCH' })
  return password
}

/** 15 letters and digits in groups: 89 bits, and still to be read from paper. */
export const randomPasswordText = (): string => {
  const entropy = systemEntropy()
  return [1, 2, 3].map(() => entropy.token(5)).join('-')
}

const firstLine = async (): Promise<string> => {
  for await (const line of createInterface({ input: stdin })) return line
  return ''
}

const ask = (question: string): Promise<string> => {
  stdout.write(question)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: stdin, output: silent, terminal: true })
  return new Promise((resolve) => {
    lines.question('', (answer) => {
      lines.close()
      stdout.write('\n')
      resolve(answer)
    })
  })
}
