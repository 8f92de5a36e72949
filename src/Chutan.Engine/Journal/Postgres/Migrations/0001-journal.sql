-- The journal of each partition: one row per record, chained by hash, exactly as in the file journal.
create table chutan_journal (
    partition text   not null,
    position  bigint not null check (position >= 0),
    hash      bytea  not null check (octet_length(hash) = 32),
    payload   bytea  not null,
    primary key (partition, position)
);

-- Where each partition's journal ends. Moving it and adding the rows is one statement, so an owner that has been
-- overtaken finds another end than the one it knows and adds nothing; and rows missing at the end are noticed.
create table chutan_journal_head (
    partition     text   primary key,
    next_position bigint not null check (next_position >= 0),
    hash          bytea  not null check (octet_length(hash) = 32)
);
