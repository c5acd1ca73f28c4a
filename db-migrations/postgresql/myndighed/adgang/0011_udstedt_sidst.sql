-- What the provider's newest token said is kept, so that an older one gives no role back after a restart or on another server; and what was issued before a sign-out there is spent.
alter table bruger add column udstedt_sidst timestamptz;
alter table bruger add column afmeldt_til timestamptz;
