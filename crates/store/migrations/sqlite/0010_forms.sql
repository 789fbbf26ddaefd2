-- Forms offered to field teams, the volunteers who fill them, and what they sent.

CREATE TABLE forms (
    id TEXT NOT NULL PRIMARY KEY,
    pack TEXT,
    title TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    version TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;

-- Every version ever offered: telephones lag weeks behind. `md5` is of the exact bytes that are served.
CREATE TABLE form_versions (
    form_id TEXT NOT NULL REFERENCES forms (id),
    version TEXT NOT NULL,
    md5 TEXT NOT NULL,
    added INTEGER NOT NULL,
    xml BLOB NOT NULL,
    PRIMARY KEY (form_id, version)
) STRICT;

-- Files that the current version of a form shows or reads from.
CREATE TABLE form_media (
    form_id TEXT NOT NULL REFERENCES forms (id),
    name TEXT NOT NULL,
    md5 TEXT NOT NULL,
    added INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (form_id, name)
) STRICT;

-- People who fill forms in the field, and programs that read what they sent. Only the hash of their token is kept.
CREATE TABLE volunteers (
    id BLOB NOT NULL PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    account TEXT NOT NULL CHECK (account IN ('volunteer', 'analyst')),
    name TEXT NOT NULL,
    created INTEGER NOT NULL,
    revoked INTEGER,
    seen INTEGER
) STRICT;

CREATE TABLE volunteer_forms (
    volunteer_id BLOB NOT NULL REFERENCES volunteers (id),
    form_id TEXT NOT NULL REFERENCES forms (id),
    PRIMARY KEY (volunteer_id, form_id)
) STRICT, WITHOUT ROWID;

-- Where they work; none is the whole country.
CREATE TABLE volunteer_places (
    volunteer_id BLOB NOT NULL REFERENCES volunteers (id),
    place_code TEXT NOT NULL,
    PRIMARY KEY (volunteer_id, place_code)
) STRICT, WITHOUT ROWID;

-- Records as they were sent, byte for byte, sealed under the key of the server. `digest` is a keyed hash of the bytes: it
-- says whether the same came again, and nothing to whoever has the database alone. A correction is a record of its own that
-- supersedes the one it replaces. `seq` is the order in which records were stored: who has read up to one misses none.
CREATE TABLE submissions (
    id BLOB NOT NULL PRIMARY KEY,
    form_id TEXT NOT NULL REFERENCES forms (id),
    seq INTEGER NOT NULL,
    version TEXT NOT NULL,
    instance_id TEXT NOT NULL,
    replaces BLOB,
    digest BLOB NOT NULL,
    superseded INTEGER NOT NULL,
    encrypted INTEGER NOT NULL,
    awaited INTEGER NOT NULL,
    received INTEGER NOT NULL,
    volunteer_id BLOB,
    device TEXT,
    review TEXT NOT NULL,
    xml BLOB NOT NULL,
    UNIQUE (form_id, instance_id),
    UNIQUE (form_id, seq)
) STRICT;
CREATE INDEX submissions_of_volunteer ON submissions (volunteer_id);

-- The files that records name, sealed too. A file that has not come yet has no bytes. A correction takes over what is not
-- sent again; `sealed_as` is the record under which the bytes were sealed.
CREATE TABLE submission_files (
    submission_id BLOB NOT NULL REFERENCES submissions (id),
    name TEXT NOT NULL,
    sealed_as BLOB,
    digest BLOB,
    received INTEGER,
    bytes BLOB,
    PRIMARY KEY (submission_id, name)
) STRICT;

-- Another record under the name of one that is kept already: kept apart for whoever supervises.
CREATE TABLE submission_conflicts (
    id BLOB NOT NULL PRIMARY KEY,
    submission_id BLOB NOT NULL REFERENCES submissions (id),
    digest BLOB NOT NULL,
    received INTEGER NOT NULL,
    volunteer_id BLOB,
    device TEXT,
    xml BLOB NOT NULL,
    UNIQUE (submission_id, digest)
) STRICT;
