-- What one command of the MUD did is taken back as a whole: `deed` is the id of its first entry (NULL in that entry
-- itself), and `undoes` is, in the entries of an undoing, the id of the deed that was taken back.
ALTER TABLE mud_log ADD COLUMN deed INTEGER;
ALTER TABLE mud_log ADD COLUMN undoes INTEGER;
