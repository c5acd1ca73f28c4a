-- What has come over from another system, by its number there: a second run makes no doubles. Of files also the hash and size that the source gave them.
create table sbsys_import (
    kilde      text    not null,
    slags      text    not null,
    noegle     text    not null,
    sag_id     blob    not null,
    maal_id    blob    not null,
    sha256     text,
    stoerrelse integer,
    tid        integer not null,
    primary key (kilde, slags, noegle)
) without rowid;
