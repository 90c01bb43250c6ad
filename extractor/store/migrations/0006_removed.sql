-- Ids that listings gave and give no more, so that who follows them learns of it. An id that came
-- back stands in its own table again and counts no more here.
CREATE TABLE removed (
  kind       TEXT NOT NULL,
  id         TEXT NOT NULL,
  removed_at TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
