-- Friendships, one row for two: `first_id` is the smaller one. `since` is NULL while the other has not said yes.
CREATE TABLE friendship (
  first_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  second_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  asked_by INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  since INTEGER,
  PRIMARY KEY (first_id, second_id),
  CHECK (first_id < second_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX friendship_by_second ON friendship (second_id);
