-- Who changed what. It belongs to the platform and keeps names, so that it stays readable when sites and people are gone.
-- one by one, so that later entries have higher numbers, whichever site or node they come from
create sequence audit_seq start with 1 increment by 1;
create table audit_entry (
    id          bigint                      not null,
    happened_at timestamp(6) with time zone not null,
    -- who it was; empty for the process itself
    username    varchar(100)                not null,
    -- where the request came from; empty where there was none
    address     varchar(64)                 not null,
    site_id     bigint,
    site_key    varchar(63)                 not null,
    action      varchar(64)                 not null,
    subject     varchar(600)                not null,
    -- what changed, as JSON objects
    was         varchar(30000)              not null,
    becomes     varchar(30000)              not null,
    constraint audit_entry_pk primary key (id)
);
create index audit_entry_site_idx on audit_entry (site_id, id);
create index audit_entry_site_key_idx on audit_entry (site_key, id);
create index audit_entry_person_idx on audit_entry (username, id);
create index audit_entry_action_idx on audit_entry (action, id);
create index audit_entry_time_idx on audit_entry (happened_at, id);
