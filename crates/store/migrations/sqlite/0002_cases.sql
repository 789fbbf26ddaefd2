-- Case events are the truth. `cases` is the list projection, folded from them in the same transaction;
-- `dannaya audit` folds again and compares.
CREATE TABLE cases (
  id BLOB PRIMARY KEY NOT NULL,
  pack TEXT NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  receipt_tag BLOB NOT NULL UNIQUE,
  mailbox BLOB NOT NULL,
  state TEXT NOT NULL,
  open INTEGER NOT NULL,
  place_code TEXT,
  region TEXT,
  cercle TEXT,
  commune TEXT,
  service TEXT,
  kind TEXT,
  opened_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  due_day INTEGER NOT NULL,
  version INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  credibility INTEGER,
  team BLOB,
  member BLOB,
  office BLOB,
  unread INTEGER NOT NULL,
  merged_into BLOB,
  closed_for TEXT,
  closed_at INTEGER,
  erase_day INTEGER,
  erased INTEGER NOT NULL
) STRICT;
CREATE INDEX cases_by_due ON cases (pack, open, due_day, id);
CREATE INDEX cases_by_state ON cases (pack, state, due_day, id);
CREATE INDEX cases_by_age ON cases (pack, opened_at DESC, id);
CREATE INDEX cases_of_member ON cases (member, open, due_day) WHERE member IS NOT NULL;
CREATE INDEX cases_alike ON cases (pack, commune, opened_at, service);
CREATE INDEX cases_waiting ON cases (office, due_day) WHERE office IS NOT NULL;
CREATE INDEX cases_to_erase ON cases (erase_day) WHERE erase_day IS NOT NULL AND erased = 0;

CREATE TABLE events (
  case_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE envelopes (
  id BLOB PRIMARY KEY NOT NULL,
  case_id BLOB NOT NULL,
  purpose TEXT NOT NULL,
  wraps BLOB NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX envelopes_of_case ON envelopes (case_id);

CREATE TABLE exclusions (
  case_id BLOB NOT NULL,
  team_id BLOB NOT NULL,
  PRIMARY KEY (case_id, team_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX exclusions_of_team ON exclusions (team_id);

CREATE TABLE referrals (
  id BLOB PRIMARY KEY NOT NULL,
  case_id BLOB NOT NULL,
  office_id BLOB NOT NULL,
  pack TEXT NOT NULL,
  state TEXT NOT NULL,
  at INTEGER NOT NULL,
  acknowledge_day INTEGER NOT NULL,
  answer_day INTEGER NOT NULL,
  acknowledged_at INTEGER,
  ended_at INTEGER,
  escalated INTEGER NOT NULL
) STRICT;
CREATE INDEX referrals_waiting ON referrals (state, answer_day);
CREATE INDEX referrals_of_office ON referrals (office_id, at);
CREATE INDEX referrals_of_case ON referrals (case_id);

-- The door of one referral for the public body. Nothing here opens the summary: that takes link and code.
CREATE TABLE links (
  id BLOB PRIMARY KEY NOT NULL,
  referral_id BLOB NOT NULL,
  case_id BLOB NOT NULL,
  expires INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  holder BLOB,
  key_sealed BLOB,
  ended INTEGER NOT NULL
) STRICT;
CREATE INDEX links_of_referral ON links (referral_id);

-- Counts by day, moved in the same transaction as the events they count.
CREATE TABLE tallies (
  pack TEXT NOT NULL,
  measure TEXT NOT NULL,
  region TEXT NOT NULL,
  day INTEGER NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (pack, measure, region, day)
) STRICT, WITHOUT ROWID;
