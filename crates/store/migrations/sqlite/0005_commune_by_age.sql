-- The cases of one commune by age: for the list, newest first, and for likely duplicates. What else either asks stands in the
-- index too.
DROP INDEX cases_alike;
CREATE INDEX cases_in_commune_by_age ON cases
  (pack, commune, opened_at DESC, id, service, open, state, member, office, team, due_day, merged_into);
