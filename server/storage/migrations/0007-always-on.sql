-- Accounts that stay in their channels without a session, and the channels they stay in.
CREATE TABLE always_on (
  account_id INTEGER PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  since INTEGER NOT NULL
) STRICT;

CREATE TABLE always_on_channel (
  account_id INTEGER NOT NULL REFERENCES always_on (account_id) ON DELETE CASCADE,
  channel TEXT NOT NULL,
  PRIMARY KEY (account_id, channel)
) STRICT, WITHOUT ROWID;
