-- Which server delivers, and until when it may be alone with it; and how many refusals in a row.
alter table webhook add column holdes_af uuid;
alter table webhook add column holdes_til timestamptz;
alter table webhook add column afvist_i_traek integer not null default 0;
