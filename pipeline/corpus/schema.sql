-- The first version of the database. Columns bear the names of the record's fields; docs/corpus.md describes every table.
-- `item` is the id of an item inside its record (`p1`); `document` is documents.id.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- where records were read from: the folders in which their files lie, or a file that was named itself, as absolute paths
CREATE TABLE origins (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE
);

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    record_id TEXT NOT NULL,
    uri TEXT NOT NULL,
    content_hash BLOB NOT NULL,          -- SHA-256 of the record's JSON without blanks
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    encoding TEXT NOT NULL,
    language TEXT NOT NULL,
    language_confidence REAL,
    script TEXT NOT NULL,
    title TEXT,
    author TEXT,
    published TEXT,                      -- EDTF
    published_lower TEXT,                -- first and last day, YYYY-MM-DD; empty where open or unknown
    published_upper TEXT,
    date TEXT,                           -- EDTF: of the first meeting with a date, else of the publication
    date_lower TEXT,
    date_upper TEXT,
    characters INTEGER NOT NULL,
    sentences INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    UNIQUE (record_id, uri)
);
CREATE INDEX documents_by_date ON documents (date_lower, date_upper);

-- a record that stands in several places is one document
CREATE TABLE document_origins (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    origin INTEGER NOT NULL REFERENCES origins (id),
    PRIMARY KEY (document, origin)
) WITHOUT ROWID;
CREATE INDEX document_origins_by_origin ON document_origins (origin);

-- apart from documents, whose rows stay short that way
CREATE TABLE contents (
    document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    record BLOB NOT NULL                 -- the whole record: JSON, deflated
);

CREATE TABLE meetings (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    type TEXT NOT NULL,
    title TEXT,
    ordinal INTEGER,
    date TEXT,
    date_lower TEXT,
    date_upper TEXT,
    start_time TEXT,
    end_time TEXT,
    place TEXT,
    venue TEXT,
    address TEXT,
    mode TEXT,
    platform TEXT,
    quorum TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL
);
CREATE INDEX meetings_by_document ON meetings (document);

CREATE TABLE dates (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    text TEXT NOT NULL,
    value TEXT NOT NULL,
    lower TEXT,
    upper TEXT,
    type TEXT NOT NULL,
    role TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL
);
CREATE INDEX dates_by_document ON dates (document);
CREATE INDEX dates_by_day ON dates (lower, upper, document);

CREATE TABLE organizations (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    name TEXT NOT NULL,
    acronym TEXT,
    type TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL
);
CREATE INDEX organizations_by_document ON organizations (document);

CREATE TABLE participants (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT,
    organization TEXT,                   -- item of organizations
    status TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL
);
CREATE INDEX participants_by_document ON participants (document);
CREATE INDEX participants_by_status ON participants (status, document);

CREATE TABLE conclusions (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    deadline TEXT,
    deadline_lower TEXT,
    deadline_upper TEXT,
    deadline_text TEXT,
    meeting TEXT,                        -- item of meetings
    agenda_item TEXT,
    votes TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL
);
CREATE INDEX conclusions_by_document ON conclusions (document);
-- with all that a filter asks for, so that it reads the index alone
CREATE INDEX conclusions_by_deadline ON conclusions (deadline_lower, deadline_upper, document);
CREATE INDEX conclusions_by_kind ON conclusions (kind, document);

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    date TEXT,
    date_lower TEXT,
    date_upper TEXT,
    start_time TEXT,
    place TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    confidence REAL NOT NULL,
    rule TEXT NOT NULL
);
CREATE INDEX events_by_document ON events (document);
CREATE INDEX events_by_date ON events (date_lower, date_upper, document);

CREATE TABLE mentions (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    field TEXT NOT NULL,                 -- meetings, organizations, participants
    item TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);
CREATE INDEX mentions_by_document ON mentions (document);

-- which item stands in which list of another: what `relation` says
CREATE TABLE links (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    relation TEXT NOT NULL,              -- meeting_organizations, meeting_participants, meeting_conclusions, meeting_dates, …
    item TEXT NOT NULL,                  -- the item that has the list
    other TEXT NOT NULL                  -- the item in it
);
CREATE INDEX links_by_document ON links (document, relation);

-- every name, place, type and role once, so that a filter looks at few words
CREATE TABLE labels (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,                  -- organization, person, group, place, type, role
    label TEXT NOT NULL,
    UNIQUE (kind, label)
);
CREATE TABLE item_labels (
    label INTEGER NOT NULL REFERENCES labels (id),
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    PRIMARY KEY (label, document)
) WITHOUT ROWID;
CREATE INDEX item_labels_by_document ON item_labels (document);

-- words as pipeline.corpus.conflation has them: likelier key, other key, form. The indexes hold no text of their own.
CREATE VIRTUAL TABLE text_index USING fts5 (lemma, other, form, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE conclusion_index USING fts5 (lemma, other, form, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE event_index USING fts5 (lemma, other, form, content = '', tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE label_index USING fts5 (lemma, other, form, content = '', tokenize = "unicode61 remove_diacritics 0");

-- forms that may belong to more than two lemmas: the keys that the two columns have no room for
CREATE TABLE more_keys (
    key TEXT NOT NULL,
    form TEXT NOT NULL,
    PRIMARY KEY (key, form)
) WITHOUT ROWID;

-- hashes of names that were taken out, so that they do not come back with their records; see pipeline.corpus.forgetting
CREATE TABLE forgotten (
    hash BLOB PRIMARY KEY
) WITHOUT ROWID;
