-- Forms offered to field teams, the volunteers who fill them, and what they sent.

CREATE TABLE forms (
    id TEXT NOT NULL PRIMARY KEY,
    pack TEXT,
    title TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    version TEXT NOT NULL,
    created BIGINT NOT NULL
);

-- Every version ever offered: telephones lag weeks behind. `md5` is of the exact bytes that are served.
CREATE TABLE form_versions (
    form_id TEXT NOT NULL REFERENCES forms (id),
    version TEXT NOT NULL,
    md5 TEXT NOT NULL,
    added BIGINT NOT NULL,
    xml BYTEA NOT NULL,
    PRIMARY KEY (form_id, version)
);

-- Files that the current version of a form shows or reads from.
CREATE TABLE form_media (
    form_id TEXT NOT NULL REFERENCES forms (id),
    name TEXT NOT NULL,
    md5 TEXT NOT NULL,
    added BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (form_id, name)
);

-- People who fill forms in the field, and programs that read what they sent. Only the hash of their token is kept.
CREATE TABLE volunteers (
    id UUID NOT NULL PRIMARY KEY,
    token_hash BYTEA NOT NULL UNIQUE,
    account TEXT NOT NULL CHECK (account IN ('volunteer', 'analyst')),
    name TEXT NOT NULL,
    created BIGINT NOT NULL,
    revoked BIGINT,
    seen BIGINT
);

CREATE TABLE volunteer_forms (
    volunteer_id UUID NOT NULL REFERENCES volunteers (id),
    form_id TEXT NOT NULL REFERENCES forms (id),
    PRIMARY KEY (volunteer_id, form_id)
);

-- Where they work; none is the whole country.
CREATE TABLE volunteer_places (
    volunteer_id UUID NOT NULL REFERENCES volunteers (id),
    place_code TEXT NOT NULL,
    PRIMARY KEY (volunteer_id, place_code)
);

-- Records as they were sent, byte for byte, sealed under the key of the server. `digest` is a keyed hash of the bytes: it
-- says whether the same came again, and nothing to whoever has the database alone. A correction is a record of its own that
-- supersedes the one it replaces. `seq` is the order in which records were stored: who has read up to one misses none.
CREATE TABLE submissions (
    id UUID NOT NULL PRIMARY KEY,
    form_id TEXT NOT NULL REFERENCES forms (id),
    seq BIGINT NOT NULL,
    version TEXT NOT NULL,
    instance_id TEXT NOT NULL,
    replaces UUID,
    digest BYTEA NOT NULL,
    superseded BOOLEAN NOT NULL,
    encrypted BOOLEAN NOT NULL,
    awaited BIGINT NOT NULL,
    received BIGINT NOT NULL,
    volunteer_id UUID,
    device TEXT,
    review TEXT NOT NULL,
    xml BYTEA NOT NULL,
    UNIQUE (form_id, instance_id),
    UNIQUE (form_id, seq)
);
CREATE INDEX submissions_of_volunteer ON submissions (volunteer_id);

-- The files that records name, sealed too. A file that has not come yet has no bytes. A correction takes over what is not
-- sent again; `sealed_as` is the record under which the bytes were sealed.
CREATE TABLE submission_files (
    submission_id UUID NOT NULL REFERENCES submissions (id),
    name TEXT NOT NULL,
    sealed_as UUID,
    digest BYTEA,
    received BIGINT,
    bytes BYTEA,
    PRIMARY KEY (submission_id, name)
);

-- Another record under the name of one that is kept already: kept apart for whoever supervises.
CREATE TABLE submission_conflicts (
    id UUID NOT NULL PRIMARY KEY,
    submission_id UUID NOT NULL REFERENCES submissions (id),
    digest BYTEA NOT NULL,
    received BIGINT NOT NULL,
    volunteer_id UUID,
    device TEXT,
    xml BYTEA NOT NULL,
    UNIQUE (submission_id, digest)
);
