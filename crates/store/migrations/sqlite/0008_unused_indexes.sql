-- No statement looks these up; each cost a write at every change of its table.
DROP INDEX cases_waiting;
DROP INDEX referrals_of_office;
DROP INDEX members_team;
