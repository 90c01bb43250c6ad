-- The award history: records made of the facts of all articles. docs/store.md describes it.

-- Articles whose facts came, went or changed since they were last told.
CREATE TABLE untold (
  article INTEGER PRIMARY KEY
);

CREATE INDEX articles_version ON articles (version);

-- in SQLite
CREATE TRIGGER article_came AFTER INSERT ON articles BEGIN
  INSERT OR IGNORE INTO untold VALUES (NEW.number);
END;
CREATE TRIGGER article_changed AFTER UPDATE ON articles
  WHEN NEW.version <> OLD.version OR NEW.id <> OLD.id BEGIN
  INSERT OR IGNORE INTO untold VALUES (NEW.number);
END;
CREATE TRIGGER article_went AFTER DELETE ON articles BEGIN
  INSERT OR IGNORE INTO untold VALUES (OLD.number);
END;
CREATE TRIGGER version_changed AFTER UPDATE ON versions BEGIN
  INSERT OR IGNORE INTO untold SELECT number FROM articles WHERE version = NEW.version;
END;
-- in PostgreSQL
CREATE FUNCTION mark_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO untold VALUES (OLD.number) ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO untold VALUES (NEW.number) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION mark_articles_of_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO untold SELECT number FROM articles WHERE version = NEW.version
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER article_came AFTER INSERT OR DELETE ON articles
  FOR EACH ROW EXECUTE FUNCTION mark_article();
CREATE TRIGGER article_changed AFTER UPDATE ON articles FOR EACH ROW
  WHEN (NEW.version <> OLD.version OR NEW.id <> OLD.id) EXECUTE FUNCTION mark_article();
CREATE TRIGGER version_changed AFTER UPDATE ON versions
  FOR EACH ROW EXECUTE FUNCTION mark_articles_of_version();
-- in both

-- What the records were resolved with; one row.
CREATE TABLE basis (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  digest  TEXT NOT NULL,
  since   TEXT NOT NULL
);

CREATE TABLE told (
  article  INTEGER PRIMARY KEY,
  province TEXT,
  year     INTEGER,
  awards   INTEGER NOT NULL
);
CREATE INDEX told_coverage ON told (province, year);

CREATE TABLE bodies (
  number INTEGER PRIMARY KEY,
  key    TEXT NOT NULL UNIQUE,
  name   TEXT NOT NULL,
  folded TEXT NOT NULL,
  place  TEXT,
  since  TEXT
);
CREATE INDEX bodies_folded ON bodies (folded);

CREATE TABLE mentions (
  article INTEGER NOT NULL,
  body    INTEGER NOT NULL,
  PRIMARY KEY (article, body)
) WITHOUT ROWID;
CREATE INDEX mentions_body ON mentions (body);

CREATE TABLE blocks (
  number  INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL,
  key     TEXT NOT NULL,
  touched INTEGER NOT NULL,
  UNIQUE (kind, key)
);
CREATE INDEX blocks_touched ON blocks (number) WHERE touched = 1;

CREATE TABLE evidence (
  number    INTEGER PRIMARY KEY,
  kind      TEXT NOT NULL,
  fact      TEXT NOT NULL,
  article   INTEGER NOT NULL,
  block     INTEGER NOT NULL,
  record    TEXT,
  announced TEXT,
  province  TEXT,
  rest      TEXT NOT NULL,
  gone      INTEGER NOT NULL
);
CREATE INDEX evidence_fact ON evidence (fact);
CREATE INDEX evidence_article ON evidence (article);
CREATE INDEX evidence_block ON evidence (block);
CREATE INDEX evidence_record ON evidence (record, kind);

CREATE TABLE awards (
  number          INTEGER PRIMARY KEY,
  id              TEXT NOT NULL UNIQUE,
  block           INTEGER NOT NULL,
  form            TEXT NOT NULL,
  grade           TEXT,
  level           TEXT,
  recipient_kind  TEXT NOT NULL,
  recipient       TEXT,
  recipient_of    TEXT,
  recipient_count INTEGER,
  body            INTEGER,
  granted_by      TEXT,
  year            INTEGER,
  period          TEXT,
  shown_year      INTEGER,
  decision_number TEXT,
  decision_date   TEXT,
  decision_issuer TEXT,
  announced       TEXT,
  reason          TEXT,
  province        TEXT,
  status          TEXT NOT NULL,
  posthumous      INTEGER NOT NULL,
  open            INTEGER NOT NULL,
  path            TEXT NOT NULL,
  conflicts       TEXT NOT NULL,
  records         INTEGER NOT NULL,
  recipients      INTEGER,
  facts           INTEGER NOT NULL,
  articles        INTEGER NOT NULL,
  digest          TEXT NOT NULL,
  changed_at      TEXT NOT NULL
);
CREATE INDEX awards_block ON awards (block);
CREATE INDEX awards_body ON awards (body);
CREATE INDEX awards_province ON awards (province, shown_year);

-- Bodies of the persons who received an award.
CREATE TABLE award_bodies (
  award TEXT NOT NULL,
  body  INTEGER NOT NULL,
  PRIMARY KEY (award, body)
) WITHOUT ROWID;
CREATE INDEX award_bodies_body ON award_bodies (body);

CREATE TABLE roles (
  number     INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  block      INTEGER NOT NULL,
  bloc       TEXT,
  folded     TEXT NOT NULL,
  aliases    TEXT NOT NULL,
  province   TEXT,
  role       TEXT NOT NULL,
  body       INTEGER,
  persons    TEXT NOT NULL,
  year       INTEGER,
  period     TEXT,
  shown_year INTEGER,
  announced  TEXT,
  against    TEXT NOT NULL,
  facts      INTEGER NOT NULL,
  articles   INTEGER NOT NULL,
  digest     TEXT NOT NULL,
  changed_at TEXT NOT NULL
);
CREATE INDEX roles_block ON roles (block);
CREATE INDEX roles_body ON roles (body);
CREATE INDEX roles_folded ON roles (folded);

CREATE TABLE persons (
  number     INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  block      INTEGER NOT NULL,
  name       TEXT NOT NULL,
  folded     TEXT NOT NULL,
  province   TEXT,
  open       INTEGER NOT NULL,
  facts      INTEGER NOT NULL,
  articles   INTEGER NOT NULL,
  digest     TEXT NOT NULL,
  changed_at TEXT NOT NULL
);
CREATE INDEX persons_block ON persons (block);
CREATE INDEX persons_folded ON persons (folded);

CREATE TABLE posts (
  number    INTEGER PRIMARY KEY,
  person    TEXT NOT NULL,
  title     TEXT NOT NULL,
  body      INTEGER,
  former    INTEGER NOT NULL,
  first_day TEXT,
  last_day  TEXT,
  fact      TEXT NOT NULL
);
CREATE INDEX posts_person ON posts (person);
CREATE INDEX posts_body ON posts (body);

-- Facts a record once held and holds no more, and what came in the place of a fact that went.
CREATE TABLE successors (
  kind   TEXT NOT NULL,
  former TEXT NOT NULL,
  fact   TEXT NOT NULL,
  PRIMARY KEY (kind, former, fact)
) WITHOUT ROWID;
