-- Days that a clock had used when it ended, so that figures over many need not count them anew.
alter table urstand add column brugt_ved_slut integer;
create index urstand_slut on urstand (ur, slut) where slut is not null;
