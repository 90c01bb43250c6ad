-- Where an article stands: the host of its address and the section of the site.

ALTER TABLE versions ADD COLUMN site TEXT;
ALTER TABLE versions ADD COLUMN category TEXT;

UPDATE versions SET site = (
  SELECT min(a.site) FROM captures c JOIN addresses a ON a.id = c.address
  WHERE c.version = versions.version AND a.url = versions.url);

-- in SQLite
DROP VIEW current;
CREATE VIEW current AS
  SELECT a.id AS article, v.version, v.number, v.title, v.author, v.published, v.province, v.url,
         v.words, v.site, v.category
  FROM articles a JOIN versions v ON v.version = a.version;
-- in PostgreSQL, where other views hold on to this one
CREATE OR REPLACE VIEW current AS
  SELECT a.id AS article, v.version, v.number, v.title, v.author, v.published, v.province, v.url,
         v.words, v.site, v.category
  FROM articles a JOIN versions v ON v.version = a.version;
-- in both
