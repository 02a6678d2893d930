// help scripting: the language of things, by three examples

import { prose } from '../line.ts'
import type { Verb } from '../verb.ts'

const EN = `scripting   or   help scripting

A script lets a thing, a room, an exit or a person of yours answer to what happens. Three examples, and then everything.

A parrot that answers:
  @create parrot
  drop parrot
  @script parrot = on say "*hello*": say "Hello, {actor}!"

A door that opens at a word: a script of the room. "@edit here", then line by line:
  on say "*sesame*"
    open "north"
    announce "The door swings open."
    schedule 10, "shut"
  on alarm "shut"
    close "north"
    announce "The door falls shut."
  .save

A lamp that counts: "@edit lamp", then:
  on use
    set this.count = this.count + 1
    if this.count % 2 == 1
      describe "It burns."
      emote "flares up, for the {this.count}. time."
    else
      describe "It is dark."
      emote "goes out."
    end
  .save

EVENTS  on enter, on leave, on say "*glob*", on use, on get, on drop, on timer 60, on alarm "name". Timers rest where nobody is.

DO  say, emote, announce, sound TEXT; tell SOMEBODY, TEXT; show SOMEBODY, LIST; describe [THING,] TEXT; move X to Y; give X to SOMEBODY; take X; create PROTOTYPE; destroy X; open, close, lock, unlock, reveal, hide X; schedule SECONDS, "name"; set this.name = VALUE

FLOW  let x = VALUE; if … else if … else … end; for each x in LIST … end; stop. A line ends a statement, and so do ; and :

KNOW  this, here, actor, words (what was said), this.anything; numbers, "texts with {values}", [lists], true, false, nothing

RECKON  + - * / %  == != < <= > >=  and or not

ASK  length random join has contents people name lower upper contains number pick item time thing both: "random(6)", "has(actor, "coin")", "pick(["a", "b"])", "thing("#12")", "both("Hello", "Hei")" in two languages.

A script does only what you yourself may do, with what is yours, and either all of it or nothing. It may take 10,000 steps, say 20 lines, and answer 5 times a second. After five failures in a row it is switched off, and you are told the line; "@script/on" lets it try again.`

const NB = `skripting   eller   hjelp skripting

Et skript lar en ting, et rom, en utgang eller en person som er din, svare på det som skjer. Tre eksempler, og så alt. Ordene i språket er engelske.

En papegøye som svarer:
  @lag papegøye
  slipp papegøye
  @skript papegøye = on say "*hei*": say "Hei, {actor}!"

En dør som åpner seg på et ord: et skript for rommet. «@rediger her», så linje for linje:
  on say "*sesam*"
    open "nord"
    announce "Døra svinger opp."
    schedule 10, "shut"
  on alarm "shut"
    close "nord"
    announce "Døra faller igjen."
  .save

En lampe som teller: «@rediger lampe», så:
  on use
    set this.count = this.count + 1
    if this.count % 2 == 1
      describe "Den brenner."
      emote "flammer opp for {this.count}. gang."
    else
      describe "Den er mørk."
      emote "slukner."
    end
  .save

HENDELSER  on enter, on leave, on say "*mønster*", on use, on get, on drop, on timer 60, on alarm "navn". Klokker hviler der ingen er.

GJØR  say, emote, announce, sound TEKST; tell NOEN, TEKST; show NOEN, LISTE; describe [TING,] TEKST; move X to Y; give X to NOEN; take X; create PROTOTYPE; destroy X; open, close, lock, unlock, reveal, hide X; schedule SEKUNDER, "navn"; set this.navn = VERDI

FLYT  let x = VERDI; if … else if … else … end; for each x in LISTE … end; stop. En linje avslutter en setning, og det gjør ; og : også.

VET  this (tingen), here (rommet), actor (den som gjorde det), words (det som ble sagt), this.hvasomhelst; tall, "tekster med {verdier}", [lister], true, false, nothing

REGN  + - * / %  == != < <= > >=  and or not

SPØR  length random join has contents people name lower upper contains number pick item time thing both: «random(6)», «has(actor, "mynt")», «pick(["a", "b"])», «thing("#12")», «both("Hello", "Hei")» på to språk.

Et skript gjør bare det du selv har lov til, med det som er ditt, og enten alt eller ingenting. Det kan bruke 10 000 steg, si 20 linjer og svare 5 ganger i sekundet. Etter fem feil på rad slås det av, og du får vite linja; «@skript/på» lar det prøve igjen.`

export const scripting: Verb = {
  words: { en: ['scripting'], nb: ['skripting'] },
  topic: 'build',
  help: { en: EN, nb: NB },
  run: (act) => act.show(prose({ en: EN, nb: NB })),
}
