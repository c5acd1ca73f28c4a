-- Rights are told by roles, units and groups alone.
alter table soegningsfoelger drop column adgangsmaal;
