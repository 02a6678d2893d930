-- What is gone is found again to be dropped for good; and what an account has written is counted.
CREATE INDEX article_by_going ON article (withdrawn) WHERE state = 'cancelled' AND raw IS NULL;
CREATE INDEX article_by_account ON article (account_id) WHERE account_id IS NOT NULL AND state = 'live';
CREATE INDEX article_by_successor ON article (superseded_by) WHERE superseded_by IS NOT NULL;
