-- What an account has read of a board and whether it follows it. No row: it has never looked at it.
-- `ranges` is what stands in a .newsrc: `1-500,502,510-512`.
CREATE TABLE reading (
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  board_id INTEGER NOT NULL REFERENCES board (id) ON DELETE CASCADE,
  ranges TEXT NOT NULL,
  subscribed INTEGER NOT NULL DEFAULT 1 CHECK (subscribed IN (0, 1)),
  PRIMARY KEY (account_id, board_id)
) STRICT, WITHOUT ROWID;

-- Numbers between a board's water marks whose articles are gone: what is new is counted as all numbers less these.
CREATE TABLE placement_hole (
  board_id INTEGER NOT NULL REFERENCES board (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  PRIMARY KEY (board_id, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER placement_leaves_hole AFTER DELETE ON placement BEGIN
  INSERT OR IGNORE INTO placement_hole (board_id, number) VALUES (old.board_id, old.number);
END;

WITH RECURSIVE taken (board_id, number, high) AS (
  SELECT id, low, high FROM board WHERE low <= high
  UNION ALL
  SELECT board_id, number + 1, high FROM taken WHERE number < high
)
INSERT INTO placement_hole (board_id, number)
  SELECT t.board_id, t.number FROM taken t
  WHERE NOT EXISTS (SELECT 1 FROM placement p WHERE p.board_id = t.board_id AND p.number = t.number);
