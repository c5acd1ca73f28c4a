-- What administrators set up is changed on the version that was seen.
alter table sagsstatus add column version bigint not null default 1;
alter table sagsskabelon add column version bigint not null default 1;
alter table erindringstype add column version bigint not null default 1;
