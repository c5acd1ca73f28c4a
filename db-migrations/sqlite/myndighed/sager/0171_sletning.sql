-- When what told who a case was about was deleted.
alter table sag add column slettet integer;
