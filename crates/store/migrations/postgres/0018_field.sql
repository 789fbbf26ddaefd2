-- The volunteers' area on the web: records that a volunteer is writing, and the keys to which phones seal what they send later.

-- Listed for whoever holds the volunteer's token; sealed under a key of the server that belongs to the volunteer and the draft.
CREATE TABLE field_drafts (
    id UUID NOT NULL PRIMARY KEY,
    volunteer_id UUID NOT NULL REFERENCES volunteers (id),
    form_id TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    page TEXT NOT NULL,
    begun BIGINT NOT NULL,
    updated BIGINT NOT NULL
);
CREATE INDEX field_drafts_of ON field_drafts (volunteer_id, updated);
CREATE INDEX field_drafts_updated ON field_drafts (updated);

-- Their files, which go with them.
CREATE TABLE field_files (
    id_hash BYTEA NOT NULL PRIMARY KEY,
    draft_id UUID NOT NULL REFERENCES field_drafts (id) ON DELETE CASCADE,
    sealed BYTEA NOT NULL,
    bytes BIGINT NOT NULL
);
CREATE INDEX field_files_of ON field_files (draft_id, bytes);

-- The latest is the one that phones seal to; what was sealed to an earlier one still opens.
CREATE TABLE field_keys (
    id BYTEA NOT NULL PRIMARY KEY,
    public_key BYTEA NOT NULL,
    sealed BYTEA NOT NULL,
    created BIGINT NOT NULL
);
