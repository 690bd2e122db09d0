-- Branches of a site that visitors must sign in to read.
create sequence private_area_seq start with 1 increment by 1;
create table private_area (
    id            bigint                      not null,
    site_id       bigint                      not null,
    -- where it begins, without a slash at the end; "/" is the whole site
    path          varchar(200)                not null,
    way           varchar(8)                  not null,
    audience      varchar(10)                 not null,
    -- of the shared password; null where each visitor has one
    password_hash varchar(300),
    -- a random number that stands in the cookies of those who have signed in: with another one they sign in again
    stamp         bigint                      not null,
    created_at    timestamp(6) with time zone not null,
    constraint private_area_pk primary key (id),
    constraint private_area_path_unique unique (site_id, path),
    constraint private_area_site_fk foreign key (site_id) references site (id) on delete cascade,
    constraint private_area_way_known check (way in ('FORM', 'BASIC')),
    constraint private_area_audience_known check (audience in ('PASSWORD', 'VISITORS')),
    constraint private_area_password check ((audience = 'PASSWORD') = (password_hash is not null))
);

-- Those who may read the areas of a site that are for its visitors. They have no account and see nothing else.
create sequence site_visitor_seq start with 1 increment by 1;
create table site_visitor (
    id            bigint                      not null,
    site_id       bigint                      not null,
    -- in small letters
    name          varchar(100)                not null,
    password_hash varchar(300)                not null,
    -- as above, for what this visitor has signed in to
    stamp         bigint                      not null,
    created_at    timestamp(6) with time zone not null,
    constraint site_visitor_pk primary key (id),
    constraint site_visitor_name_unique unique (site_id, name),
    constraint site_visitor_site_fk foreign key (site_id) references site (id) on delete cascade
);
