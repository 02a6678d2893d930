-- Full-text search. Both indexes keep no copy of what they index (contentless, with deletion): an article's words are
-- decoded from its octets and a line stands in `message`, so nothing is stored twice and nothing can drift apart.
-- Words go in a moment after the rows themselves, in batches; they leave with them, by trigger.

-- By article id: subject, author and the body as it is shown.
CREATE VIRTUAL TABLE article_fts USING fts5 (
  subject, author, body,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- What stands in the index, with what a search filters by: far narrower than the row of the article.
CREATE TABLE article_indexed (
  id INTEGER PRIMARY KEY,
  date INTEGER NOT NULL
) STRICT;

-- Articles whose words are still to go in.
CREATE TABLE article_unindexed (
  id INTEGER PRIMARY KEY
) STRICT;

INSERT INTO article_unindexed (id) SELECT id FROM article WHERE state = 'live';

CREATE TRIGGER article_comes AFTER INSERT ON article WHEN new.state = 'live' BEGIN
  INSERT INTO article_unindexed (id) VALUES (new.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER article_changes AFTER UPDATE OF state, subject, author, raw ON article BEGIN
  DELETE FROM article_fts WHERE rowid = old.id;
  DELETE FROM article_indexed WHERE id = old.id;
  DELETE FROM article_unindexed WHERE id = old.id;
  INSERT INTO article_unindexed (id) SELECT new.id WHERE new.state = 'live' ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER article_goes AFTER DELETE ON article BEGIN
  DELETE FROM article_fts WHERE rowid = old.id;
  DELETE FROM article_indexed WHERE id = old.id;
  DELETE FROM article_unindexed WHERE id = old.id;
END;

-- Lines of channels and private conversations, by (stream_id << 32) | seq: a stream is a range of rowids, and the
-- newest line its highest one.
CREATE VIRTUAL TABLE message_fts USING fts5 (
  nick, text,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- How far each stream stands in the index. The line path writes neither here nor there.
CREATE TABLE stream_indexed (
  stream_id INTEGER PRIMARY KEY REFERENCES stream (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL
) STRICT;

CREATE TRIGGER message_changes AFTER UPDATE OF text, nick, redacted_by ON message BEGIN
  DELETE FROM message_fts WHERE rowid = (old.stream_id << 32) | old.seq;
  INSERT INTO message_fts (rowid, nick, text)
    SELECT (new.stream_id << 32) | new.seq, new.nick, new.text
    WHERE new.redacted_by IS NULL AND new.kind IN ('message', 'notice', 'action')
      AND new.seq <= (SELECT seq FROM stream_indexed WHERE stream_id = new.stream_id);
END;

CREATE TRIGGER message_goes AFTER DELETE ON message BEGIN
  DELETE FROM message_fts WHERE rowid = (old.stream_id << 32) | old.seq;
END;
