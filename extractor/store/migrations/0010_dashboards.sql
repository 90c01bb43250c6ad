-- What dashboards read: docs/dashboards.md. Names and columns of these views stay as they are.

-- What people read for ids, from grammars/; written when records are resolved.
CREATE TABLE labels (
  kind TEXT NOT NULL,
  id   TEXT NOT NULL,
  vi   TEXT NOT NULL,
  en   TEXT NOT NULL,
  PRIMARY KEY (kind, id)
);
-- Codes of the General Statistics Office, before 2025-07-01 and from then on.
CREATE TABLE provinces (
  slug     TEXT PRIMARY KEY,
  vi       TEXT NOT NULL,
  en       TEXT NOT NULL,
  code     TEXT NOT NULL,
  new_slug TEXT NOT NULL,
  new_code TEXT NOT NULL
);

CREATE VIEW province_labels AS
  SELECT p.slug AS province, p.vi AS province_vi, p.en AS province_en, p.code AS province_code,
         n.slug AS new_province, n.vi AS new_province_vi, n.en AS new_province_en,
         p.new_code AS new_province_code
  FROM provinces p JOIN provinces n ON n.slug = p.new_slug;

-- One row for each award record. `date`: of the decision, else of the first news, where it is a day;
-- `year`: of achievement, else the last of the period, else of the news.
CREATE VIEW award_records AS
  SELECT w.id,
         w.form, coalesce(f.vi, w.form) AS form_vi, coalesce(f.en, w.form) AS form_en, w.grade,
         w.level, coalesce(l.vi, w.level) AS level_vi, coalesce(l.en, w.level) AS level_en,
         w.status, coalesce(s.vi, w.status) AS status_vi, coalesce(s.en, w.status) AS status_en,
         w.recipient_kind, w.recipient, w.recipient_of, b.key AS agency, b.name AS agency_vi,
         w.granted_by, w.shown_year AS year,
         CASE WHEN w.announced LIKE '____-__-__' AND w.announced NOT LIKE 'X%'
              THEN date(w.announced) END AS date,
         p.province, p.province_vi, p.province_en, p.province_code, p.new_province,
         p.new_province_vi, p.new_province_en, p.new_province_code,
         w.records, coalesce(w.recipients, 0) AS recipients, w.articles, w.changed_at
  FROM awards w
    LEFT JOIN labels f ON f.kind = 'form' AND f.id = w.form
    LEFT JOIN labels l ON l.kind = 'level' AND l.id = w.level
    LEFT JOIN labels s ON s.kind = 'status' AND s.id = w.status
    LEFT JOIN bodies b ON b.number = w.body
    LEFT JOIN province_labels p ON p.province = w.province;

-- Sums of the above. `date` is the first day of `year`.
CREATE VIEW awards_by_year AS
  SELECT year, CASE WHEN year BETWEEN 1900 AND 2100 THEN date(year || '-01-01') END AS date,
         status, status_vi, status_en,
         province, province_vi, province_en, province_code, new_province, new_province_vi,
         new_province_en, new_province_code,
         sum(records) AS records, sum(recipients) AS recipients
  FROM award_records
  GROUP BY year, status, status_vi, status_en, province, province_vi, province_en, province_code,
           new_province, new_province_vi, new_province_en, new_province_code;

CREATE VIEW awards_by_province AS
  SELECT province, province_vi, province_en, province_code, new_province, new_province_vi,
         new_province_en, new_province_code,
         year, date, status, status_vi, status_en, records, recipients
  FROM awards_by_year WHERE province IS NOT NULL;

CREATE VIEW awards_by_level AS
  SELECT level, level_vi, level_en,
         year, CASE WHEN year BETWEEN 1900 AND 2100 THEN date(year || '-01-01') END AS date,
         status, status_vi, status_en,
         province, province_vi, province_en, province_code, new_province, new_province_vi,
         new_province_en, new_province_code,
         sum(records) AS records, sum(recipients) AS recipients
  FROM award_records
  GROUP BY level, level_vi, level_en, year, status, status_vi, status_en, province, province_vi,
           province_en, province_code, new_province, new_province_vi, new_province_en,
           new_province_code;

CREATE VIEW awards_by_form AS
  SELECT form, form_vi, form_en,
         year, CASE WHEN year BETWEEN 1900 AND 2100 THEN date(year || '-01-01') END AS date,
         status, status_vi, status_en,
         province, province_vi, province_en, province_code, new_province, new_province_vi,
         new_province_en, new_province_code,
         sum(records) AS records, sum(recipients) AS recipients
  FROM award_records
  GROUP BY form, form_vi, form_en, year, status, status_vi, status_en, province, province_vi,
           province_en, province_code, new_province, new_province_vi, new_province_en,
           new_province_code;

-- Agencies that received awards themselves; persons and groups in them are not counted here.
CREATE VIEW awards_by_agency AS
  SELECT agency, agency_vi, form, form_vi, form_en,
         year, CASE WHEN year BETWEEN 1900 AND 2100 THEN date(year || '-01-01') END AS date,
         status, status_vi, status_en,
         province, province_vi, province_en, province_code, new_province, new_province_vi,
         new_province_en, new_province_code,
         sum(records) AS records, sum(recipients) AS recipients
  FROM award_records WHERE agency IS NOT NULL
  GROUP BY agency, agency_vi, form, form_vi, form_en, year, status, status_vi, status_en, province,
           province_vi, province_en, province_code, new_province, new_province_vi, new_province_en,
           new_province_code;

-- Heads and deputies of blocs. `contradicted`: other heads are told of for the same year.
CREATE VIEW bloc_heads AS
  SELECT r.id, r.block AS bloc, r.bloc AS bloc_vi,
         r.role, coalesce(l.vi, r.role) AS role_vi, coalesce(l.en, r.role) AS role_en,
         b.key AS agency, b.name AS agency_vi, r.persons, r.shown_year AS year, r.period,
         CASE WHEN r.announced LIKE '____-__-__' AND r.announced NOT LIKE 'X%'
              THEN date(r.announced) END AS date,
         p.province, p.province_vi, p.province_en, p.province_code, p.new_province,
         p.new_province_vi, p.new_province_en, p.new_province_code,
         CASE WHEN r.against = '[]' THEN 0 ELSE 1 END AS contradicted,
         1 AS records, r.articles
  FROM roles r
    LEFT JOIN labels l ON l.kind = 'role' AND l.id = r.role
    LEFT JOIN bodies b ON b.number = r.body
    LEFT JOIN province_labels p ON p.province = r.province;

-- How many articles stand behind the figures of a province and year; `telling`: that tell of awards.
CREATE VIEW coverage AS
  SELECT t.year, CASE WHEN t.year BETWEEN 1900 AND 2100 THEN date(t.year || '-01-01') END AS date,
         p.province, p.province_vi, p.province_en, p.province_code, p.new_province,
         p.new_province_vi, p.new_province_en, p.new_province_code,
         count(*) AS articles, sum(CASE WHEN t.awards > 0 THEN 1 ELSE 0 END) AS telling
  FROM told t LEFT JOIN province_labels p ON p.province = t.province
  GROUP BY t.year, p.province, p.province_vi, p.province_en, p.province_code, p.new_province,
           p.new_province_vi, p.new_province_en, p.new_province_code;
