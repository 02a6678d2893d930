-- What people and channels say of themselves under keys (IRCv3 metadata): an avatar, pronouns, a home page.
CREATE TABLE account_metadata (
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (account_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE channel_metadata (
  channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (channel_id, key)
) STRICT, WITHOUT ROWID;
