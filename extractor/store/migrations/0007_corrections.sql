-- What people say about facts, apart from the facts: docs/store.md describes it.
CREATE TABLE corrections (
  number    INTEGER PRIMARY KEY,
  action    TEXT NOT NULL,
  article   TEXT NOT NULL,
  kind      TEXT NOT NULL,
  words     TEXT NOT NULL,
  was       TEXT NOT NULL,
  value     TEXT NOT NULL,
  made_by   TEXT NOT NULL,
  made_at   TEXT NOT NULL,
  reason    TEXT NOT NULL,
  undone_by TEXT,
  undone_at TEXT
);
CREATE INDEX corrections_article ON corrections (article);

-- The fact where people made it otherwise than it is stored, or added it.
ALTER TABLE evidence ADD COLUMN corrected TEXT;
