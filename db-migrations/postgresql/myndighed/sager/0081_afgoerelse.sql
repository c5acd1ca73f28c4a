-- What a decision must hold (forvaltningsloven §§ 22-25), and the kinds of decisions with where they can be appealed.
create table afgoerelsestype (
    id              uuid primary key,
    noegle          text    not null unique,
    navn            text    not null,
    klageinstans    text,
    klagevejledning text,
    aktiv           boolean not null,
    version         bigint  not null
);

alter table afgoerelse add column afgoerelsestype_id uuid references afgoerelsestype (id);
alter table afgoerelse add column udfald text;
alter table afgoerelse add column retsgrundlag text;
alter table afgoerelse add column hovedhensyn text;
alter table afgoerelse add column uden_skoen boolean not null default false;
alter table afgoerelse add column faktum text;
alter table afgoerelse add column klagevejledning text;

create table afgoerelsespart (
    afgoerelse_id uuid not null references afgoerelse (id),
    sagspart_id   uuid not null references sagspart (id),
    udfald        text not null,
    tilfoejelse   text,
    primary key (afgoerelse_id, sagspart_id)
);
