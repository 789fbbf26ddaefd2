-- Who is to hold the interviews of a place of a survey's plan, round by round.
CREATE TABLE survey_assignments (
    pack TEXT NOT NULL,
    round TEXT NOT NULL,
    place_code TEXT NOT NULL,
    volunteer_id BLOB NOT NULL REFERENCES volunteers (id),
    member_id BLOB NOT NULL REFERENCES members (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (pack, round, place_code)
) STRICT;

-- What people said when somebody else asked them a few of the questions again. The answers are sealed under the key of the server,
-- as the first interview is. Typed again, they stand beside those before; the last ones count.
CREATE TABLE survey_backchecks (
    id BLOB NOT NULL PRIMARY KEY,
    pack TEXT NOT NULL,
    submission_id BLOB NOT NULL REFERENCES submissions (id),
    member_id BLOB NOT NULL REFERENCES members (id),
    at INTEGER NOT NULL,
    answers BLOB NOT NULL
) STRICT;
CREATE INDEX survey_backchecks_of ON survey_backchecks (pack, id);
