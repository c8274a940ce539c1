-- What is still to be learnt, who waits for it, and what is known of a version besides what its index says.

-- One version to be solved for one environment: which of its files an installer would take there, and what that file requires.
-- A row is asked for once; who asks again finds it.
create table solve (
    id               bigint generated always as identity primary key,
    package_index_id integer not null references package_index,
    package          text    not null, -- PEP 503
    version          text    not null, -- PEP 440, normalized
    environment_id   integer not null references environment,
    files            text[]  not null default '{}', -- to be read as well: what somebody who sees fewer files would take
    state            text    not null check (state in ('planned', 'started', 'ended')),
    outcome          text check (outcome in ('solved', 'failed', 'unsolvable', 'missing')),
    reason           text,        -- of an outcome other than solved, or of the last attempt that is to be repeated
    etag             text,        -- of the page it was decided by: while the page says the same, a failure is final
    attempts         integer     not null default 0,
    retry_after      timestamptz, -- after a fault that may pass: not before
    worker           integer,     -- who started it; such a process holds an advisory lock of this number while it lives
    message_id       uuid,        -- of the message that asked for it
    correlation_id   text,
    planned_at       timestamptz not null,
    started_at       timestamptz,
    ended_at         timestamptz,
    unique (package, version, package_index_id, environment_id),
    check ((state = 'ended') = (outcome is not null)),
    check ((state = 'started') = (worker is not null))
);
create index solve_to_do on solve (id) where state = 'planned';
create index solve_in_work on solve (worker) where state = 'started';

-- A page that is to be looked at, because somebody asked for what it may list.
create table page_look (
    id               bigint generated always as identity primary key,
    package_index_id integer not null references package_index,
    package          text    not null, -- PEP 503
    state            text    not null check (state in ('planned', 'started', 'ended')),
    reason           text,        -- of the last attempt that is to be repeated
    attempts         integer     not null default 0,
    retry_after      timestamptz, -- as of a solve
    worker           integer,
    planned_at       timestamptz not null,
    unique (package, package_index_id),
    check ((state = 'started') = (worker is not null))
);
create index page_look_to_do on page_look (id) where state = 'planned';

-- What is to follow once the page is known. Gone when it has.
create table page_ask (
    id             bigint generated always as identity primary key,
    page_look_id   bigint    not null references page_look,
    version        text,               -- that one; null for those that specifiers admit
    specifiers     text[],             -- any of them; null for every version, empty for none: the page alone was asked for
    filename       text,               -- to be read of that version
    environments   integer[] not null, -- to solve them for
    again          boolean   not null, -- whether what is solved is to be solved again
    message_id     uuid,
    correlation_id text,
    topic          text,               -- of the message that asks, and what it said: it becomes a dead letter where
    payload        text                -- no index has the package
);
create index page_ask_of_look on page_ask (page_look_id);

-- A run that has asked for knowledge by messages and waits for it. It may go on when open_needs is 0.
create table parked_run (
    run_id         bigint primary key references run on delete cascade,
    correlation_id text        not null,
    experiment     text        not null, -- canonical: who goes on with it needs no file
    output         text,                 -- where its report is to be written; null for the usual place
    open_needs     integer     not null check (open_needs >= 0),
    rounds         integer     not null default 0, -- how often it has asked
    pages_asked    integer     not null default 0, -- in all rounds
    versions_asked integer     not null default 0,
    parked_at      timestamptz not null, -- for the first time
    ready_at       timestamptz,          -- when the last need of the last round was met
    resumed_at     timestamptz,          -- when everything was known
    wanted         boolean     not null default false -- a message has said that it can go on, and nobody has looked yet
);

-- What a parked run lacks: a page (version is ''), or what a file requires. Gone as soon as it is there.
create table parked_need (
    run_id           bigint  not null references parked_run on delete cascade,
    package          text    not null,
    version          text    not null,
    package_index_id integer not null references package_index,
    environment_id   integer not null references environment,
    filename         text,        -- the one to be read; null of a page
    fresh_since      timestamptz, -- of a page: met by one that the index confirmed since
    primary key (package, version, package_index_id, environment_id, run_id)
);
create index parked_need_of_run on parked_need (run_id);

-- What messages say of a version, and which message said it. `missing` is package_version's too, which counts.
create table version_flag (
    package_version_id bigint      not null references package_version,
    flag               text        not null check (flag in ('missing', 'source_distribution', 'hash_mismatch')),
    value              boolean     not null,
    reason             text        not null default '',
    message_id         uuid,
    changed_at         timestamptz not null,
    primary key (package_version_id, flag)
);

-- How often a version's code does what a security linter warns of, and how much code there is.
create table security_analysis (
    package_version_id bigint primary key references package_version,
    state              text        not null check (state in ('planned', 'started', 'ended')),
    outcome            text check (outcome in ('analyzed', 'failed')),
    reason             text,        -- of a failure: it is not tried again until something about the version's files changes
    filename           text,        -- of the file that was looked at
    tools              text,        -- and their versions
    attempts           integer     not null default 0,
    retry_after        timestamptz,
    worker             integer,     -- as of a solve
    message_id         uuid,
    correlation_id     text,
    planned_at         timestamptz not null,
    ended_at           timestamptz,
    check ((state = 'ended') = (outcome is not null)),
    check ((state = 'started') = (worker is not null))
);
create index security_to_do on security_analysis (planned_at) where state = 'planned';

create table security_indicator (
    package_version_id bigint not null references security_analysis on delete cascade,
    tool               text   not null, -- bandit, pygount
    name               text   not null, -- 'high/medium': severity/confidence; or a language
    value              bigint not null, -- how many warnings, how many lines of code
    primary key (package_version_id, tool, name)
);

-- What was possible in an environment by what was known when the run began, before anything was learnt for it.
alter table run_environment add column count_at_start numeric; -- null while, or where, that is not known
alter table run_environment add column known_at_start boolean; -- all was known then: what is possible now was possible then

-- Stacks outlive their members' being on an index: such a stack is marked, not deleted, and a member that is back clears it.
alter table stack add column impossible_since timestamptz;

create function mark_stacks() returns trigger language plpgsql as $$
begin
    update stack s
    set impossible_since = case when new.missing then coalesce(s.impossible_since, now()) end
    from stack_member m join distribution d on d.id = m.distribution_id
    where s.id = m.stack_id and d.package_version_id = new.id
      and (new.missing or not exists (
          select from stack_member o
          join distribution od on od.id = o.distribution_id
          join package_version ov on ov.id = od.package_version_id
          where o.stack_id = s.id and ov.missing));
    return null;
end $$;

create trigger mark_stacks after update of missing on package_version
    for each row when (old.missing is distinct from new.missing) execute function mark_stacks();

create index stack_member_of_distribution on stack_member (distribution_id);

-- What messages say, on its way and when it has come.

-- A message is a row of the transaction that found the fact it tells; a relay publishes it afterwards, in the order of ids.
create table outbox (
    id             bigint      generated always as identity primary key,
    message_id     uuid        not null unique,
    topic          text        not null, -- without a deployment's prefix
    key            text        not null, -- order holds among messages of one topic and key
    payload        json        not null, -- as it goes over the wire
    hints          jsonb       not null default '{}', -- what we say beyond the message's own fields; travels in headers
    correlation_id text        not null, -- the same from the first cause to the last effect
    cause_id       uuid,                 -- the message whose handling wrote this one
    written_at     timestamptz not null default now(),
    published_at   timestamptz,
    problem        text                  -- why it can never be published, such as a topic's name that the broker refuses
);
create index outbox_waiting on outbox (id) where published_at is null and problem is null;
create index outbox_by_correlation on outbox (correlation_id);

-- What a consumer has done with a message. The row is of the transaction that did it: a message that comes again is known.
create table handled_message (
    consumer       text        not null, -- the role of a group of consumers
    message_id     uuid        not null,
    topic          text        not null, -- without a deployment's prefix
    key            text,
    partition      integer     not null,
    position       bigint      not null, -- the record's offset
    correlation_id text        not null,
    cause_id       uuid,
    written_at     timestamptz not null, -- when its sender wrote it
    handled_at     timestamptz not null default now(),
    result         text        not null check (result in ('handled', 'dead')),
    reason         text,                 -- of a dead letter: why, in words
    primary key (consumer, message_id),
    check ((result = 'dead') = (reason is not null))
);
create index handled_message_by_correlation on handled_message (correlation_id);
