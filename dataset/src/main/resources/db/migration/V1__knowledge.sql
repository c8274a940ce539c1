-- What the package indexes offer. Facts are kept as they were written (names normalized, nothing resolved), so that a
-- release of tonight is reachable from a requirement of last year.

create table package_index (
    id  integer generated always as identity primary key,
    url text not null unique
);

-- One project page of one index. An absent page is a fact too: the index was asked and has no such package.
create table index_page (
    package_index_id integer     not null references package_index,
    package          text        not null,
    present          boolean     not null,
    etag             text,
    fetched_at       timestamptz not null,
    primary key (package_index_id, package)
);

create table package_version (
    id               bigint generated always as identity primary key,
    package_index_id integer not null references package_index,
    package          text    not null, -- PEP 503
    version          text    not null, -- PEP 440, normalized
    -- True once a version that was known is on the index's page no longer. It is never chosen again and never deleted.
    missing          boolean not null default false,
    unique (package, version, package_index_id)
);

-- The requirements that one or many distributions state; equal statements are stored once.
create table core_metadata (
    id              bigint generated always as identity primary key,
    digest          text   not null unique, -- SHA-256 over the fields kept
    requires_python text,
    extras          text[] not null -- Provides-Extra, normalized
);

create table requirement (
    core_metadata_id bigint  not null references core_metadata,
    position         integer not null,
    line             text    not null, -- as written
    package          text    not null, -- PEP 503
    extras           text[]  not null, -- asked of that package: name[extra]
    specifier        text    not null, -- '' when any version will do
    url              text,
    marker           text,
    gates            text[]  not null, -- the extras its marker mentions: reached only through one of them; '{}' when always
    primary key (core_metadata_id, position)
);

-- The compatibility tags (PEP 425) of many wheels: a hundred thousand files have a few hundred sets of tags between them.
create table wheel_tags (
    id       integer generated always as identity primary key,
    python   text[] not null,
    abi      text[] not null,
    platform text[] not null,
    unique (python, abi, platform)
);

create table distribution (
    id                 bigint generated always as identity primary key,
    package_version_id bigint      not null references package_version,
    filename           text        not null,
    kind               text        not null check (kind in ('wheel', 'source')),
    url                text        not null,
    sha256             text,
    size_bytes         bigint,
    uploaded_at        timestamptz,          -- null where the index does not say
    requires_python    text,
    yanked             boolean     not null default false,
    yanked_reason      text,
    wheel_tags_id      integer references wheel_tags, -- null for a source distribution
    metadata_offered   boolean     not null, -- PEP 658: the index says it serves the file's metadata by itself
    core_metadata_id   bigint references core_metadata, -- null until learnt
    metadata_problem   text,                 -- why it could not be learnt; such a distribution is no candidate
    missing            boolean     not null default false,
    learnt_at          timestamptz,
    unique (package_version_id, filename),
    check ((kind = 'wheel') = (wheel_tags_id is not null))
);
-- The closure of a root asks for nothing of a distribution but its metadata.
create index distribution_metadata on distribution (package_version_id, wheel_tags_id, core_metadata_id)
    where not missing;
