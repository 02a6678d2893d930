// What a screen may ask of its surroundings: the ScreenContext of one layer.

import type { Actor } from '../core/accounts/session.ts'
import type { Core } from '../core/contract.ts'
import type { SessionId } from '../core/ids.ts'
import type { Chrome } from './chrome.ts'
import { confirmDialog, noticeDialog, promptDialog } from './dialogs.ts'
import type { CallerEra } from './eras/caller-era.ts'
import type { House } from './house.ts'
import type { Layer } from './layer.ts'
import type { Navigator } from './navigator.ts'
import { kindWords } from './refusals.ts'
import type { Destination, ScreenContext } from './screen.ts'
import type { Stage } from './stage.ts'
import type { Language, Texts } from './texts.ts'

export interface Surroundings {
  readonly core: Core
  readonly session: SessionId
  readonly house: House
  readonly offeredKey: string | null
  readonly texts: Texts
  readonly display: Stage
  readonly chrome: Chrome
  readonly navigator: Navigator
  readonly era: CallerEra
  readonly me: () => Actor
  readonly refreshMe: () => Promise<Actor>
  readonly home: () => Promise<void>
  readonly visit: (context: ScreenContext, where: Destination) => Promise<void>
  readonly speak: (language: Language) => Promise<void>
  readonly rendering: ScreenContext['rendering']
  readonly setRendering: ScreenContext['setRendering']
  readonly report: (error: unknown) => void
  readonly hangUp: (reason: string) => void
}

export const contextFor = (surroundings: Surroundings, layer: Layer): ScreenContext => {
  const { core, session, house, texts, display, chrome, navigator } = surroundings
  const context: ScreenContext = {
    core,
    session,
    house,
    offeredKey: surroundings.offeredKey,
    get me() {
      return surroundings.me()
    },
    refreshMe: surroundings.refreshMe,
    era: surroundings.era,
    pane: layer.pane,
    get told() {
      return chrome.told
    },
    takeTold: () => chrome.takeTold(),
    text: (key, values) => texts.text(key, values),
    refusalText: (error) => kindWords(texts, error),
    refresh: () => display.refresh(),
    report: surroundings.report,
    run: (action) => {
      if (!layer.closed) void navigator.run(layer, action)
    },
    push: (factory) => navigator.push(factory),
    replace: (factory) => navigator.replace(layer, factory),
    home: surroundings.home,
    visit: (where) => surroundings.visit(context, where),
    get language() {
      return texts.language
    },
    speak: surroundings.speak,
    rendering: surroundings.rendering,
    setRendering: surroundings.setRendering,
    back: () => navigator.close(layer),
    hangUp: surroundings.hangUp,
    say: (text, style) => chrome.say(text, style),
    bell: () => display.bell(),
    notice: (options) => answerOf<void>(navigator, (done) => noticeDialog(options, () => done(undefined))),
    confirm: (options) => answerOf<boolean>(navigator, (done) => confirmDialog(options, done)),
    prompt: (options) => answerOf<string | null>(navigator, (done) => promptDialog(options, done)),
  }
  return context
}

/** Opens a dialog and waits until it is closed, by whatever way. */
const answerOf = <Answer>(
  navigator: Navigator,
  dialog: (done: (answer: Answer) => void) => Parameters<Navigator['push']>[0],
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    navigator.push(dialog(resolve)).catch(reject)
  })
