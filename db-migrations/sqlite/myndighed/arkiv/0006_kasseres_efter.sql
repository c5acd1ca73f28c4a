-- Years from closing until a case of code K may go: the code says no number, the authority does.
alter table arkivopsaetning add column kasseres_efter_aar integer not null default 5;
