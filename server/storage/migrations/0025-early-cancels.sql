-- Keys of cancels that came before their articles (RFC 8315): they are tried on the locks of what comes later.
CREATE TABLE early_cancel (
  message_id TEXT NOT NULL,
  cancel_key TEXT NOT NULL,
  arrived INTEGER NOT NULL,
  PRIMARY KEY (message_id, cancel_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX early_cancel_by_time ON early_cancel (arrived);
