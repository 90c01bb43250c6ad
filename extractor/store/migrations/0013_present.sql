-- What searches and lists go through, narrow enough to stay in memory: the version each article has
-- now, and the award records it tells of. Triggers and the resolver keep them.
CREATE TABLE present (
  version   INTEGER NOT NULL,
  article   INTEGER NOT NULL,
  id        TEXT NOT NULL,
  published TEXT NOT NULL,
  province  TEXT,
  site      TEXT,
  PRIMARY KEY (version, article)
) WITHOUT ROWID;
INSERT INTO present SELECT v.number, a.number, a.id, coalesce(v.published, ''), v.province,
    v.site
  FROM articles a JOIN versions v ON v.version = a.version;
CREATE INDEX present_article ON present (article);
CREATE INDEX present_published ON present (published, id);
CREATE INDEX present_province ON present (province, published, id);
DROP INDEX versions_published;

CREATE TABLE told_awards (
  article INTEGER NOT NULL,
  award   INTEGER NOT NULL,
  form    TEXT NOT NULL,
  PRIMARY KEY (article, award)
) WITHOUT ROWID;
INSERT INTO told_awards SELECT DISTINCT e.article, w.number, w.form
  FROM evidence e JOIN awards w ON w.id = e.record WHERE e.kind = 'award' AND e.gone = 0;
CREATE INDEX told_awards_award ON told_awards (award);

-- The surest of what is told of an award.
ALTER TABLE awards ADD COLUMN confidence TEXT NOT NULL DEFAULT 'likely';
UPDATE awards SET confidence = coalesce((
  SELECT CASE max(CASE coalesce(e.corrected, f.json) ->> '$.confidence'
                  WHEN 'certain' THEN 2 WHEN 'doubtful' THEN 0 ELSE 1 END)
         WHEN 2 THEN 'certain' WHEN 1 THEN 'likely' WHEN 0 THEN 'doubtful' END
  FROM evidence e JOIN facts f ON f.id = e.fact
  WHERE e.record = awards.id AND e.kind = 'award' AND e.gone = 0), 'likely');

-- in SQLite
CREATE TRIGGER article_shown AFTER INSERT ON articles BEGIN
  INSERT INTO present SELECT v.number, NEW.number, NEW.id, coalesce(v.published, ''), v.province,
    v.site
    FROM versions v WHERE v.version = NEW.version;
END;
CREATE TRIGGER article_shown_anew AFTER UPDATE ON articles
  WHEN NEW.version <> OLD.version OR NEW.id <> OLD.id BEGIN
  DELETE FROM present WHERE article = NEW.number;
  INSERT INTO present SELECT v.number, NEW.number, NEW.id, coalesce(v.published, ''), v.province,
    v.site
    FROM versions v WHERE v.version = NEW.version;
END;
CREATE TRIGGER article_hidden AFTER DELETE ON articles BEGIN
  DELETE FROM present WHERE article = OLD.number;
END;
CREATE TRIGGER version_shown_anew AFTER UPDATE ON versions
  WHEN NEW.published IS NOT OLD.published OR NEW.province IS NOT OLD.province OR
       NEW.site IS NOT OLD.site BEGIN
  UPDATE present SET published = coalesce(NEW.published, ''), province = NEW.province, site = NEW.site
    WHERE version = NEW.number;
END;

-- Lists of words can be cut by province and year of publication before anything else is looked at.
DROP TABLE search_words;
DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5(
  title_marked, text_marked, title_folded, text_folded, province, year,
  content = '', tokenize = 'ascii'
);
CREATE VIRTUAL TABLE search_words USING fts5vocab(search, 'col');
-- in PostgreSQL
CREATE FUNCTION show_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM present WHERE article = OLD.number;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO present SELECT v.number, NEW.number, NEW.id, coalesce(v.published, ''), v.province,
    v.site
      FROM versions v WHERE v.version = NEW.version;
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION show_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE present SET published = coalesce(NEW.published, ''), province = NEW.province, site = NEW.site
    WHERE version = NEW.number;
  RETURN NULL;
END $$;
CREATE TRIGGER article_shown AFTER INSERT OR DELETE ON articles
  FOR EACH ROW EXECUTE FUNCTION show_article();
CREATE TRIGGER article_shown_anew AFTER UPDATE ON articles FOR EACH ROW
  WHEN (NEW.version <> OLD.version OR NEW.id <> OLD.id) EXECUTE FUNCTION show_article();
CREATE TRIGGER version_shown_anew AFTER UPDATE ON versions FOR EACH ROW
  WHEN (NEW.published IS DISTINCT FROM OLD.published OR NEW.province IS DISTINCT FROM OLD.province OR
        NEW.site IS DISTINCT FROM OLD.site)
  EXECUTE FUNCTION show_version();
-- in both
