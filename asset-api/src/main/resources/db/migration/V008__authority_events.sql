-- What concerns an authority, in the order of the ledger: the stream of its events, and the way to all that was ever its own.

create table authority_event (
    authority uuid not null,
    position bigint not null,
    primary key (authority, position)
);
comment on table authority_event is
    'The events on whose behalf an authority stands, as their leaves say; of one by which it gave something up, too.';

insert into authority_event (authority, position)
select (said ->> 'auth')::uuid, position
from event cross join lateral (select convert_from(leaf, 'UTF8')::jsonb as said) leaf
where said ->> 'auth' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

-- Links are found by the record that they lead to, whatever they leave.
create index record_head_to on record_head (head) where head is not null;
