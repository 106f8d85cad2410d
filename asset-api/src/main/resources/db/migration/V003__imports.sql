-- What became of the rows of imports: of those too that changed nothing, of which no event tells.

create table import_row (
    import uuid not null references record_head,
    tbl integer not null check (tbl >= 0),
    row integer not null check (row >= 1),
    record uuid not null references record_head,
    version integer not null check (version >= 1),
    outcome text not null check (outcome in ('ADDED', 'CHANGED', 'UNCHANGED')),
    primary key (import, tbl, row, record)
);
comment on table import_row is
    'Which record a row of an import was about, what became of it by that row, and its version after it.';

create index import_row_of on import_row (import, record, version);

create trigger append_only before update or delete on import_row for each row execute function refuse_change();
create trigger no_truncate before truncate on import_row for each statement execute function refuse_change();

-- Imports are listed by the events of their beginning.
create index event_import on event (position) where kind = 'IMPORT';
