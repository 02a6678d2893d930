import { describe, expect, test } from 'vitest'
import { openConversation } from '../../testing/conversation.ts'
import { haveInn, startInn } from '../../testing/inn.ts'

describe.runIf(haveInn())('INN beside us', () => {
  test('takes an article that is fed to it and shows it to a newsreader', async () => {
    const inn = await startInn({ groups: ['test.a'] })
    try {
      const peer = await openConversation({ port: inn.port })
      await peer.script('= 200 *', '> MODE STREAM', '= 203 *', '> CHECK <1@x>', '= 238 <1@x>*', '> TAKETHIS <1@x>')
      const head = ['Path: x!not-for-mail', 'From: a@x', 'Newsgroups: test.a', 'Subject: s', 'Message-ID: <1@x>']
      peer.send(...head, `Date: ${new Date().toUTCString()}`, '', 'Hello', '.')
      await peer.script('= 239 <1@x>*')
      const reader = await openConversation({ port: inn.port })
      await reader.script('= 200 *', '> MODE READER', '= 200 *', '> GROUP test.a', '= 211 1 1 1 test.a')
      expect(reader.hasEnded).toBe(false)
    } finally {
      await inn.end()
    }
  })
})
