-- The words of names, as text with blanks around each, by which filters of a search find records.
CREATE TABLE search_names (
  name   TEXT PRIMARY KEY,
  marked TEXT NOT NULL,
  folded TEXT NOT NULL
);
CREATE INDEX awards_recipient ON awards (recipient);
CREATE INDEX awards_granted_by ON awards (granted_by);
CREATE INDEX roles_bloc ON roles (bloc);
CREATE INDEX persons_name ON persons (name);
