-- Peers: message-ids that must not come (back) although no article bears them here, what waits for each peer, and how
-- far each upstream has been read.

-- Expired, refused, control messages that were carried out. Articles that are here, and cancelled ones, are in `article`.
CREATE TABLE remembered_article (
  message_id TEXT PRIMARY KEY,
  remembered INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX remembered_article_by_time ON remembered_article (remembered);

-- Control messages are carried out and not filed; their octets stay while a peer waits for them.
CREATE TABLE peer_control (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id TEXT NOT NULL UNIQUE,
  raw BLOB NOT NULL
) STRICT;

CREATE TABLE peer (
  name TEXT PRIMARY KEY,
  -- How many rows of peer_backlog are its own.
  waiting INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0,
  unwanted INTEGER NOT NULL DEFAULT 0,
  received INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  -- Dropped because too much waited.
  dropped INTEGER NOT NULL DEFAULT 0,
  last_contact INTEGER,
  last_error TEXT,
  last_error_at INTEGER
) STRICT, WITHOUT ROWID;

-- What is to be offered to a peer, in the order of arrival. A row goes when the peer has answered for good.
CREATE TABLE peer_backlog (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  peer TEXT NOT NULL REFERENCES peer (name) ON DELETE CASCADE,
  article_id INTEGER REFERENCES article (id) ON DELETE CASCADE,
  control_id INTEGER REFERENCES peer_control (id) ON DELETE CASCADE,
  tries INTEGER NOT NULL DEFAULT 0,
  -- The peer said "later": not before this moment.
  not_before INTEGER NOT NULL DEFAULT 0,
  CHECK ((article_id IS NULL) <> (control_id IS NULL))
) STRICT;

CREATE INDEX peer_backlog_by_peer ON peer_backlog (peer, id);
CREATE INDEX peer_backlog_by_article ON peer_backlog (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX peer_backlog_by_control ON peer_backlog (control_id) WHERE control_id IS NOT NULL;

CREATE TRIGGER peer_backlog_grows AFTER INSERT ON peer_backlog BEGIN
  UPDATE peer SET waiting = waiting + 1 WHERE name = new.peer;
END;

CREATE TRIGGER peer_backlog_shrinks AFTER DELETE ON peer_backlog BEGIN
  UPDATE peer SET waiting = waiting - 1 WHERE name = old.peer;
END;

-- Of an upstream that is read as a newsreader does: the last number seen in each group, or since when (group '').
CREATE TABLE peer_cursor (
  peer TEXT NOT NULL,
  newsgroup TEXT NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (peer, newsgroup)
) STRICT, WITHOUT ROWID;
