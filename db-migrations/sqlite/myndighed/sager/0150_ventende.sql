-- What may wait for someone, for the numbers in everyone's menu: approvals by whom they name, and those sent back lately.
create index godkendelsesled_venter on godkendelsesled (reference) where udfald = 'Venter';
create index godkendelse_returneret on godkendelse (afsluttet) where udfald = 'Returneret';
