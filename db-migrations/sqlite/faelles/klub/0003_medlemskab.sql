-- On the way in: the business case and the council's decision. On the way out: notice, the hand-over of data, and the certificate.
alter table klub_medlem add column businesscase text;
alter table klub_medlem add column besluttet text;
alter table klub_medlem add column beslutning text;
alter table klub_medlem add column opsagt text;
alter table klub_medlem add column kvitteret text;
alter table klub_medlem add column kvitteret_af text;
alter table klub_medlem add column arkivversion text;
alter table klub_medlem add column arkiv_godkendt text;
alter table klub_medlem add column slettet text;
alter table klub_medlem add column attest text;
