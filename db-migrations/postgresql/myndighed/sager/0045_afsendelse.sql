-- How an outgoing document was sent, and to whom as it was said then.
alter table endeliggoerelse add column maade text;
alter table endeliggoerelse add column modtagere text;
