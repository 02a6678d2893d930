-- The time machine: the year each account has chosen, how fast its line is, which placards it has read; and classes,
-- groups of accounts that a teacher takes to a year.

CREATE TABLE era_choice (
  account_id INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  -- NULL is the present.
  year INTEGER CHECK (year BETWEEN 1971 AND 2007),
  -- When it was chosen: the later of this and the class's own switch counts.
  chosen INTEGER NOT NULL DEFAULT 0,
  -- Bits a second, 'off', or 'year' for what was usual then.
  line_speed TEXT NOT NULL DEFAULT 'off'
) STRICT;

CREATE TABLE placard_read (
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  placard TEXT NOT NULL,
  PRIMARY KEY (account_id, placard)
) STRICT, WITHOUT ROWID;

CREATE TABLE class (
  group_name TEXT PRIMARY KEY REFERENCES account_group (name) ON DELETE CASCADE,
  year INTEGER CHECK (year BETWEEN 1971 AND 2007),
  locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
  switched INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE class_teacher (
  group_name TEXT NOT NULL REFERENCES class (group_name) ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  PRIMARY KEY (group_name, account_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX class_teacher_by_account ON class_teacher (account_id);
