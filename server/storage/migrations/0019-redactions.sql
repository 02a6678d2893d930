-- A line taken back is an event of its own in its history, where it happened, so that who asks only for what is newer
-- hears of it too: one more kind of row. The tables are made anew, because a CHECK cannot be changed where it stands;
-- reactions hang on lines, so they step aside meanwhile.

CREATE TABLE reaction_aside AS SELECT * FROM reaction;
DROP TABLE reaction;

CREATE TABLE message_with_redactions (
  stream_id INTEGER NOT NULL REFERENCES stream (id),
  seq INTEGER NOT NULL,
  msgid TEXT NOT NULL,
  at INTEGER NOT NULL,
  nick TEXT NOT NULL,
  account TEXT,
  host TEXT NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('message', 'notice', 'action', 'topic', 'join', 'part', 'quit', 'nick', 'kick', 'mode', 'redact')),
  text TEXT NOT NULL,
  tags TEXT,
  redacted_by TEXT,
  redacted_at INTEGER,
  redacted_why TEXT,
  PRIMARY KEY (stream_id, seq)
) STRICT, WITHOUT ROWID;

INSERT INTO message_with_redactions
  SELECT stream_id, seq, msgid, at, nick, account, host, kind, text, tags, redacted_by, redacted_at, redacted_why
  FROM message;
DROP TABLE message;
ALTER TABLE message_with_redactions RENAME TO message;
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

INSERT INTO reaction SELECT stream_id, seq, nick, reaction, account, host, msgid, at FROM reaction_aside;
DROP TABLE reaction_aside;

-- As before: what a search finds follows the lines.
CREATE TRIGGER message_changes AFTER UPDATE OF text, nick, redacted_by ON message BEGIN
  DELETE FROM message_fts WHERE rowid = (old.stream_id << 32) | old.seq;
  INSERT INTO message_fts (rowid, place, nick, text)
    SELECT (new.stream_id << 32) | new.seq, 's' || new.stream_id, new.nick, new.text
    WHERE new.redacted_by IS NULL AND new.kind IN ('message', 'notice', 'action')
      AND new.seq <= (SELECT seq FROM stream_indexed WHERE stream_id = new.stream_id);
END;

CREATE TRIGGER message_goes AFTER DELETE ON message BEGIN
  DELETE FROM message_fts WHERE rowid = (old.stream_id << 32) | old.seq;
END;
