-- What the desk thought of a record, entry after entry: none is changed or taken away. A note may name people, so it is
-- sealed under the key of the server, as the record is. `corrected` says that the desk made this record out of another.
CREATE TABLE submission_reviews (
    id BLOB NOT NULL PRIMARY KEY,
    submission_id BLOB NOT NULL REFERENCES submissions (id),
    review TEXT NOT NULL CHECK (review IN ('received', 'question', 'approved', 'rejected')),
    corrected INTEGER NOT NULL,
    note BLOB,
    member_id BLOB NOT NULL REFERENCES members (id),
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX submission_reviews_of ON submission_reviews (submission_id, id);
CREATE INDEX submissions_replacing ON submissions (replaces);
