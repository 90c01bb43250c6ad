-- What other tools should look at: one row for each thing, with plain columns. The tables below hold
-- each fact once, as JSON; the views take it apart.

CREATE VIEW current AS
  SELECT a.id AS article, v.version, v.number, v.title, v.author, v.published, v.province, v.url,
         v.words
  FROM articles a JOIN versions v ON v.version = a.version;

CREATE VIEW award_facts AS
  SELECT f.id, c.article, c.version, c.published, c.province,
         f.json ->> '$.form' AS form, f.json ->> '$.grade' AS grade, f.json ->> '$.level' AS level,
         f.json ->> '$.status' AS status,
         f.json ->> '$.recipient.kind' AS recipient_kind,
         f.json ->> '$.recipient.name' AS recipient,
         f.json ->> '$.recipient.of' AS recipient_of,
         CAST(f.json ->> '$.recipient.count' AS INTEGER) AS recipient_count,
         f.json ->> '$.granted_by' AS granted_by,
         CAST(f.json ->> '$.year' AS INTEGER) AS year, f.json ->> '$.period' AS period,
         f.json ->> '$.decision.number' AS decision, f.json ->> '$.decision.date' AS decision_date,
         f.json ->> '$.text' AS text, f.rule
  FROM current c JOIN facts f ON f.version = c.number WHERE f.kind = 'award';

CREATE VIEW role_facts AS
  SELECT f.id, c.article, c.version, c.published, c.province,
         f.json ->> '$.role' AS role, f.json ->> '$.holder' AS holder,
         f.json ->> '$.person' AS person, f.json ->> '$.bloc' AS bloc,
         CAST(f.json ->> '$.year' AS INTEGER) AS year, f.json ->> '$.period' AS period,
         f.json ->> '$.text' AS text, f.rule
  FROM current c JOIN facts f ON f.version = c.number WHERE f.kind = 'bloc_role';

CREATE VIEW bloc_facts AS
  SELECT f.id, c.article, c.version, c.published, c.province,
         f.json ->> '$.name' AS name, f.json -> '$.aliases' AS aliases,
         f.json -> '$.members' AS members, f.json ->> '$.text' AS text, f.rule
  FROM current c JOIN facts f ON f.version = c.number WHERE f.kind = 'bloc';

-- in SQLite
CREATE VIEW official_facts AS
  SELECT f.id, c.article, c.version, c.published, c.province,
         f.json ->> '$.name' AS name, p.value ->> '$.title' AS title,
         p.value ->> '$.agency' AS agency, p.value ->> '$.former' AS former,
         f.json ->> '$.text' AS text, f.rule
  FROM current c JOIN facts f ON f.version = c.number
    LEFT JOIN json_each(f.json, '$.positions') p WHERE f.kind = 'official';
-- in PostgreSQL
CREATE VIEW official_facts AS
  SELECT f.id, c.article, c.version, c.published, c.province,
         f.json ->> '$.name' AS name, p.value ->> '$.title' AS title,
         p.value ->> '$.agency' AS agency, CASE p.value ->> '$.former' WHEN 'true' THEN 1 ELSE 0 END AS former,
         f.json ->> '$.text' AS text, f.rule
  FROM current c JOIN facts f ON f.version = c.number
    LEFT JOIN LATERAL json_array_elements((f.json -> '$.positions')::json) p ON true
  WHERE f.kind = 'official';
-- in both

CREATE VIEW agency_facts AS
  SELECT f.id, c.article, c.version, c.published, c.province,
         f.json ->> '$.name' AS name, f.json ->> '$.place' AS place,
         f.json ->> '$.kind' AS kind, f.json ->> '$.text' AS text, f.rule
  FROM current c JOIN facts f ON f.version = c.number WHERE f.kind = 'agency';

CREATE VIEW date_facts AS
  SELECT f.id, c.article, c.version, c.published, c.province,
         f.json ->> '$.value' AS value, f.json ->> '$.part_of_day' AS part_of_day,
         f.json ->> '$.text' AS text, f.rule
  FROM current c JOIN facts f ON f.version = c.number WHERE f.kind = 'date';

CREATE VIEW document_facts AS
  SELECT f.id, c.article, c.version, c.published, c.province,
         f.json ->> '$.type' AS type, f.json ->> '$.number' AS number,
         f.json ->> '$.date' AS date, f.json ->> '$.issuer' AS issuer,
         f.json ->> '$.text' AS text, f.rule
  FROM current c JOIN facts f ON f.version = c.number WHERE f.kind = 'document';

CREATE VIEW meetings AS
  SELECT f.id, c.article, c.version, c.published, c.province,
         f.json -> '$.activities' AS activities, f.json ->> '$.date' AS date,
         f.json ->> '$.bloc' AS bloc, CAST(f.json ->> '$.year' AS INTEGER) AS year,
         f.json ->> '$.venue' AS venue, f.json -> '$.officials' AS officials
  FROM current c JOIN facts f ON f.version = c.number WHERE f.kind = 'meeting';

-- Articles of which two versions share two of their eight keys or more (docs/store.md).
CREATE VIEW near_copies AS
  SELECT DISTINCT a.article AS article, b.article AS other FROM
    (SELECT m.version AS one, n.version AS two
     FROM near_keys m JOIN near_keys n ON n.key = m.key AND n.version <> m.version
     GROUP BY m.version, n.version HAVING count(*) >= 2) pair
    JOIN versions v ON v.number = pair.one JOIN captures c ON c.version = v.version
    JOIN addresses a ON a.id = c.address
    JOIN versions w ON w.number = pair.two JOIN captures d ON d.version = w.version
    JOIN addresses b ON b.id = d.address
  WHERE a.article <> b.article;

CREATE VIEW failures_by_site AS
  SELECT coalesce(site, '') AS site, stage, reason, count(*) AS failures
  FROM failures GROUP BY 1, 2, 3;
