-- A file in an employee's own drop folder becomes one piece of post, also where it is met again after a kill.
create unique index indbakkepost_aflevering on indbakkepost (noegle) where postkasse_id is null and kanal = 'Scan';
