-- Which line of a channel announced an article, so that it goes when the article does.
CREATE TABLE announcement (
  article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
  msgid TEXT NOT NULL,
  PRIMARY KEY (article_id, channel_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX announcement_by_channel ON announcement (channel_id);
