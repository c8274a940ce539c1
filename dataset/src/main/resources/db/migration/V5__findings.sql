-- What was measured, and what was found.

-- Why a run asks for an inspection: its strategy chose the stack; a search for a cause, or for what is slower, needed it; or it is
-- a stack that was chosen already, once more under another name: to see how much two measurements of the same differ (control),
-- or to compare probes with what was measured before them (anchor).
alter table run_inspection
    add column role text not null default 'chosen' check (role in ('chosen', 'probe', 'control', 'anchor'));

-- Among what a measured item ran. Only items of the same hardware, the same run and the same parameters are compared.
create table measured_item (
    inspection_id bigint  not null,
    position      integer not null,
    run_id        bigint  not null references run, -- in whose rounds it took part
    session       integer not null, -- of the run's rounds: 0 for the stacks that were chosen, 1 for the first further ones
    round         integer not null, -- of the session, from 0; each builds the environment anew
    script_sha256 text    not null,
    hardware      text    not null, -- processor: brand, family, model, stepping, how many
    parameters    text    not null, -- what the script says it was set to: JSON, keys sorted; '{}' when it says nothing
    conditions    jsonb   not null, -- processors it was pinned to, governor, load, steal
    primary key (inspection_id, position),
    foreign key (inspection_id, position) references item on delete cascade
);

create table measurement (
    inspection_id bigint  not null,
    position      integer not null,
    metric        text    not null, -- wall_time, cpu_time, peak_memory ..., or NAME.KEY of the script's own indicators
    iteration     integer not null, -- from 0; of a metric with several values in one item
    unit          text    not null, -- as declared: s, ms, By, 1 ...; '' when the script declares none
    value         double precision not null,
    primary key (inspection_id, position, metric, iteration),
    foreign key (inspection_id, position) references measured_item on delete cascade
);

-- An inspection that a run had run once more, because something hangs on whether it ends alike.
create table repetition (
    inspection_id bigint      not null references inspection,
    run_id        bigint      not null references run,
    number        integer     not null, -- from 1
    outcome       text        not null,
    signature     text,
    ended_at      timestamptz not null,
    primary key (inspection_id, run_id, number)
);

-- That causes of failure were searched for in an environment, once the search is over.
create table cause_search (
    run_id         bigint  not null references run,
    environment_id integer not null references environment,
    probes         integer not null,
    complete       boolean not null, -- false: the probes ran out first
    unexplained    integer not null, -- failing stacks that no finding explains
    primary key (run_id, environment_id)
);

create table finding (
    id              bigint  generated always as identity primary key,
    run_id          bigint  not null references run,
    environment_id  integer not null references environment,
    position        integer not null, -- order within the environment, from 0
    kind            text    not null check (kind in ('failure', 'performance')),
    status          text    not null check (status in ('proven', 'suspected')),
    conditions      jsonb   not null, -- package: list of PEP 440 specifiers, alternatives of each other
    signatures      text[]  not null, -- most frequent first
    stacks_affected numeric,          -- exact; null when it could not be counted
    suggestion      text[]  not null, -- requirement lines that avoid it; empty when none does
    stacks_lost     numeric,          -- good stacks that the suggestion costs
    probes          integer not null,
    missing         integer not null, -- runs that would prove it; 0 when it is proven
    unique (run_id, environment_id, position)
);

create table finding_evidence (
    finding_id    bigint  not null references finding,
    position      integer not null,
    failing       bigint  not null references inspection, -- inside
    passing       bigint  references inspection,          -- one step outside; null for the first failing ones of the list
    package       text,                                   -- by which the two differ
    held_still    boolean not null default false,         -- nothing else differs
    primary key (finding_id, position)
);
