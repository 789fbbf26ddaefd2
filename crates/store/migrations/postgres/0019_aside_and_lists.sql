-- A table that a new version of a form names no more, as long as volunteers are writing records with an earlier one.
CREATE TABLE form_media_aside (
    form_id TEXT NOT NULL REFERENCES forms (id),
    name TEXT NOT NULL,
    md5 TEXT NOT NULL,
    added BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (form_id, name)
);

-- What the desk counts of a list, without reading through it.
CREATE INDEX entities_there ON entities (list) WHERE deleted IS NULL;
CREATE INDEX entities_in_conflict ON entities (list, seq) WHERE conflict IS NOT NULL;

-- Lists of entities name people: who wrote one out is written down as for records. `form_id` is then one of the forms that write it.
ALTER TABLE readings ADD COLUMN list TEXT;

-- Where the records of a form stand is read without those that stand as they came.
CREATE INDEX submissions_looked_at ON submissions (form_id) WHERE superseded = TRUE OR review <> 'received';
