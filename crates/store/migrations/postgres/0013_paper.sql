-- Sheets of paper typed in twice, by two people of the desk who do not see each other's answers. Those are sealed under the key
-- of the server. They stay when the sheet is settled: beside the record they are its history.
CREATE TABLE paper_entries (
    id UUID NOT NULL PRIMARY KEY,
    form_id TEXT NOT NULL REFERENCES forms (id),
    sheet TEXT NOT NULL,
    hand BIGINT NOT NULL CHECK (hand IN (1, 2)),
    version TEXT NOT NULL,
    member_id UUID NOT NULL REFERENCES members (id),
    entered BIGINT NOT NULL,
    answers BYTEA NOT NULL,
    UNIQUE (form_id, sheet, hand)
);

-- The record that a sheet became, and who settled what the two had typed differently.
CREATE TABLE paper_sheets (
    form_id TEXT NOT NULL REFERENCES forms (id),
    sheet TEXT NOT NULL,
    submission_id UUID NOT NULL REFERENCES submissions (id),
    member_id UUID NOT NULL REFERENCES members (id),
    settled BIGINT NOT NULL,
    PRIMARY KEY (form_id, sheet)
);
