-- Places (a board and a channel that belong together), channels whose talk anybody may read, and lines that wait for
-- somebody's yes.

-- `room` is for the MUD: a place may have all three, and has two at least.
CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  channel_id INTEGER UNIQUE REFERENCES channel (id) ON DELETE CASCADE,
  board_id INTEGER REFERENCES board (id) ON DELETE CASCADE,
  room TEXT UNIQUE,
  set_by TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  CHECK ((channel_id IS NOT NULL) + (board_id IS NOT NULL) + (room IS NOT NULL) >= 2)
) STRICT;
CREATE INDEX place_by_board ON place (board_id);

-- From when on what is said may be read by anybody; NULL while it may not.
ALTER TABLE channel ADD COLUMN public_since INTEGER;

-- Lines with links from newcomers. `handle` is what people call it by. Private ones name the nick they are for.
CREATE TABLE held_line (
  handle TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  channel_id INTEGER REFERENCES channel (id) ON DELETE CASCADE,
  to_nick TEXT,
  nick TEXT NOT NULL,
  account TEXT,
  host TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('message', 'notice', 'action')),
  text TEXT NOT NULL,
  CHECK ((channel_id IS NULL) <> (to_nick IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX held_line_by_time ON held_line (at);

-- How many lines of a new account were heard; counted only until it is known.
CREATE TABLE newcomer (
  account_id INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  lines INTEGER NOT NULL
) STRICT;
