-- Sheets of paper typed in twice, by two people of the desk who do not see each other's answers. Those are sealed under the key
-- of the server. They stay when the sheet is settled: beside the record they are its history.
CREATE TABLE paper_entries (
    id BLOB NOT NULL PRIMARY KEY,
    form_id TEXT NOT NULL REFERENCES forms (id),
    sheet TEXT NOT NULL,
    hand INTEGER NOT NULL CHECK (hand IN (1, 2)),
    version TEXT NOT NULL,
    member_id BLOB NOT NULL REFERENCES members (id),
    entered INTEGER NOT NULL,
    answers BLOB NOT NULL,
    UNIQUE (form_id, sheet, hand)
) STRICT;

-- The record that a sheet became, and who settled what the two had typed differently.
CREATE TABLE paper_sheets (
    form_id TEXT NOT NULL REFERENCES forms (id),
    sheet TEXT NOT NULL,
    submission_id BLOB NOT NULL REFERENCES submissions (id),
    member_id BLOB NOT NULL REFERENCES members (id),
    settled INTEGER NOT NULL,
    PRIMARY KEY (form_id, sheet)
) STRICT;
