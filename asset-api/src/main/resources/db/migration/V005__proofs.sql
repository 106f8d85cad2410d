-- What proves to an outsider that the ledger only grows. Tiles are made from the leaf hashes, and can be made again.

create table tile (
    level integer not null check (level between 0 and 7),
    index bigint not null check (index >= 0),
    hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
    primary key (level, index)
);
comment on table tile is
    'The tree over the leaves, up to 256 neighbouring hashes of one level in a row, eight levels apart (C2SP tlog-tiles).';
-- A part of a tile is read without the rest.
alter table tile alter column hashes set storage external;

create table checkpoint (
    number bigint primary key generated always as identity,
    origin text not null,
    size bigint not null check (size >= 1),
    root bytea not null check (length(root) = 32),
    note text not null,
    signed timestamptz not null,
    unique (origin, size)
);
comment on table checkpoint is
    'What was signed of the ledger. What counts is the signer''s own record of it, which stands outside of this database.';
