-- Forms that came by mail and have been looked at: none is tried twice by itself.
create table sbsys_formular (
    post_id uuid primary key,
    tid     timestamptz not null,
    sag_id  uuid,
    grund   text
);
