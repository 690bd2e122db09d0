-- One set of SQL for H2 (in PostgreSQL mode) and PostgreSQL.
-- site and address belong to the platform. Every table of a site's own things has site_id, unique keys that start
-- with it, and foreign keys (site_id, other_id), so that no row can point into another site.

create sequence site_seq start with 1 increment by 1;
create sequence address_seq start with 1 increment by 50;
create sequence content_seq start with 1 increment by 50;
create sequence account_seq start with 1 increment by 1;

create table site (
    id            bigint                      not null,
    site_key      varchar(63)                 not null,
    name          varchar(200)                not null,
    tagline       varchar(300)                not null,
    theme         varchar(63)                 not null,
    locale        varchar(35)                 not null,
    time_zone     varchar(64)                 not null,
    state         varchar(16)                 not null,
    version       bigint                      not null,
    options       varchar(30000)              not null,
    -- what was last read from the site's folder; null for a site without one
    folder_digest varchar(64),
    created_at    timestamp(6) with time zone not null,
    constraint site_pk primary key (id),
    constraint site_key_unique unique (site_key),
    constraint site_state_known check (state in ('ACTIVE', 'SUSPENDED', 'ARCHIVED', 'BROKEN'))
);

create table address (
    id       bigint       not null,
    site_id  bigint       not null,
    position integer      not null,
    host     varchar(253) not null,
    path     varchar(200) not null,
    role     varchar(16)  not null,
    constraint address_pk primary key (id),
    constraint address_unique unique (host, path),
    constraint address_site_fk foreign key (site_id) references site (id) on delete cascade,
    constraint address_role_known check (role in ('PRIMARY', 'ALIAS', 'REDIRECT'))
);
create index address_site_idx on address (site_id, position);

create table content_item (
    id           bigint                      not null,
    site_id      bigint                      not null,
    kind         varchar(8)                  not null,
    -- of a page its path without slash at either end ('' is the home page), of a post its slug
    path         varchar(200)                not null,
    title        varchar(300)                not null,
    -- as its author wrote it; may be empty
    summary      varchar(1000)               not null,
    -- what is shown where the item is listed: the summary or the beginning of the text
    excerpt      varchar(1000)               not null,
    markdown     varchar(500000)             not null,
    -- the cleaned HTML of the markdown, made when it is saved
    html         varchar(1000000)            not null,
    template     varchar(100)                not null,
    state        varchar(16)                 not null,
    -- visitors see a published item from this moment on
    publish_at   timestamp(6) with time zone,
    -- the file it comes from, inside the site's folder; null when it was written in the admin UI or by the API
    source       varchar(300),
    created_at   timestamp(6) with time zone not null,
    updated_at   timestamp(6) with time zone not null,
    constraint content_item_pk primary key (id),
    constraint content_item_site_id_unique unique (site_id, id),
    constraint content_item_path_unique unique (site_id, kind, path),
    constraint content_item_site_fk foreign key (site_id) references site (id) on delete cascade,
    constraint content_item_kind_known check (kind in ('PAGE', 'POST')),
    constraint content_item_state_known check (state in ('DRAFT', 'PUBLISHED')),
    constraint content_item_published_from check (state = 'DRAFT' or publish_at is not null)
);
create index content_item_newest_idx on content_item (site_id, kind, state, publish_at, id);

create table item_tag (
    id      bigint       not null,
    site_id bigint       not null,
    item_id bigint       not null,
    slug    varchar(100) not null,
    name    varchar(100) not null,
    constraint item_tag_pk primary key (id),
    constraint item_tag_unique unique (site_id, item_id, slug),
    constraint item_tag_item_fk foreign key (site_id, item_id) references content_item (site_id, id) on delete cascade
);
create index item_tag_slug_idx on item_tag (site_id, slug, item_id);

create table menu_item (
    id       bigint       not null,
    site_id  bigint       not null,
    position integer      not null,
    label    varchar(100) not null,
    path     varchar(500) not null,
    constraint menu_item_pk primary key (id),
    constraint menu_item_position_unique unique (site_id, position),
    constraint menu_item_site_fk foreign key (site_id) references site (id) on delete cascade
);

create table account (
    id            bigint                      not null,
    username      varchar(100)                not null,
    password_hash varchar(200)                not null,
    created_at    timestamp(6) with time zone not null,
    constraint account_pk primary key (id),
    constraint account_username_unique unique (username)
);
