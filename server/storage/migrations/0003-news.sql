-- NEWNEWS asks what has arrived since a moment.
CREATE INDEX article_by_arrival ON article (arrived, id) WHERE state = 'live';
