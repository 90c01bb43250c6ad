CREATE TABLE runs (
  number   INTEGER PRIMARY KEY,
  command  TEXT NOT NULL,
  started  TEXT NOT NULL,
  ended    TEXT,
  program  TEXT NOT NULL,
  grammars TEXT NOT NULL,
  options  TEXT NOT NULL,
  outcome  TEXT,
  summary  TEXT
);

CREATE TABLE sources (
  path     TEXT PRIMARY KEY,
  size     INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  settings TEXT NOT NULL,
  "offset" INTEGER NOT NULL,
  "inner"  INTEGER NOT NULL,
  line     INTEGER NOT NULL,
  done     INTEGER NOT NULL,
  run      INTEGER
);

CREATE TABLE articles (
  number  INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  run     INTEGER
);

CREATE TABLE addresses (
  id      TEXT PRIMARY KEY,
  article TEXT NOT NULL,
  url     TEXT,
  site    TEXT,
  run     INTEGER
);
CREATE INDEX addresses_article ON addresses (article);

-- in SQLite
CREATE TABLE urls (
  url     TEXT PRIMARY KEY,
  address TEXT NOT NULL,
  kept    INTEGER NOT NULL
) WITHOUT ROWID;
-- in PostgreSQL, whose ordinary indexes take no address of several kilobytes
CREATE TABLE urls (
  url     TEXT NOT NULL,
  address TEXT NOT NULL,
  kept    INTEGER NOT NULL,
  EXCLUDE USING hash (url WITH =)
);
-- in both

CREATE TABLE versions (
  number      INTEGER PRIMARY KEY,
  version     TEXT NOT NULL UNIQUE,
  title       TEXT,
  author      TEXT,
  published   TEXT,
  province    TEXT,
  url         TEXT,
  attachments TEXT NOT NULL,
  text        TEXT,
  words       INTEGER NOT NULL,
  blocks      TEXT NOT NULL,
  site_hint   TEXT,
  encoding    TEXT,
  program     TEXT NOT NULL,
  grammars    TEXT NOT NULL,
  source      TEXT NOT NULL,
  path        TEXT NOT NULL,
  "offset"    INTEGER NOT NULL,
  "inner"     INTEGER NOT NULL,
  line        INTEGER NOT NULL,
  normal_text TEXT NOT NULL,
  reading     TEXT NOT NULL,
  run         INTEGER
);
CREATE INDEX versions_normal_text ON versions (normal_text);

CREATE TABLE captures (
  address       TEXT NOT NULL,
  version       TEXT NOT NULL,
  first_fetched TEXT,
  last_fetched  TEXT,
  PRIMARY KEY (address, version)
) WITHOUT ROWID;
CREATE INDEX captures_version ON captures (version);

CREATE TABLE facts (
  version INTEGER NOT NULL,
  place   INTEGER NOT NULL,
  id      TEXT NOT NULL,
  kind    TEXT NOT NULL,
  rule    TEXT NOT NULL,
  json    TEXT NOT NULL,
  PRIMARY KEY (version, place)
) WITHOUT ROWID;
CREATE INDEX facts_id ON facts (id);

CREATE TABLE pages (
  version    INTEGER PRIMARY KEY,
  size       INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  charset    TEXT NOT NULL,
  decoded    INTEGER NOT NULL,
  url        TEXT,
  title      TEXT,
  published  TEXT,
  packed     BLOB
);

CREATE TABLE near_keys (
  key     INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (key, version)
) WITHOUT ROWID;
CREATE INDEX near_keys_version ON near_keys (version);

CREATE TABLE failures (
  path    TEXT NOT NULL,
  place   TEXT NOT NULL,
  "offset" INTEGER NOT NULL,
  "inner" INTEGER NOT NULL,
  line    INTEGER NOT NULL,
  url     TEXT,
  site    TEXT,
  stage   TEXT NOT NULL,
  reason  TEXT NOT NULL,
  message TEXT NOT NULL,
  run     INTEGER,
  PRIMARY KEY (path, place)
) WITHOUT ROWID;

CREATE TABLE forgotten (
  digest TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  at     TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE backups (
  path TEXT PRIMARY KEY,
  made TEXT NOT NULL
);
