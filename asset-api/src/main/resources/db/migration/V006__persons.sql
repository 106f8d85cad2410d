-- Persons: what was said of one can be erased, and nothing else of a ledger. The right to it lies in the ledger itself: a
-- payload may go once an event stands in the ledger that says so, and not before.

create function is_erased(place bigint) returns boolean language sql stable as $$
    select exists (
        select from event described join event mark on mark.record = described.record and mark.version > described.version
        where described.position = place and described.kind = 'PERSON' and mark.kind = 'PERSON'
          and convert_from(mark.leaf, 'UTF8')::jsonb ->> 'type' = 'PERSON_ERASED')
$$;
comment on function is_erased is 'Whether a later event says that what an event said of a person was erased.';

create function keep_payload() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and is_erased(old.position) then
        return old;
    end if;
    raise exception 'The table % is append-only: % is refused', tg_table_name, tg_op;
end
$$;

-- The hash of a request that described somebody tells who it was to whoever guesses right. Thirty-two zero bytes are the
-- hash of no request.
create function keep_answer() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.request_hash = decode(repeat('00', 32), 'hex')
        and (new.person, new.key, new.body) = (old.person, old.key, old.body)
        and is_erased((convert_from(old.body, 'UTF8')::jsonb #>> '{items,0,position}')::bigint) then
        return new;
    end if;
    raise exception 'The table % is append-only: % is refused', tg_table_name, tg_op;
end
$$;

drop trigger append_only on payload;
create trigger append_only before update or delete on payload for each row execute function keep_payload();
drop trigger append_only on answer;
create trigger append_only before update or delete on answer for each row execute function keep_answer();

comment on table payload is
    'What an event says: canonical bytes, to which the leaf commits. Apart, so that what it says of a person can be erased.';

-- What the planner keeps of a column are values of it, in a table that nobody would look into.
alter table payload alter column salt set statistics 0, alter column body set statistics 0;
alter table answer alter column request_hash set statistics 0;

create index event_person on event (position) where kind = 'PERSON';
