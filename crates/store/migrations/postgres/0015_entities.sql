-- Lists of entities: people, places or things that records of forms create and change, and that forms read as tables.
-- In clear stand names of lists and properties, ids, numbers and times; what an entity says is sealed under the key of the
-- server, as records are.

-- `revision` grows with every change, so that whoever has laid the list out knows when to do it anew.
CREATE TABLE entity_lists (
    name TEXT NOT NULL PRIMARY KEY,
    created BIGINT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE TABLE entity_properties (
    list TEXT NOT NULL REFERENCES entity_lists (name),
    name TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (list, name)
);

-- Which forms read a table of that name, and which write the list. A table may be read before there is a list.
CREATE TABLE entity_forms (
    form_id TEXT NOT NULL REFERENCES forms (id),
    list TEXT NOT NULL,
    reads BOOLEAN NOT NULL,
    writes BOOLEAN NOT NULL,
    PRIMARY KEY (form_id, list)
);
CREATE INDEX entity_forms_of_list ON entity_forms (list);

-- `seq` is the order in which they were created. Only people of the desk delete. `conflict` says that somebody should look at it.
CREATE TABLE entities (
    list TEXT NOT NULL REFERENCES entity_lists (name),
    id UUID NOT NULL,
    seq BIGINT NOT NULL,
    version BIGINT NOT NULL,
    created BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    deleted BIGINT,
    deleted_by UUID REFERENCES members (id),
    conflict TEXT CHECK (conflict IN ('soft', 'hard')),
    PRIMARY KEY (list, id),
    UNIQUE (list, seq)
);

-- Every version an entity ever had: none is changed or taken away. It comes from a record, or from a person of the desk.
-- `id` is what its body was sealed under. `base` is the version it was made upon; `branch_base` the same as the telephone
-- counted it. `forced` says that it was held and the one before it never came.
CREATE TABLE entity_versions (
    id UUID NOT NULL PRIMARY KEY,
    list TEXT NOT NULL,
    entity_id UUID NOT NULL,
    version BIGINT NOT NULL,
    base BIGINT NOT NULL,
    at BIGINT NOT NULL,
    submission_id UUID REFERENCES submissions (id),
    member_id UUID REFERENCES members (id),
    branch UUID,
    trunk BIGINT,
    branch_base BIGINT,
    forced BOOLEAN NOT NULL,
    conflict TEXT CHECK (conflict IN ('soft', 'hard')),
    body BYTEA NOT NULL,
    UNIQUE (list, entity_id, version),
    FOREIGN KEY (list, entity_id) REFERENCES entities (list, id)
);
CREATE INDEX entity_versions_of_record ON entity_versions (submission_id);

-- What a record asked of an entity and waits for the change before it in its branch.
CREATE TABLE entity_held (
    submission_id UUID NOT NULL REFERENCES submissions (id),
    nth BIGINT NOT NULL,
    list TEXT NOT NULL,
    entity_id UUID NOT NULL,
    branch UUID NOT NULL,
    base BIGINT NOT NULL,
    at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (submission_id, nth)
);
CREATE INDEX entity_held_of ON entity_held (list, entity_id);
CREATE INDEX entity_held_at ON entity_held (at);

-- What a record asked of an entity and could not be done, and why.
CREATE TABLE entity_faults (
    submission_id UUID NOT NULL REFERENCES submissions (id),
    nth BIGINT NOT NULL,
    list TEXT NOT NULL,
    fault TEXT NOT NULL,
    at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (submission_id, nth)
);
CREATE INDEX entity_faults_of_list ON entity_faults (list, at);
