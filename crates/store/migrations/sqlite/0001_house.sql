-- Who works here, what they are lent, what waits to be sent. Cases have their own migrations.
-- Times are milliseconds since 1970 UTC. Truth values are 0 and 1. Ids are the 16 bytes of a UUID.

CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

-- Member organisations of the coalition.
CREATE TABLE teams (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL UNIQUE,
    created INTEGER NOT NULL,
    closed INTEGER
) STRICT;

-- People of the desk. Keys are null until the person has enrolled.
CREATE TABLE members (
    id BLOB NOT NULL PRIMARY KEY,
    team_id BLOB REFERENCES teams (id),
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    login TEXT NOT NULL UNIQUE,
    public_key BLOB,
    wrapped_key BLOB,
    totp_sealed BLOB,
    totp_last_step INTEGER NOT NULL DEFAULT 0,
    lang TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'revoked')),
    created INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE INDEX members_team ON members (team_id);

-- Need to know: which packs and places a member may see. An empty place code is the whole country.
CREATE TABLE member_scopes (
    member_id BLOB NOT NULL REFERENCES members (id),
    pack TEXT NOT NULL,
    place_code TEXT NOT NULL,
    PRIMARY KEY (member_id, pack, place_code)
) STRICT, WITHOUT ROWID;

-- One-time links. Only the hash of the token is kept.
CREATE TABLE invitations (
    token_hash BLOB NOT NULL PRIMARY KEY,
    member_id BLOB NOT NULL REFERENCES members (id),
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    used INTEGER
) STRICT;
CREATE INDEX invitations_member ON invitations (member_id);

-- Only the hash of the cookie is kept; the handler's key is sealed under the cookie.
CREATE TABLE sessions (
    id_hash BLOB NOT NULL PRIMARY KEY,
    member_id BLOB NOT NULL REFERENCES members (id),
    key_sealed BLOB NOT NULL,
    created INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_member ON sessions (member_id);

-- Public bodies cases are referred to.
CREATE TABLE offices (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    place_code TEXT,
    created INTEGER NOT NULL,
    closed INTEGER
) STRICT;

-- Reports being written, sealed under the reporter's cookie.
CREATE TABLE drafts (
    id_hash BLOB NOT NULL PRIMARY KEY,
    pack TEXT NOT NULL,
    sealed BLOB NOT NULL,
    page TEXT NOT NULL,
    updated INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_updated ON drafts (updated);

-- First answers, sealed under the client's key, for replays.
CREATE TABLE idempotency (
    key_hash BLOB NOT NULL PRIMARY KEY,
    body_hash BLOB NOT NULL,
    answer BLOB NOT NULL,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX idempotency_created ON idempotency (created);

-- Messages to be sent, written in the transaction of what they tell.
CREATE TABLE outbox (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
    due INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    last_error TEXT,
    dedupe_key TEXT NOT NULL UNIQUE,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (due) WHERE state = 'queued';

-- What has been made public, whole.
CREATE TABLE releases (
    id BLOB NOT NULL PRIMARY KEY,
    pack TEXT NOT NULL,
    as_of INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    created INTEGER NOT NULL,
    UNIQUE (pack, as_of)
) STRICT;
