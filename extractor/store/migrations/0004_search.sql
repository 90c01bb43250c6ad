-- What articles are found by: the words of title and text of every version, in two forms.
-- docs/store.md describes it. Only bangvang can write here; anything that has FTS5 can read.
CREATE VIRTUAL TABLE search USING fts5(
  title_marked, text_marked, title_folded, text_folded,
  content = '', tokenize = 'ascii'
);
CREATE VIRTUAL TABLE search_words USING fts5vocab(search, 'col');

-- By which rules texts were cut into words; one row.
CREATE TABLE search_basis (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  words INTEGER NOT NULL
);
