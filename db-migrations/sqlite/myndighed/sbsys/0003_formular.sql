-- Forms that came by mail and have been looked at: none is tried twice by itself.
create table sbsys_formular (
    post_id blob primary key,
    tid     integer not null,
    sag_id  blob,
    grund   text
) without rowid;
