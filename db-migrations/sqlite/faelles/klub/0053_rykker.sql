-- What was owed when a reminder was sent stands in its letter, whatever is paid afterwards.
alter table klub_rykker add column skyldigt_oere integer;
