-- History that can be asked by id and by time, events in it, lines taken back, reactions, how far somebody has read,
-- and further keys to an account: SCRAM, client certificates.

-- The same table with more kinds of rows (events have no text of their own: what changed stands in `text`), client-only
-- tags as JSON, and who took a line back. A line that was taken back keeps its place and loses its text.
CREATE TABLE message_with_events (
  stream_id INTEGER NOT NULL REFERENCES stream (id),
  seq INTEGER NOT NULL,
  msgid TEXT NOT NULL,
  at INTEGER NOT NULL,
  nick TEXT NOT NULL,
  account TEXT,
  host TEXT NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('message', 'notice', 'action', 'topic', 'join', 'part', 'quit', 'nick', 'kick', 'mode')),
  text TEXT NOT NULL,
  tags TEXT,
  redacted_by TEXT,
  redacted_at INTEGER,
  redacted_why TEXT,
  PRIMARY KEY (stream_id, seq)
) STRICT, WITHOUT ROWID;

INSERT INTO message_with_events (stream_id, seq, msgid, at, nick, account, host, kind, text)
  SELECT stream_id, seq, msgid, at, nick, account, host, kind, text FROM message;
DROP TABLE message;
ALTER TABLE message_with_events RENAME TO message;
CREATE UNIQUE INDEX message_by_msgid ON message (msgid);

CREATE TABLE reaction (
  stream_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  nick TEXT NOT NULL,
  reaction TEXT NOT NULL,
  account TEXT,
  host TEXT NOT NULL,
  msgid TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (stream_id, seq, nick, reaction),
  FOREIGN KEY (stream_id, seq) REFERENCES message (stream_id, seq) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- How far an account has read: a channel by its folded name, a conversation by the other's.
CREATE TABLE read_marker (
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  target TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (account_id, target)
) STRICT, WITHOUT ROWID;

-- How far the history of a channel went when an account was last in it.
CREATE TABLE channel_visit (
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  stream_id INTEGER NOT NULL REFERENCES stream (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  PRIMARY KEY (account_id, stream_id)
) STRICT, WITHOUT ROWID;

-- RFC 5803, `SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey`; NULL until the password is next seen.
ALTER TABLE account ADD COLUMN scram TEXT;

CREATE TABLE account_certificate (
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  -- SHA-256 of the whole certificate, in lower-case hexadecimal.
  fingerprint TEXT NOT NULL UNIQUE,
  added INTEGER NOT NULL,
  PRIMARY KEY (account_id, fingerprint)
) STRICT, WITHOUT ROWID;

CREATE INDEX conversation_by_second ON conversation (second_id);
