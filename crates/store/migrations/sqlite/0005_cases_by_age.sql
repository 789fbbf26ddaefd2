-- Cases by age, of one commune and of the whole country: for the list, newest first, and for likely duplicates. What else either
-- asks stands in the index too, so that rows which are left out are never fetched; so with what waits to be read.
DROP INDEX cases_alike;
DROP INDEX cases_by_age;
DROP INDEX cases_unread;
CREATE INDEX cases_in_commune_by_age ON cases
  (pack, commune, opened_at DESC, id, service, open, state, member, office, team, due_day, merged_into);
CREATE INDEX cases_by_age ON cases
  (pack, opened_at DESC, id, service, state, open, member, office, team, due_day, region, cercle, commune, merged_into);
CREATE INDEX cases_unread ON cases (pack, unread, due_day, id, state, service, region, cercle, commune, team)
  WHERE unread = TRUE AND merged_into IS NULL;
