-- What has come over from another system, by its number there: a second run makes no doubles. Of files also the hash and size that the source gave them.
create table sbsys_import (
    kilde      text        not null,
    slags      text        not null,
    noegle     text collate "C" not null,
    sag_id     uuid        not null,
    maal_id    uuid        not null,
    sha256     text,
    stoerrelse bigint,
    tid        timestamptz not null,
    primary key (kilde, slags, noegle)
);
