-- The MUD. Everything in it is an object; what every kind of object has is a column, the rest stands in `state` (JSON).
-- `location_id`: where a thing or a character is, and for an exit the room it leads out of; `target_id`: where it leads.
CREATE TABLE mud_object (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('room', 'exit', 'thing', 'person', 'character')),
  location_id INTEGER,
  target_id INTEGER,
  -- NULL is the house's.
  owner_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
  -- Whose body it is.
  account_id INTEGER UNIQUE REFERENCES account (id) ON DELETE CASCADE,
  -- Its name in the shipped world, and a digest of what was shipped: an upgrade leaves alone what has been changed since.
  seed_key TEXT UNIQUE,
  seed_hash TEXT,
  state TEXT NOT NULL
) STRICT;

CREATE INDEX mud_object_by_owner ON mud_object (owner_id) WHERE owner_id IS NOT NULL;

-- Append-only: who changed what, and how it was before (JSON; NULL for something new).
CREATE TABLE mud_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  account_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
  act TEXT NOT NULL,
  object_id INTEGER NOT NULL,
  before TEXT
) STRICT;

CREATE INDEX mud_log_by_object ON mud_log (object_id, id);
CREATE INDEX mud_log_by_account ON mud_log (account_id, id) WHERE account_id IS NOT NULL;
