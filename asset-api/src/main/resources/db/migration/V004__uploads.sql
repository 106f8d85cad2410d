-- What people uploaded, while it is worked on and for some days after. Nothing of the ledger hangs on it.

create table upload (
    id uuid primary key,
    person text not null,
    place text not null,
    file text not null,
    mapping text not null,
    mode text not null check (mode in ('CHECK', 'IMPORT')),
    skips_bad_rows boolean not null,
    state text not null
        check (state in ('RECEIVED', 'CHECKING', 'CHECKED', 'SENDING', 'DONE', 'REFUSED', 'STOPPED', 'FAILED')),
    rows bigint not null,
    of_rows bigint not null,
    added bigint not null,
    changed bigint not null,
    unchanged bigint not null,
    repeated bigint not null,
    reported bigint not null,
    problem_count bigint not null,
    problem_list text not null,
    import_id uuid,
    sentence text,
    received timestamptz not null,
    ended timestamptz
);
create index upload_of on upload (person, received desc, id desc);
create index upload_at on upload (place, ended);
comment on table upload is 'Files that were uploaded to be checked or imported: how far that is, and what came of it.';
