// Years, classes and read placards in SQLite.

import { type ClassYear, type EraChoice, isLineSpeed } from '../core/eras/era.ts'
import type { ClassRepository, EraRepository } from '../core/eras/era-repository.ts'
import type { Store } from './database.ts'

interface ClassRow {
  readonly name: string
  readonly year: number | null
  readonly locked: number
  readonly switched: number
}

const classOf = ({ name, year, locked, switched }: ClassRow): ClassYear => ({
  ...{ name, year, switched },
  isLocked: locked === 1,
})

const CLASS_COLUMNS = 'c.group_name AS name, c.year, c.locked, c.switched'

export const eraRepository = (store: Store): EraRepository => {
  const choice = store.reader<{ year: number | null; chosen: number; line_speed: string }>(
    'SELECT year, chosen, line_speed FROM era_choice WHERE account_id = ?',
  )
  const setChoice = store.writer(
    `INSERT INTO era_choice (account_id, year, chosen, line_speed) VALUES (?, ?, ?, ?) ON CONFLICT (account_id)
     DO UPDATE SET year = excluded.year, chosen = excluded.chosen, line_speed = excluded.line_speed`,
  )
  const read = store.reader<{ placard: string }>(
    'SELECT placard FROM placard_read WHERE account_id = ? ORDER BY placard',
  )
  const markRead = store.writer('INSERT INTO placard_read (account_id, placard) VALUES (?, ?) ON CONFLICT DO NOTHING')
  return {
    choice: (account) => {
      const row = choice.get(account)
      return row === undefined ? undefined : { year: row.year, chosen: row.chosen, lineSpeed: speedOf(row.line_speed) }
    },
    setChoice: (account, { year, chosen, lineSpeed }) => void setChoice.run(account, year, chosen, String(lineSpeed)),
    read: (account) => read.all(account).map(({ placard }) => placard),
    markRead: (account, placard) => void markRead.run(account, placard),
  }
}

const speedOf = (text: string): EraChoice['lineSpeed'] => {
  const speed = /^\d+$/.test(text) ? Number(text) : text
  return isLineSpeed(speed) ? speed : 'off'
}

export const classRepository = (store: Store): ClassRepository => {
  const all = store.reader<ClassRow>(`SELECT ${CLASS_COLUMNS} FROM class c ORDER BY c.group_name`)
  const get = store.reader<ClassRow>(`SELECT ${CLASS_COLUMNS} FROM class c WHERE c.group_name = ?`)
  const put = store.writer(
    `INSERT INTO class (group_name, year, locked, switched) VALUES (?, ?, ?, ?) ON CONFLICT (group_name)
     DO UPDATE SET year = excluded.year, locked = excluded.locked, switched = excluded.switched`,
  )
  const remove = store.writer('DELETE FROM class WHERE group_name = ?')
  const ofPupil = store.reader<ClassRow>(
    `SELECT ${CLASS_COLUMNS} FROM account_group_member m JOIN class c USING (group_name) WHERE m.account_id = ?
     AND NOT EXISTS (SELECT 1 FROM class_teacher t WHERE t.group_name = c.group_name AND t.account_id = m.account_id)`,
  )
  const taughtBy = store.reader<{ name: string }>(
    'SELECT group_name AS name FROM class_teacher WHERE account_id = ? ORDER BY group_name',
  )
  const teachers = store.reader<{ name: string }>(
    'SELECT a.name FROM class_teacher t JOIN account a ON a.id = t.account_id WHERE t.group_name = ? ORDER BY a.folded',
  )
  const addTeacher = store.writer('INSERT INTO class_teacher (group_name, account_id) VALUES (?, ?)')
  const removeTeacher = store.writer('DELETE FROM class_teacher WHERE group_name = ? AND account_id = ?')
  return {
    all: () => all.all().map(classOf),
    get: (name) => {
      const row = get.get(name)
      return row === undefined ? undefined : classOf(row)
    },
    put: ({ name, year, isLocked, switched }) => void put.run(name, year, isLocked ? 1 : 0, switched),
    remove: (name) => void remove.run(name),
    ofPupil: (account) => ofPupil.all(account).map(classOf),
    taughtBy: (account) => taughtBy.all(account).map(({ name }) => name),
    teachers: (name) => teachers.all(name).map((teacher) => teacher.name),
    addTeacher: (name, account) => void addTeacher.run(name, account),
    removeTeacher: (name, account) => void removeTeacher.run(name, account),
  }
}
