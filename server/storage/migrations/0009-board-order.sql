-- Order on boards: who may come in (groups of accounts), who keeps order, what waits for a moderator, which threads are
-- closed or stand first, how long articles stay, and what each account does not want to see.

-- Groups of accounts, named by the sysop: `teachers`, `class-of-1988`.
CREATE TABLE account_group (
  name TEXT PRIMARY KEY,
  created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account_group_member (
  group_name TEXT NOT NULL REFERENCES account_group (name) ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  PRIMARY KEY (account_id, group_name)
) STRICT, WITHOUT ROWID;

CREATE INDEX account_group_member_by_group ON account_group_member (group_name);

-- Where a group is named, the role beside it counts for nothing.
ALTER TABLE board ADD COLUMN read_group TEXT REFERENCES account_group (name);
ALTER TABLE board ADD COLUMN write_group TEXT REFERENCES account_group (name);
ALTER TABLE board ADD COLUMN moderated INTEGER NOT NULL DEFAULT 0 CHECK (moderated IN (0, 1));
-- How long articles stay; NULL is for good.
ALTER TABLE board ADD COLUMN expire_days INTEGER;
ALTER TABLE board ADD COLUMN max_articles INTEGER;
ALTER TABLE board ADD COLUMN max_octets INTEGER;

CREATE TABLE board_moderator (
  board_id INTEGER NOT NULL REFERENCES board (id) ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  PRIMARY KEY (board_id, account_id)
) STRICT, WITHOUT ROWID;

-- Threads that are not as others are. A thread without a row is open and stands where its newest article puts it.
CREATE TABLE thread_mark (
  board_id INTEGER NOT NULL REFERENCES board (id) ON DELETE CASCADE,
  thread_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
  pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  PRIMARY KEY (board_id, thread_id)
) STRICT, WITHOUT ROWID;

-- What the article's own Expires says, when it stopped being live, and what stands in its place.
ALTER TABLE article ADD COLUMN expires INTEGER;
ALTER TABLE article ADD COLUMN withdrawn INTEGER;
ALTER TABLE article ADD COLUMN superseded_by INTEGER REFERENCES article (id);
-- It stands in the place of an earlier one.
ALTER TABLE article ADD COLUMN edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1));

CREATE INDEX article_by_expires ON article (expires) WHERE expires IS NOT NULL AND state = 'live';
CREATE INDEX article_by_withdrawal ON article (withdrawn) WHERE withdrawn IS NOT NULL AND raw IS NOT NULL;
UPDATE article SET withdrawn = coalesce(arrived, 0) WHERE state = 'cancelled';

-- Articles that wait for a moderator: the octets as they will be filed, but for Approved.
CREATE TABLE held_article (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id TEXT NOT NULL UNIQUE,
  account_id INTEGER REFERENCES account (id) ON DELETE CASCADE,
  -- Names of boards, with blanks between them.
  boards TEXT NOT NULL,
  why TEXT NOT NULL CHECK (why IN ('moderated', 'new-account')),
  subject TEXT NOT NULL,
  author TEXT NOT NULL,
  arrived INTEGER NOT NULL,
  supersedes TEXT,
  raw BLOB NOT NULL
) STRICT;

CREATE INDEX held_article_by_account ON held_article (account_id);

-- What a moderator decided, until the author has been told.
CREATE TABLE verdict (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  approved INTEGER NOT NULL CHECK (approved IN (0, 1)),
  boards TEXT NOT NULL,
  subject TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;

CREATE INDEX verdict_by_account ON verdict (account_id);

-- What an account does not want to see.
CREATE TABLE kill_rule (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('author', 'subject', 'thread', 'address')),
  pattern TEXT NOT NULL,
  -- For a thread: what it was called when it was put here.
  label TEXT NOT NULL,
  created INTEGER NOT NULL,
  -- NULL is for good.
  until INTEGER,
  UNIQUE (account_id, kind, pattern)
) STRICT;
