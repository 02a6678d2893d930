-- The first shape of the house: settings, accounts, boards with articles, channels with history, the staff's log.
-- Times are milliseconds since 1970. A shipped file is never edited: the next change is the next number.

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Accounts ------------------------------------------------------------------------------------------------------

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,
  skeleton TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL DEFAULT '',
  -- PHC string of argon2id; NULL for an account that opens by key alone.
  password TEXT,
  role TEXT NOT NULL CHECK (role IN ('member', 'moderator', 'sysop')),
  state TEXT NOT NULL CHECK (state IN ('active', 'pending', 'banned')),
  created INTEGER NOT NULL,
  last_seen INTEGER,
  ban_reason TEXT,
  ban_until INTEGER,
  rendering TEXT NOT NULL DEFAULT 'auto',
  language TEXT NOT NULL DEFAULT 'auto'
) STRICT;

CREATE INDEX account_by_state ON account (state, folded) WHERE state <> 'active';

CREATE TABLE account_key (
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  fingerprint TEXT NOT NULL,
  type TEXT NOT NULL,
  public_key TEXT NOT NULL,
  comment TEXT NOT NULL,
  added INTEGER NOT NULL,
  PRIMARY KEY (account_id, fingerprint)
) STRICT, WITHOUT ROWID;

-- App passwords are 120 random bits, so a plain SHA-256 keeps them safe and a login cheap.
CREATE TABLE app_password (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  label TEXT NOT NULL,
  digest TEXT NOT NULL UNIQUE,
  created INTEGER NOT NULL,
  last_used INTEGER
) STRICT;

CREATE INDEX app_password_by_account ON app_password (account_id);

CREATE TABLE invite (
  digest TEXT PRIMARY KEY,
  created_by INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  created INTEGER NOT NULL,
  used_by INTEGER REFERENCES account (id) ON DELETE SET NULL
) STRICT, WITHOUT ROWID;

-- Append-only: who of the staff did what to whom, and why.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL,
  target TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT ''
) STRICT;

-- Boards --------------------------------------------------------------------------------------------------------

CREATE TABLE board (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL,
  read_role TEXT NOT NULL,
  write_role TEXT NOT NULL,
  created INTEGER NOT NULL,
  -- Water marks as in RFC 3977 §6.1.1. `high` only rises, with the insert; neither is ever a SELECT MAX.
  low INTEGER NOT NULL DEFAULT 1,
  high INTEGER NOT NULL DEFAULT 0,
  count INTEGER NOT NULL DEFAULT 0,
  threads INTEGER NOT NULL DEFAULT 0,
  latest INTEGER
) STRICT;

-- One row an article, however many boards. A ghost is an article that others refer to and that has not come.
CREATE TABLE article (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('live', 'ghost', 'cancelled')),
  thread_id INTEGER NOT NULL,
  parent_id INTEGER REFERENCES article (id),
  date INTEGER,
  arrived INTEGER,
  octets INTEGER NOT NULL DEFAULT 0,
  lines INTEGER NOT NULL DEFAULT 0,
  account_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
  subject TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL DEFAULT '',
  -- The octets as they came in: CRLF, dots undone.
  raw BLOB
) STRICT;

CREATE INDEX article_by_thread ON article (thread_id);
CREATE INDEX article_by_parent ON article (parent_id) WHERE parent_id IS NOT NULL;

-- An article's number in a board. `overview` is the finished line for OVER, with number, Xref and CRLF.
CREATE TABLE placement (
  board_id INTEGER NOT NULL REFERENCES board (id),
  number INTEGER NOT NULL,
  article_id INTEGER NOT NULL REFERENCES article (id),
  overview BLOB NOT NULL,
  PRIMARY KEY (board_id, number)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX placement_by_article ON placement (article_id, board_id);

CREATE TABLE board_thread (
  board_id INTEGER NOT NULL REFERENCES board (id),
  thread_id INTEGER NOT NULL REFERENCES article (id),
  first_number INTEGER NOT NULL,
  last_number INTEGER NOT NULL,
  count INTEGER NOT NULL,
  started INTEGER NOT NULL,
  latest INTEGER NOT NULL,
  PRIMARY KEY (board_id, thread_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX board_thread_by_activity ON board_thread (board_id, last_number);

-- Channels ------------------------------------------------------------------------------------------------------

-- The head row of a gapless sequence: a channel's history, or a private conversation's.
CREATE TABLE stream (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  last_seq INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE channel (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  stream_id INTEGER NOT NULL UNIQUE REFERENCES stream (id),
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,
  description TEXT NOT NULL DEFAULT '',
  read_role TEXT NOT NULL,
  write_role TEXT NOT NULL,
  founder_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
  created INTEGER NOT NULL,
  topic TEXT,
  topic_by TEXT,
  topic_at INTEGER
) STRICT;

-- Two accounts that have written to each other privately; `first_id` is the smaller one.
CREATE TABLE conversation (
  first_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  second_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  stream_id INTEGER NOT NULL UNIQUE REFERENCES stream (id),
  PRIMARY KEY (first_id, second_id)
) STRICT, WITHOUT ROWID;

-- What was said. `account` is the name at the time, NULL for a guest.
CREATE TABLE message (
  stream_id INTEGER NOT NULL REFERENCES stream (id),
  seq INTEGER NOT NULL,
  msgid TEXT NOT NULL,
  at INTEGER NOT NULL,
  nick TEXT NOT NULL,
  account TEXT,
  host TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('message', 'notice', 'action')),
  text TEXT NOT NULL,
  PRIMARY KEY (stream_id, seq)
) STRICT, WITHOUT ROWID;
