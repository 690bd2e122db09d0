-- What an item said after each save. What changes it keeps the one before as well, if it is not here yet.
create table content_revision (
    id            bigint                      not null,
    site_id       bigint                      not null,
    item_id       bigint                      not null,
    -- the version of the item
    number        bigint                      not null,
    saved_at      timestamp(6) with time zone not null,
    -- empty: nobody who signed in
    saved_by      varchar(100)                not null,
    action        varchar(20)                 not null,
    -- the number of the one that it repeats
    restored_from bigint,
    title         varchar(300)                not null,
    markdown      varchar(500000)             not null,
    -- everything else, by name, as JSON
    details       varchar(200000)             not null,
    -- in characters, all texts together
    size          integer                     not null,
    constraint content_revision_pk primary key (id),
    constraint content_revision_number_unique unique (site_id, item_id, number),
    constraint content_revision_item_fk foreign key (site_id, item_id) references content_item (site_id, id) on delete cascade
);

-- What somebody has typed and not saved: one for each person and item, and for each new item.
create table content_autosave (
    id           bigint                      not null,
    site_id      bigint                      not null,
    kind         varchar(8)                  not null,
    -- null: an item that was never saved
    item_id      bigint,
    -- what tells the item from others of this person: its number, or the form's own name
    slot         varchar(60)                 not null,
    person       varchar(100)                not null,
    -- the version of the item that they began with; 0: none
    base_version bigint                      not null,
    began_at     timestamp(6) with time zone not null,
    saved_at     timestamp(6) with time zone not null,
    markdown     varchar(500000)             not null,
    -- the other fields of the form as they were typed, by name, as JSON
    fields       varchar(200000)             not null,
    constraint content_autosave_pk primary key (id),
    constraint content_autosave_slot_unique unique (site_id, person, kind, slot),
    constraint content_autosave_site_fk foreign key (site_id) references site (id) on delete cascade,
    constraint content_autosave_item_fk foreign key (site_id, item_id) references content_item (site_id, id) on delete cascade,
    constraint content_autosave_kind_known check (kind in ('PAGE', 'POST'))
);
create index content_autosave_item_idx on content_autosave (site_id, item_id, saved_at);
create index content_autosave_age_idx on content_autosave (site_id, saved_at);

-- raised to make all links to previews of an item useless
alter table content_item add column preview_round integer default 0 not null;
-- as JSON, quotation marks and line feeds take two characters
alter table content_item alter column fields set data type varchar(60000);

-- What signs links. It belongs to the platform.
create table platform_secret (
    name       varchar(50)                 not null,
    secret     varchar(100)                not null,
    created_at timestamp(6) with time zone not null,
    constraint platform_secret_pk primary key (name)
);
