-- Idempotency keys belong to the person who made them up, whatever authority he records for.
alter table answer rename column authority to person;

-- Rights are read again and again, a few at a time.
create index event_grant on event (position) where kind = 'GRANT';
