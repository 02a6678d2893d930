-- Order in channels: modes that stay, lists of masks, who has which standing, what an owner has settled.

-- Flags in alphabetical order, without their sign.
ALTER TABLE channel ADD COLUMN modes TEXT NOT NULL DEFAULT 'nt';
ALTER TABLE channel ADD COLUMN key TEXT;
ALTER TABLE channel ADD COLUMN member_limit INTEGER;
ALTER TABLE channel ADD COLUMN forward TEXT;
-- When it was registered; NULL for a channel that nobody owns.
ALTER TABLE channel ADD COLUMN registered INTEGER;
ALTER TABLE channel ADD COLUMN topic_lock INTEGER NOT NULL DEFAULT 0 CHECK (topic_lock IN (0, 1));
-- As `+nt-k`: what nobody may change.
ALTER TABLE channel ADD COLUMN mode_lock TEXT NOT NULL DEFAULT '';
-- Who may read what was said: everyone who may come in, members, or nobody (and then nothing is kept).
ALTER TABLE channel ADD COLUMN history TEXT NOT NULL DEFAULT 'everyone' CHECK (history IN ('everyone', 'members', 'none'));

-- Bans, exceptions and standing invitations (IRC's lists b, e and I).
CREATE TABLE channel_mask (
  channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  list TEXT NOT NULL CHECK (list IN ('b', 'e', 'I')),
  mask TEXT NOT NULL,
  set_by TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  -- NULL is for good.
  until INTEGER,
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (channel_id, list, mask)
) STRICT, WITHOUT ROWID;

-- The prefix that an account gets when it joins: q owner, a admin, o operator, h half-operator, v voice.
CREATE TABLE channel_access (
  channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  level TEXT NOT NULL CHECK (level IN ('q', 'a', 'o', 'h', 'v')),
  set_by TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  PRIMARY KEY (channel_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX channel_access_by_account ON channel_access (account_id);
