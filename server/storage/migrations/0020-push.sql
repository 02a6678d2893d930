-- Where accounts want to be told by Web Push while nobody sits at their clients: an endpoint of a push service with the
-- keys that only the client at its other end can open (RFC 8291).

CREATE TABLE push_subscription (
  account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  endpoint TEXT NOT NULL,
  -- URL-safe base64: a point on P-256, and 16 octets.
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  -- How the client wants lines told: what it had negotiated when it asked.
  manner TEXT NOT NULL,
  added INTEGER NOT NULL,
  PRIMARY KEY (account_id, endpoint)
) STRICT, WITHOUT ROWID;

CREATE INDEX push_subscription_by_endpoint ON push_subscription (endpoint);
