-- Of a page the path of the one right above it; empty at the top level and for posts. What stands below a page is found by it.
alter table content_item add column above varchar(200) default '' not null;
update content_item set above = regexp_replace(path, '/?[^/]*$', '') where kind = 'PAGE' and path like '%/%';
-- What lists search and sort by: the title in small letters and without accents, a blank, the path. Written by the
-- application, since databases fold letters in different ways; what was there before is folded as far as they can.
alter table content_item add column listed varchar(510) default '' not null;
update content_item set listed = lower(title) || ' ' || path;
-- Each of them holds all that a list filters by, so that a page of a list, and the count, are found without reading the
-- texts. They begin with what is sorted by.
create index content_item_by_date_idx on content_item
    (site_id, kind, publish_at desc nulls first, id desc, state, author_slug, listed);
create index content_item_by_title_idx on content_item (site_id, kind, listed, id, state, author_slug, publish_at);
create index content_item_by_change_idx on content_item
    (site_id, kind, updated_at desc, id desc, state, author_slug, publish_at, listed);
create index content_item_tree_idx on content_item (site_id, kind, above, position, listed, id);

-- Whether site.yml declares the line; until now nothing else could.
alter table menu_item add column from_file boolean default true not null;
alter table menu_item alter column from_file set default false;

-- A text that pages show by its name: of one site, or of the platform for all of them.
create sequence snippet_seq start with 1 increment by 1;
create table snippet (
    id         bigint                      not null,
    site_id    bigint                      not null,
    name       varchar(63)                 not null,
    title      varchar(200)                not null,
    markdown   varchar(20000)              not null,
    html       varchar(200000)             not null,
    version    bigint                      not null,
    -- the file it comes from, inside the site's folder; null when it was written in the admin UI or by the API
    source     varchar(300),
    updated_at timestamp(6) with time zone not null,
    updated_by varchar(100)                not null,
    constraint snippet_pk primary key (id),
    constraint snippet_name_unique unique (site_id, name),
    constraint snippet_site_fk foreign key (site_id) references site (id) on delete cascade
);
create table platform_snippet (
    name       varchar(63)                 not null,
    title      varchar(200)                not null,
    markdown   varchar(20000)              not null,
    html       varchar(200000)             not null,
    version    bigint                      not null,
    updated_at timestamp(6) with time zone not null,
    updated_by varchar(100)                not null,
    constraint platform_snippet_pk primary key (name)
);
-- Which items show which snippets. It belongs to the platform, so that the sites that show one of the platform's can be
-- counted; it holds names and numbers, and nothing of the items.
create table snippet_use (
    site_id bigint      not null,
    item_id bigint      not null,
    name    varchar(63) not null,
    constraint snippet_use_pk primary key (site_id, item_id, name),
    constraint snippet_use_item_fk foreign key (site_id, item_id) references content_item (site_id, id) on delete cascade
);
create index snippet_use_name_idx on snippet_use (name, site_id, item_id);

-- Items that other sites show as well. It belongs to the platform and holds numbers and paths. There is no foreign key to
-- the original: when that is gone, the row still says where its repetitions are.
create sequence item_share_seq start with 1 increment by 1;
create table item_share (
    id             bigint not null,
    origin_site_id bigint not null,
    -- the same; null once that site has been deleted, so that its repetitions can be
    living_site_id bigint,
    item_id        bigint not null,
    target_site_id bigint not null,
    -- where it is on the other site; null: where it is on its own
    path           varchar(200),
    constraint item_share_pk primary key (id),
    constraint item_share_unique unique (origin_site_id, item_id, target_site_id),
    constraint item_share_living_fk foreign key (living_site_id) references site (id) on delete set null,
    constraint item_share_target_fk foreign key (target_site_id) references site (id) on delete cascade,
    constraint item_share_elsewhere check (origin_site_id <> target_site_id)
);
create index item_share_target_idx on item_share (target_site_id);
create index item_share_living_idx on item_share (living_site_id);
alter table content_item add constraint content_item_origin_unique unique (site_id, origin_site_id, origin_item_id);
