-- Lists of entities: people, places or things that records of forms create and change, and that forms read as tables.
-- In clear stand names of lists and properties, ids, numbers and times; what an entity says is sealed under the key of the
-- server, as records are.

-- `revision` grows with every change, so that whoever has laid the list out knows when to do it anew.
CREATE TABLE entity_lists (
    name TEXT NOT NULL PRIMARY KEY,
    created INTEGER NOT NULL,
    revision INTEGER NOT NULL
) STRICT;

CREATE TABLE entity_properties (
    list TEXT NOT NULL REFERENCES entity_lists (name),
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (list, name)
) STRICT;

-- Which forms read a table of that name, and which write the list. A table may be read before there is a list.
CREATE TABLE entity_forms (
    form_id TEXT NOT NULL REFERENCES forms (id),
    list TEXT NOT NULL,
    reads INTEGER NOT NULL,
    writes INTEGER NOT NULL,
    PRIMARY KEY (form_id, list)
) STRICT;
CREATE INDEX entity_forms_of_list ON entity_forms (list);

-- `seq` is the order in which they were created. Only people of the desk delete. `conflict` says that somebody should look at it.
CREATE TABLE entities (
    list TEXT NOT NULL REFERENCES entity_lists (name),
    id BLOB NOT NULL,
    seq INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    deleted INTEGER,
    deleted_by BLOB REFERENCES members (id),
    conflict TEXT CHECK (conflict IN ('soft', 'hard')),
    PRIMARY KEY (list, id),
    UNIQUE (list, seq)
) STRICT;

-- Every version an entity ever had: none is changed or taken away. It comes from a record, or from a person of the desk.
-- `id` is what its body was sealed under. `base` is the version it was made upon; `branch_base` the same as the telephone
-- counted it. `forced` says that it was held and the one before it never came.
CREATE TABLE entity_versions (
    id BLOB NOT NULL PRIMARY KEY,
    list TEXT NOT NULL,
    entity_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    base INTEGER NOT NULL,
    at INTEGER NOT NULL,
    submission_id BLOB REFERENCES submissions (id),
    member_id BLOB REFERENCES members (id),
    branch BLOB,
    trunk INTEGER,
    branch_base INTEGER,
    forced INTEGER NOT NULL,
    conflict TEXT CHECK (conflict IN ('soft', 'hard')),
    body BLOB NOT NULL,
    UNIQUE (list, entity_id, version),
    FOREIGN KEY (list, entity_id) REFERENCES entities (list, id)
) STRICT;
CREATE INDEX entity_versions_of_record ON entity_versions (submission_id);

-- What a record asked of an entity and waits for the change before it in its branch.
CREATE TABLE entity_held (
    submission_id BLOB NOT NULL REFERENCES submissions (id),
    nth INTEGER NOT NULL,
    list TEXT NOT NULL,
    entity_id BLOB NOT NULL,
    branch BLOB NOT NULL,
    base INTEGER NOT NULL,
    at INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (submission_id, nth)
) STRICT;
CREATE INDEX entity_held_of ON entity_held (list, entity_id);
CREATE INDEX entity_held_at ON entity_held (at);

-- What a record asked of an entity and could not be done, and why.
CREATE TABLE entity_faults (
    submission_id BLOB NOT NULL REFERENCES submissions (id),
    nth INTEGER NOT NULL,
    list TEXT NOT NULL,
    fault TEXT NOT NULL,
    at INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (submission_id, nth)
) STRICT;
CREATE INDEX entity_faults_of_list ON entity_faults (list, at);
