-- What the coordinator's page counts of open cases and of hand-overs stands whole in an index each: no row of the
-- tables is fetched. `open` is named though it is always true there: SQLite takes the index of more known columns.
CREATE INDEX cases_open ON cases (pack, open, member, opened_at, due_day, region, cercle, commune, id) WHERE open = TRUE;
CREATE INDEX cases_of_cercle ON cases (pack, cercle, opened_at, service, commune);
CREATE INDEX referrals_of_pack ON referrals (pack, office_id, state, acknowledge_day, answer_day, ended_at, case_id);
