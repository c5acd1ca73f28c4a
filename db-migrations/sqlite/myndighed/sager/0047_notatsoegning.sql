-- What notes are found by: heading and text, folded.
alter table journalnotat add column soegetekst text not null default '';
