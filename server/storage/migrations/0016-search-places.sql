-- A line's stream stands in the index as a word of its own (`s12`), so that a search in one channel walks along that
-- channel's lines only. What was indexed before is indexed anew, a moment after the start.

DROP TRIGGER message_changes;
DROP TRIGGER message_goes;
DROP TABLE message_fts;
DELETE FROM stream_indexed;

-- By (stream_id << 32) | seq, as before.
CREATE VIRTUAL TABLE message_fts USING fts5 (
  place, nick, text,
  content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

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
