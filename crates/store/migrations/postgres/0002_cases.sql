-- Case events are the truth. `cases` is the list projection, folded from them in the same transaction;
-- `dannaya audit` folds again and compares.
CREATE TABLE cases (
  id UUID PRIMARY KEY NOT NULL,
  pack TEXT NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  receipt_tag BYTEA NOT NULL UNIQUE,
  mailbox BYTEA NOT NULL,
  state TEXT NOT NULL,
  open BOOLEAN NOT NULL,
  place_code TEXT,
  region TEXT,
  cercle TEXT,
  commune TEXT,
  service TEXT,
  kind TEXT,
  opened_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  due_day BIGINT NOT NULL,
  version BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  credibility BIGINT,
  team UUID,
  member UUID,
  office UUID,
  unread BOOLEAN NOT NULL,
  merged_into UUID,
  closed_for TEXT,
  closed_at BIGINT,
  erase_day BIGINT,
  erased BOOLEAN NOT NULL
);
CREATE INDEX cases_by_due ON cases (pack, open, due_day, id);
CREATE INDEX cases_by_state ON cases (pack, state, due_day, id);
CREATE INDEX cases_by_age ON cases (pack, opened_at DESC, id);
CREATE INDEX cases_of_member ON cases (member, open, due_day) WHERE member IS NOT NULL;
CREATE INDEX cases_alike ON cases (pack, commune, opened_at, service);
CREATE INDEX cases_waiting ON cases (office, due_day) WHERE office IS NOT NULL;
CREATE INDEX cases_to_erase ON cases (erase_day) WHERE erase_day IS NOT NULL AND erased = FALSE;

CREATE TABLE events (
  case_id UUID NOT NULL,
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (case_id, seq)
);

CREATE TABLE envelopes (
  id UUID PRIMARY KEY NOT NULL,
  case_id UUID NOT NULL,
  purpose TEXT NOT NULL,
  wraps BYTEA NOT NULL,
  body BYTEA NOT NULL
);
CREATE INDEX envelopes_of_case ON envelopes (case_id);

CREATE TABLE exclusions (
  case_id UUID NOT NULL,
  team_id UUID NOT NULL,
  PRIMARY KEY (case_id, team_id)
);
CREATE INDEX exclusions_of_team ON exclusions (team_id);

CREATE TABLE referrals (
  id UUID PRIMARY KEY NOT NULL,
  case_id UUID NOT NULL,
  office_id UUID NOT NULL,
  pack TEXT NOT NULL,
  state TEXT NOT NULL,
  at BIGINT NOT NULL,
  acknowledge_day BIGINT NOT NULL,
  answer_day BIGINT NOT NULL,
  acknowledged_at BIGINT,
  ended_at BIGINT,
  escalated BOOLEAN NOT NULL
);
CREATE INDEX referrals_waiting ON referrals (state, answer_day);
CREATE INDEX referrals_of_office ON referrals (office_id, at);
CREATE INDEX referrals_of_case ON referrals (case_id);

-- The door of one referral for the public body. Nothing here opens the summary: that takes link and code.
CREATE TABLE links (
  id BYTEA PRIMARY KEY NOT NULL,
  referral_id UUID NOT NULL,
  case_id UUID NOT NULL,
  expires BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  holder BYTEA,
  key_sealed BYTEA,
  ended BOOLEAN NOT NULL
);
CREATE INDEX links_of_referral ON links (referral_id);

-- Counts by day, moved in the same transaction as the events they count.
CREATE TABLE tallies (
  pack TEXT NOT NULL,
  measure TEXT NOT NULL,
  region TEXT NOT NULL,
  day BIGINT NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (pack, measure, region, day)
);
