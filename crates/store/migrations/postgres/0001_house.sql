-- Who works here, what they are lent, what waits to be sent. Cases have their own migrations.
-- Times are milliseconds since 1970 UTC.

CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value BYTEA NOT NULL
);

CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

-- Member organisations of the coalition.
CREATE TABLE teams (
    id UUID NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL UNIQUE,
    created BIGINT NOT NULL,
    closed BIGINT
);

-- People of the desk. Keys are null until the person has enrolled.
CREATE TABLE members (
    id UUID NOT NULL PRIMARY KEY,
    team_id UUID REFERENCES teams (id),
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    login TEXT NOT NULL UNIQUE,
    public_key BYTEA,
    wrapped_key BYTEA,
    totp_sealed BYTEA,
    totp_last_step BIGINT NOT NULL DEFAULT 0,
    lang TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'revoked')),
    created BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX members_team ON members (team_id);

-- Need to know: which packs and places a member may see. An empty place code is the whole country.
CREATE TABLE member_scopes (
    member_id UUID NOT NULL REFERENCES members (id),
    pack TEXT NOT NULL,
    place_code TEXT NOT NULL,
    PRIMARY KEY (member_id, pack, place_code)
);

-- One-time links. Only the hash of the token is kept.
CREATE TABLE invitations (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    member_id UUID NOT NULL REFERENCES members (id),
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    used BIGINT
);
CREATE INDEX invitations_member ON invitations (member_id);

-- Only the hash of the cookie is kept; the handler's key is sealed under the cookie.
CREATE TABLE sessions (
    id_hash BYTEA NOT NULL PRIMARY KEY,
    member_id UUID NOT NULL REFERENCES members (id),
    key_sealed BYTEA NOT NULL,
    created BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX sessions_member ON sessions (member_id);

-- Public bodies cases are referred to.
CREATE TABLE offices (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    place_code TEXT,
    created BIGINT NOT NULL,
    closed BIGINT
);

-- Reports being written, sealed under the reporter's cookie.
CREATE TABLE drafts (
    id_hash BYTEA NOT NULL PRIMARY KEY,
    pack TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    page TEXT NOT NULL,
    updated BIGINT NOT NULL
);
CREATE INDEX drafts_updated ON drafts (updated);

-- First answers, sealed under the client's key, for replays.
CREATE TABLE idempotency (
    key_hash BYTEA NOT NULL PRIMARY KEY,
    body_hash BYTEA NOT NULL,
    answer BYTEA NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX idempotency_created ON idempotency (created);

-- Messages to be sent, written in the transaction of what they tell.
CREATE TABLE outbox (
    id UUID NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload BYTEA NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
    due BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    last_error TEXT,
    dedupe_key TEXT NOT NULL UNIQUE,
    created BIGINT NOT NULL
);
CREATE INDEX outbox_due ON outbox (due) WHERE state = 'queued';

-- What has been made public, whole.
CREATE TABLE releases (
    id UUID NOT NULL PRIMARY KEY,
    pack TEXT NOT NULL,
    as_of BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    created BIGINT NOT NULL,
    UNIQUE (pack, as_of)
);
