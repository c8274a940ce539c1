-- What was asked for, what was tried and how it ended.

create table environment (
    id             integer generated always as identity primary key,
    digest         text  not null unique,
    name           text  not null, -- 'python-3.11.7-linux-x86_64'
    python_version text  not null, -- full version of the interpreter
    document       jsonb not null  -- marker values, ordered tags, operating system
);

create table run (
    id           bigint generated always as identity primary key,
    name         text        not null,
    digest       text        not null, -- of the experiment's content, script and files included
    repetition   integer     not null default 0, -- `--again` asks for the next one
    experiment   jsonb       not null,
    started_at   timestamptz not null,
    ended_at     timestamptz,
    state        text        not null check (state in ('running', 'complete', 'stopped', 'failed')),
    message      text,        -- of a run that failed: why, in words
    machine      jsonb,       -- where its inspections ran: facts, tools, what could not be enforced
    unique (digest, repetition)
);

create table run_environment (
    run_id         bigint  not null references run,
    environment_id integer not null references environment,
    position       integer not null,
    stack_count    numeric,          -- exact; null when it was not known when the run ended
    ending         text,             -- how the resolver's stream ended: complete, limit, deadline, memory, partial
    packages       integer,          -- types of the graph that are packages
    versions       integer,          -- their versions that can be in a stack
    tuples_feasible numeric,         -- of strategy cover
    tuples_covered  numeric,
    primary key (run_id, environment_id)
);

-- What was not considered, and why: a report's numbers must add up.
create table left_out (
    run_id         bigint  not null references run,
    environment_id integer not null references environment,
    package        text    not null,
    version        text    not null, -- '' when the whole package
    reason         text    not null, -- source_only, yanked, no_compatible_wheel, requires_python, uploaded_later, pre_release, limited, metadata, broken_requirement, missing
    detail         text    not null default '',
    primary key (run_id, environment_id, package, version, reason)
);

create table stack (
    id     bigint generated always as identity primary key,
    digest text not null unique -- SHA-256 over its sorted lines `name==version sha256 index`
);

create table stack_member (
    stack_id        bigint not null references stack,
    distribution_id bigint not null references distribution,
    primary key (stack_id, distribution_id)
);

create table specification (
    id       integer generated always as identity primary key,
    digest   text  not null unique,
    document jsonb not null -- script, files, environment variables, limits, batch size
);

-- One stack in one environment under one specification: whoever asks, whenever, it is the same row.
create table inspection (
    id               bigint generated always as identity primary key,
    digest           text    not null unique,
    stack_id         bigint  not null references stack,
    environment_id   integer not null references environment,
    specification_id integer not null references specification,
    state            text    not null check (state in ('planned', 'started', 'ended')),
    outcome          text check (outcome in ('passed', 'failed', 'build_failed', 'timed_out', 'out_of_memory',
                                             'infrastructure', 'flaky', 'cancelled')),
    attempts         integer not null default 0, -- how often it was started
    worker           integer,         -- who started it; such a process holds an advisory lock of this number while it lives
    backend          text,
    started_at       timestamptz,
    ended_at         timestamptz,
    build_seconds    double precision,
    build_log        text,            -- kept when the build failed, capped
    phase            text,            -- of a failure: build, import, run ...
    error_type       text,
    error_message    text,
    error_frame      text,            -- innermost frame outside the script: file:function
    signature        text,            -- normalized, so that equal failures can be grouped
    trace            text,            -- traceback as printed, capped
    check ((state = 'ended') = (outcome is not null)),
    check ((state = 'started') = (worker is not null))
);
create index inspection_by_stack on inspection (stack_id);
create index inspection_in_work on inspection (worker) where state = 'started';

-- Numbers for processes that run inspections, never given twice.
create sequence worker_number as integer;

create table item (
    inspection_id  bigint  not null references inspection,
    position       integer not null, -- 0 .. batch size - 1
    outcome        text    not null,
    exit_code      integer,
    wall_seconds   double precision,
    user_seconds   double precision,
    system_seconds double precision,
    peak_memory_bytes bigint,
    document       jsonb,            -- Amun's result document, raw
    primary key (inspection_id, position)
);

-- A run's claim on an inspection. What the run itself decided about it (not reached, cancelled) lives here.
create table run_inspection (
    run_id         bigint  not null references run,
    inspection_id  bigint  not null references inspection,
    environment_id integer not null references environment,
    position       integer not null, -- order of choice within the environment, from 0
    reused         boolean not null default false, -- had ended before this run asked
    decision       text check (decision in ('not_reached', 'cancelled')), -- counts only while the inspection has not ended
    primary key (run_id, inspection_id)
);
create index run_inspection_in_order on run_inspection (run_id, position, environment_id);
create index run_inspection_by_inspection on run_inspection (inspection_id);

-- The integer graph that a run's stacks were chosen from, as the resolver read it. Knowledge grows; a run that is resumed,
-- or repeated a year later, goes on with what it started from.
create table run_graph (
    run_id         bigint   not null references run,
    environment_id integer  not null references environment,
    graph          bytea    not null, -- the resolver's text form, gzip
    distributions  bigint[] not null, -- by id; 0 for an id that stands for no package version of its own (an extra)
    primary key (run_id, environment_id)
);
