-- What waits for a person's judgement, found without reading every fact and record. The conditions
-- are those of sql_review.cc, letter for letter: only so is the index used.
CREATE INDEX facts_doubtful ON facts (version, place)
  WHERE (kind = 'finding' OR json ->> '$.confidence' = 'doubtful');
CREATE INDEX awards_unsettled ON awards (id) WHERE (conflicts <> '[]' OR open = 1);
CREATE INDEX roles_unsettled ON roles (id) WHERE (against <> '[]');
