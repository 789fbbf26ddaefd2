-- Of records that clash somebody chooses which one stands. The one that is chosen becomes a record that takes the place of the
-- other; those that were put aside keep their bytes and the moment at which they were.
-- A clash stays with whichever record stands, so it says itself under which name it came.
ALTER TABLE submission_conflicts ADD COLUMN settled INTEGER;
ALTER TABLE submission_conflicts ADD COLUMN instance_id TEXT;
ALTER TABLE submission_reviews ADD COLUMN chosen INTEGER NOT NULL DEFAULT 0;

-- A form is tried out before it counts: whoever has the link sends records that stay here, apart from all others, until somebody
-- empties them. Only the hash of the token is kept.
CREATE TABLE form_trials (
    form_id TEXT NOT NULL PRIMARY KEY REFERENCES forms (id),
    token_hash BLOB NOT NULL UNIQUE,
    member_id BLOB NOT NULL REFERENCES members (id),
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE trial_records (
    id BLOB NOT NULL PRIMARY KEY,
    form_id TEXT NOT NULL REFERENCES forms (id),
    version TEXT NOT NULL,
    instance_id TEXT NOT NULL,
    digest BLOB NOT NULL,
    encrypted INTEGER NOT NULL,
    received INTEGER NOT NULL,
    device TEXT,
    xml BLOB NOT NULL,
    UNIQUE (form_id, instance_id)
) STRICT;

-- Of their files nothing is kept but that they came, and how large. One that has not come yet has no size.
CREATE TABLE trial_files (
    record_id BLOB NOT NULL REFERENCES trial_records (id),
    name TEXT NOT NULL,
    size INTEGER,
    PRIMARY KEY (record_id, name)
) STRICT;

-- Who opened a record of a field team, and who wrote records out. `mac` is a keyed hash of the row and of the one before it: a row
-- that is changed or taken out is noticed, and nobody without the key of the server can make another.
CREATE TABLE readings (
    id BLOB NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('opened', 'exported')),
    door TEXT NOT NULL CHECK (door IN ('desk', 'program', 'command')),
    reader_id BLOB,
    form_id TEXT NOT NULL REFERENCES forms (id),
    submission_id BLOB,
    records INTEGER NOT NULL,
    mac BLOB NOT NULL
) STRICT;
CREATE INDEX readings_of_record ON readings (submission_id, reader_id, at);
