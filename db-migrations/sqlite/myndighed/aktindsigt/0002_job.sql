-- The work that makes a request's answer, or gathers a person's data for it, and which of the two the latest is.
alter table indsigtsanmodning add column job_id blob;
alter table indsigtsanmodning add column job_art text;
