-- What makes a house out of its callers: who called last, one-liners, bulletins, polls, mentions, and whom one would
-- rather not hear.

-- `seen` moves while somebody is on; a call soon after the last one goes on with it.
CREATE TABLE caller (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  face TEXT NOT NULL,
  came INTEGER NOT NULL,
  seen INTEGER NOT NULL
) STRICT;
CREATE INDEX caller_by_account ON caller (account_id, id);

-- Accounts that are not shown among the last callers.
CREATE TABLE caller_unlisted (
  account_id INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE
) STRICT;

CREATE TABLE oneliner (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  text TEXT NOT NULL,
  removed_by TEXT
) STRICT;
CREATE INDEX oneliner_by_account ON oneliner (account_id, at);

CREATE TABLE bulletin (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE,
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  withdrawn_by TEXT
) STRICT;

CREATE TABLE poll (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  question TEXT NOT NULL,
  -- NULL while it is open.
  closed INTEGER
) STRICT;

CREATE TABLE poll_option (
  poll_id INTEGER NOT NULL REFERENCES poll (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (poll_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE poll_vote (
  poll_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (poll_id, account_id),
  FOREIGN KEY (poll_id, position) REFERENCES poll_option (poll_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Somebody was named in a channel (`msgid`) or an article (`message_id`): where, never what was said.
CREATE TABLE mention (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  by_nick TEXT NOT NULL,
  channel_id INTEGER REFERENCES channel (id) ON DELETE CASCADE,
  msgid TEXT,
  message_id TEXT,
  CHECK ((msgid IS NULL) <> (message_id IS NULL))
) STRICT;
CREATE INDEX mention_by_account ON mention (account_id, id);

CREATE TABLE ignored (
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  folded TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (account_id, folded)
) STRICT, WITHOUT ROWID;
