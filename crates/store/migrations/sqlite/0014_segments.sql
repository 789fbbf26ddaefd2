-- The answers of a survey's records as columns: a blob for each question and run of records, sealed under the key of the
-- server. They are made from the records and can be made anew at any time. `reading` says how the records were read: what
-- was read otherwise is no answer to today's questions.
CREATE TABLE survey_segments (
    form_id TEXT NOT NULL REFERENCES forms (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    reading BLOB NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (form_id, question, first)
) STRICT;

-- Nothing that was answered outlives its record: whatever erases or changes one takes its run along.
CREATE TRIGGER submissions_erased AFTER DELETE ON submissions BEGIN
    DELETE FROM survey_segments WHERE form_id = OLD.form_id AND first <= OLD.seq AND last >= OLD.seq;
END;
CREATE TRIGGER submissions_changed AFTER UPDATE OF form_id, seq, version, encrypted, digest, xml ON submissions BEGIN
    DELETE FROM survey_segments WHERE form_id = OLD.form_id AND first <= OLD.seq AND last >= OLD.seq;
END;

-- Records that a correction took the place of, or that a supervisor set aside, stay in their run and are not counted.
CREATE INDEX submissions_superseded ON submissions (form_id, seq) WHERE superseded = TRUE;
CREATE INDEX submissions_rejected ON submissions (form_id, seq) WHERE review = 'rejected';

-- What waits for files is counted each time somebody looks at the forms.
CREATE INDEX submissions_waiting ON submissions (form_id) WHERE superseded = FALSE AND awaited > 0;
