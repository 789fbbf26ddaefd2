-- The answers of a survey's records as columns: a blob for each question and run of records, sealed under the key of the
-- server. They are made from the records and can be made anew at any time. `reading` says how the records were read: what
-- was read otherwise is no answer to today's questions.
CREATE TABLE survey_segments (
    form_id TEXT NOT NULL REFERENCES forms (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    reading BYTEA NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (form_id, question, first)
);
-- What is sealed cannot be made smaller: the server need not try.
ALTER TABLE survey_segments ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Nothing that was answered outlives its record: whatever erases or changes one takes its run along.
CREATE FUNCTION forget_segments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM survey_segments WHERE form_id = OLD.form_id AND first <= OLD.seq AND last >= OLD.seq;
    RETURN NULL;
END
$$;
CREATE TRIGGER submissions_erased AFTER DELETE ON submissions FOR EACH ROW EXECUTE FUNCTION forget_segments();
CREATE TRIGGER submissions_changed AFTER UPDATE OF form_id, seq, version, encrypted, digest, xml ON submissions
    FOR EACH ROW EXECUTE FUNCTION forget_segments();

-- Records that a correction took the place of, or that a supervisor set aside, stay in their run and are not counted.
CREATE INDEX submissions_superseded ON submissions (form_id, seq) WHERE superseded = TRUE;
CREATE INDEX submissions_rejected ON submissions (form_id, seq) WHERE review = 'rejected';

-- What waits for files is counted each time somebody looks at the forms.
CREATE INDEX submissions_waiting ON submissions (form_id) WHERE superseded = FALSE AND awaited > 0;
