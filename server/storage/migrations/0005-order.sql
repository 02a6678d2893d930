-- Bans from the house that are not an account's own: masks and networks.
CREATE TABLE house_ban (
  target TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('mask', 'network')),
  reason TEXT NOT NULL,
  set_by TEXT NOT NULL,
  created INTEGER NOT NULL,
  -- NULL is for good.
  until INTEGER
) STRICT, WITHOUT ROWID;
