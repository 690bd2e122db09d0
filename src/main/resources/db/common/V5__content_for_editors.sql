-- States: one that is scheduled becomes published at its time, by a task of the scheduler; visitors see what is published.
alter table content_item drop constraint content_item_state_known;
alter table content_item drop constraint content_item_published_from;
update content_item set state = 'SCHEDULED' where state = 'PUBLISHED' and publish_at > current_timestamp;
alter table content_item add constraint content_item_state_known
    check (state in ('DRAFT', 'REVIEW', 'SCHEDULED', 'PUBLISHED', 'ARCHIVED'));
alter table content_item add constraint content_item_published_from
    check (state not in ('SCHEDULED', 'PUBLISHED') or publish_at is not null);
-- when a published item is archived by itself
alter table content_item add column unpublish_at timestamp(6) with time zone;
-- raised by every save: who saves on top of another one is told so
alter table content_item add column version bigint default 1 not null;
-- who saved it last; empty: nobody who signed in
alter table content_item add column updated_by varchar(100) default '' not null;
alter table content_item add column author varchar(100) default '' not null;
alter table content_item add column author_slug varchar(100) default '' not null;
-- a picture, by its path on the site
alter table content_item add column cover varchar(500) default '' not null;
alter table content_item add column cover_alt varchar(300) default '' not null;
alter table content_item add column pinned boolean default false not null;
-- from menus, not from visitors
alter table content_item add column hidden boolean default false not null;
-- among the pages right below the same one, those with a lower number first
alter table content_item add column position integer default 0 not null;
-- what the theme asks for beyond the text
alter table content_item add column fields varchar(30000) default '{}' not null;
-- the item of another site that this one repeats; no foreign key, since sites do not reach into each other
alter table content_item add column origin_site_id bigint;
alter table content_item add column origin_item_id bigint;
alter table content_item add column origin_path varchar(210);
alter table content_item add constraint content_item_origin_whole check (
    (origin_site_id is null and origin_item_id is null and origin_path is null)
    or (origin_site_id is not null and origin_item_id is not null and origin_path is not null));
create index content_item_author_idx on content_item (site_id, author_slug, state, publish_at, id);

-- The scheduler's own table, as it wants it. It belongs to the platform: it holds numbers and times, and no content.
create table scheduled_tasks (
    task_name            varchar(100)                not null,
    task_instance        varchar(100)                not null,
    task_data            bytea,
    execution_time       timestamp(6) with time zone not null,
    picked               boolean                     not null,
    picked_by            varchar(200),
    last_success         timestamp(6) with time zone,
    last_failure         timestamp(6) with time zone,
    consecutive_failures integer,
    last_heartbeat       timestamp(6) with time zone,
    version              bigint                      not null,
    priority             smallint,
    constraint scheduled_tasks_pk primary key (task_name, task_instance)
);
create index scheduled_tasks_time_idx on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat_idx on scheduled_tasks (last_heartbeat);
-- what was published for a later day by an older version
insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
    select 'publish', cast(site_id as varchar) || '/' || cast(id as varchar), publish_at, false, 1
    from content_item where state = 'SCHEDULED';
