-- The ledger: events are only ever added, in one gap-free order. What is derived from them and may change
-- (heads, claims) stands in tables of its own.

create table ledger_head (
    only_row boolean primary key default true check (only_row),
    origin text not null,
    size bigint not null check (size >= 0),
    recorded timestamptz not null
);
comment on table ledger_head is 'How many events there are. Its one row is the lock under which all writers take turns.';

create table event (
    position bigint primary key check (position >= 0),
    kind text not null,
    record uuid not null,
    version integer not null check (version >= 1),
    leaf bytea not null,
    leaf_hash bytea not null check (length(leaf_hash) = 32),
    unique (record, version)
);
comment on table event is 'What happened. The leaf is the canonical envelope, byte for byte as it was hashed.';

create table payload (
    position bigint primary key references event,
    salt bytea not null check (length(salt) = 32),
    body bytea not null
);
comment on table payload is 'What an event says: canonical bytes, to which the leaf commits. Apart, so that it could be erased.';

create table answer (
    authority text not null,
    key uuid not null,
    request_hash bytea not null,
    body bytea not null,
    primary key (authority, key)
);
comment on table answer is 'What a request was answered, by its idempotency key, so that repeating it does nothing twice.';

create table pack_content (
    sha256 text primary key,
    content bytea not null
);
comment on table pack_content is 'The files of packs that were ever activated, by their hash.';

create table record_head (
    record uuid primary key,
    kind text not null,
    version integer not null,
    position bigint not null references event,
    leaf_hash text not null,
    parent uuid,
    tail uuid,
    head uuid
);
create index record_head_between on record_head (tail, head) where tail is not null;
comment on table record_head is 'The last version of each record; tail and head are those of links.';

create table identifier_claim (
    scheme text not null,
    value text not null,
    record uuid not null references record_head,
    primary key (scheme, value, record)
);
create index identifier_claim_of on identifier_claim (record);
comment on table identifier_claim is 'Which records carry an external identifier at present.';

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The table % is append-only: % is refused', tg_table_name, tg_op;
end
$$;

create trigger append_only before update or delete on event for each row execute function refuse_change();
create trigger append_only before update or delete on payload for each row execute function refuse_change();
create trigger append_only before update or delete on answer for each row execute function refuse_change();
create trigger append_only before update or delete on pack_content for each row execute function refuse_change();
create trigger no_truncate before truncate on event for each statement execute function refuse_change();
create trigger no_truncate before truncate on payload for each statement execute function refuse_change();
create trigger no_truncate before truncate on answer for each statement execute function refuse_change();
create trigger no_truncate before truncate on pack_content for each statement execute function refuse_change();

insert into ledger_head (origin, size, recorded)
values ('ledger/' || gen_random_uuid(), 0, '1970-01-01T00:00:00Z');
