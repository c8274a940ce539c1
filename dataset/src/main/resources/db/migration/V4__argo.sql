-- What a cluster adds to runs. Workflows themselves are found by their names, which follow from what is inspected.

-- Somebody asked for the run's end, from another process. Taken back when the run goes on.
alter table run add column cancel_asked_at timestamptz;
