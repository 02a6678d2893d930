-- What became of articles that are here no more: where each one stood, so that only those who could read it are told,
-- and whether it went because it had been here long enough.

CREATE TABLE former_placement (
  message_id TEXT NOT NULL,
  board_id INTEGER NOT NULL REFERENCES board (id) ON DELETE CASCADE,
  PRIMARY KEY (message_id, board_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER placement_is_remembered AFTER DELETE ON placement BEGIN
  INSERT OR IGNORE INTO former_placement (message_id, board_id)
    SELECT message_id, old.board_id FROM article WHERE id = old.article_id;
END;

CREATE TRIGGER former_placement_is_forgotten AFTER DELETE ON remembered_article BEGIN
  DELETE FROM former_placement WHERE message_id = old.message_id;
END;

ALTER TABLE article ADD COLUMN expired INTEGER NOT NULL DEFAULT 0 CHECK (expired IN (0, 1));
