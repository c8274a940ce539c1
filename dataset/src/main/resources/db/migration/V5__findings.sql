-- What was measured, and what was found.

-- Why a run asks for an inspection: its strategy chose the stack; a search for a cause needed it; or it is a stack that was
-- chosen already, once more under another name, to see how much two measurements of the same differ.
alter table run_inspection
    add column role text not null default 'chosen' check (role in ('chosen', 'probe', 'control'));

-- Among what a measured item ran. Only items of the same hardware, the same run and the same parameters are compared.
create table measured_item (
    inspection_id bigint  not null,
    position      integer not null,
    run_id        bigint  not null references run, -- in whose rounds it took part
    round         integer not null, -- from 0; each builds the environment anew
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
