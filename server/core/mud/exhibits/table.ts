// All exhibits, by the name that `does` gives them.

import { bell, mailHour } from './clocks.ts'
import { degrees, mail, tube } from './doors.ts'
import type { Exhibit } from './exhibit.ts'
import { ballot, ladder, talkomatic, telescope, topEight, vendingBuy, vendingSell } from './games.ts'
import { bird, journal, projector, wall } from './walls.ts'

export const EXHIBITS: Readonly<Record<string, Exhibit>> = {
  ...{ bell, 'mail-hour': mailHour, degrees, mail, tube, ballot, ladder, talkomatic, telescope },
  ...{ 'top-eight': topEight, 'vending-buy': vendingBuy, 'vending-sell': vendingSell, bird, journal, projector, wall },
}
