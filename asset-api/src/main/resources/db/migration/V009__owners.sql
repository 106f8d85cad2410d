-- The authority that answers for a record stands beside its head, and what an authority has is found from it.

alter table record_head add column owner uuid;

update record_head
set owner = (convert_from(payload.body, 'UTF8')::jsonb -> 'state'
    ->> case record_head.kind when 'DECLARATION' then 'subject' else 'owner' end)::uuid
from payload
where payload.position = record_head.position;

create index record_head_owner on record_head (owner) where owner is not null;
create index record_head_parent on record_head (parent) where parent is not null;

comment on table record_head is
    'The last version of each record; owner is the authority that answers for it, tail and head are those of links, of a'
    ' transfer its giver and taker, and tail is the authority of a declaration.';
