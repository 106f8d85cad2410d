-- Declarations are found by the authority that made them, so that one which is repeated is known.

update record_head
set tail = (convert_from(payload.body, 'UTF8')::jsonb -> 'state' ->> 'subject')::uuid
from payload
where payload.position = record_head.position and record_head.kind = 'DECLARATION';

comment on table record_head is
    'The last version of each record; tail and head are those of links, and tail is the authority of a declaration.';
