-- The list of cases in the order of due days, for each way of narrowing it. What else a statement of the list asks stands in
-- the index too: rows that it leaves out are never fetched, and a page costs the same whatever the number of cases.
DROP INDEX cases_by_due;
DROP INDEX cases_by_state;
DROP INDEX cases_of_member;
CREATE INDEX cases_by_due ON cases (pack, due_day, id, open, team, opened_at)
  WHERE merged_into IS NULL;
CREATE INDEX cases_by_state ON cases (pack, state, due_day, id, open, team, member, region, opened_at)
  WHERE merged_into IS NULL;
CREATE INDEX cases_of_service ON cases (pack, service, due_day, id, open, team, member, state, region, opened_at)
  WHERE merged_into IS NULL;
CREATE INDEX cases_in_region ON cases (pack, region, due_day, id, open, team, member, state, opened_at)
  WHERE merged_into IS NULL;
CREATE INDEX cases_in_cercle ON cases (pack, cercle, due_day, id, open, team, member, state, service, opened_at)
  WHERE merged_into IS NULL;
CREATE INDEX cases_in_commune ON cases (pack, commune, due_day, id, open, team, member, state, service, opened_at)
  WHERE merged_into IS NULL;
CREATE INDEX cases_of_member ON cases (pack, member, open, due_day, id, state, service, region, opened_at)
  WHERE member IS NOT NULL AND merged_into IS NULL;
-- SQLite takes a partial index only for the words of its condition: statements say FALSE.
DROP INDEX cases_to_erase;
CREATE INDEX cases_to_erase ON cases (erase_day) WHERE erase_day IS NOT NULL AND erased = FALSE;
-- A case that is erased takes its doors with it.
CREATE INDEX links_of_case ON links (case_id);
-- What waits for somebody to take it, and what waits to be read. Columns whose value is fixed stand first, so that SQLite
-- takes this index before any other.
CREATE INDEX cases_to_take ON cases (pack, open, member, office, due_day, id, state, service, region, cercle, commune, team)
  WHERE open = TRUE AND member IS NULL AND office IS NULL AND merged_into IS NULL;
CREATE INDEX cases_unread ON cases (pack, unread, due_day, id) WHERE unread = TRUE AND merged_into IS NULL;
