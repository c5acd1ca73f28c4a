-- Walks through the stored files, and what they found.
create table filkontrol (
    nr         integer primary key autoincrement,
    id         blob    not null unique,
    job_id     blob    not null,
    bestilt_af blob,
    bestilt    integer not null,
    naaet      text    not null,
    filer      integer not null,
    bytes      integer not null,
    fejl       integer not null,
    afsluttet  integer
);

create table filkontrolfund (
    kontrol_id blob not null references filkontrol (id),
    sha256     text not null,
    art        text not null,
    navn       text not null,
    primary key (kontrol_id, sha256)
) without rowid;
