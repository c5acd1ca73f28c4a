-- Phrases: words that are written again and again, with an owner and a day on which they must be looked through.
create table frase (
    nr         integer primary key autoincrement,
    id         blob    not null unique,
    noegle     text    not null unique,
    titel      text    not null,
    tekst      text    not null,
    enhed_id   blob,
    ejer_id    blob    not null,
    gennemses  text    not null,
    aktiv      integer not null,
    rettet     integer not null,
    rettet_af  blob    not null,
    soegetekst text    not null,
    titelorden text    not null,
    version    integer not null
);
create index frase_titel on frase (titelorden, nr);
create index frase_gennemses on frase (gennemses) where aktiv = 1;
