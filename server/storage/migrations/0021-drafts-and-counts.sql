-- What people were writing when they had to go, each where it is for; and what went on in the house, hour by hour.
CREATE TABLE draft (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  place TEXT NOT NULL,
  board TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (account_id, place)
) STRICT;
CREATE INDEX draft_by_age ON draft (at);

-- `hour` counts hours since 1970.
CREATE TABLE hour_count (
  hour INTEGER NOT NULL,
  what TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (hour, what)
) STRICT, WITHOUT ROWID;
