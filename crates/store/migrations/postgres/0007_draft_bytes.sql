-- What the files of unfinished reports weigh, added up in an index alone whatever their number.
ALTER TABLE drafts ADD COLUMN bytes BIGINT NOT NULL DEFAULT 0;
CREATE INDEX drafts_files ON drafts (bytes) WHERE page = 'file';
