-- Meetings as they were held: what was shown, word by word and digit by digit. Each lock is kept; the newest one counts.

create table meeting_lock (
    lock_id integer not null,        -- rises with each lock
    meeting_date date not null,
    forum varchar not null,
    locked_at timestamp not null,    -- UTC
    locked_by varchar,               -- a role, not a name
    reason varchar,                  -- why a locked meeting was locked anew
    data_version integer not null,   -- the version of the data that the contents were made from
    contents varchar not null        -- JSON, as figures/agenda.py writes it
);
