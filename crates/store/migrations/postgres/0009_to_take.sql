-- What waits for somebody to take it, by each narrowing of the list: counting it passes by nothing else that waits. Columns
-- whose value is fixed stand first, so that SQLite takes these before the indexes of all cases.
CREATE INDEX cases_to_take_in_state ON cases
  (pack, open, member, office, state, due_day, id, service, region, cercle, commune, team)
  WHERE open = TRUE AND member IS NULL AND office IS NULL AND merged_into IS NULL;
CREATE INDEX cases_to_take_of_service ON cases
  (pack, open, member, office, service, due_day, id, state, region, cercle, commune, team)
  WHERE open = TRUE AND member IS NULL AND office IS NULL AND merged_into IS NULL;
CREATE INDEX cases_to_take_in_cercle ON cases
  (pack, open, member, office, cercle, due_day, id, state, service, region, commune, team)
  WHERE open = TRUE AND member IS NULL AND office IS NULL AND merged_into IS NULL;
CREATE INDEX cases_to_take_in_commune ON cases
  (pack, open, member, office, commune, due_day, id, state, service, region, cercle, team)
  WHERE open = TRUE AND member IS NULL AND office IS NULL AND merged_into IS NULL;
