-- What articles are found by: the words of title and text of every version, in two forms.
-- docs/store.md describes it. Only bangvang can write here; anything that has FTS5 can read.
-- in SQLite
CREATE VIRTUAL TABLE search USING fts5(
  title_marked, text_marked, title_folded, text_folded,
  content = '', tokenize = 'ascii'
);
CREATE VIRTUAL TABLE search_words USING fts5vocab(search, 'col');
-- in PostgreSQL: `words` has each word without marks and, behind `=`, each that has some as it is
-- written; words of the title weigh A. It ends where a tsvector must; `whole` says whether it holds
-- all. The texts hold the words with blanks between, for phrases.
CREATE TABLE search (
  version INTEGER PRIMARY KEY,
  words   tsvector NOT NULL,
  whole   boolean NOT NULL,
  marked  TEXT NOT NULL,
  folded  TEXT NOT NULL
);
CREATE INDEX search_words_index ON search USING gin (words);
CREATE INDEX search_rest ON search (version) WHERE NOT whole;
CREATE TABLE search_words (term TEXT PRIMARY KEY);
-- in both

-- By which rules texts were cut into words; one row.
CREATE TABLE search_basis (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  words INTEGER NOT NULL
);
