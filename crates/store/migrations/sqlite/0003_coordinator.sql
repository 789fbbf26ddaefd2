-- What the coordinator's page counts of open cases stands whole in this index: no row of the table is fetched.
CREATE INDEX cases_open ON cases (pack, opened_at, due_day, member, region, cercle, commune, id) WHERE open = TRUE;
CREATE INDEX cases_of_cercle ON cases (pack, cercle, opened_at);
