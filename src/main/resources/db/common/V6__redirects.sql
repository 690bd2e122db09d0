-- Where paths of a site lead that nothing else answers.
create sequence path_redirect_seq start with 1 increment by 50;

create table path_redirect (
    id         bigint                      not null,
    site_id    bigint                      not null,
    -- from the root of the site, with a slash in front, readable; without one at the end
    from_path  varchar(500)                not null,
    coverage   varchar(8)                  not null,
    -- a path of the site with a slash in front, perhaps with query and fragment, or an absolute https URL
    target     varchar(2000)               not null,
    permanent  boolean                     not null,
    origin     varchar(8)                  not null,
    hits       bigint                      not null,
    last_hit   timestamp(6) with time zone,
    created_at timestamp(6) with time zone not null,
    constraint path_redirect_pk primary key (id),
    constraint path_redirect_site_id_unique unique (site_id, id),
    constraint path_redirect_from_unique unique (site_id, from_path, coverage),
    constraint path_redirect_site_fk foreign key (site_id) references site (id) on delete cascade,
    constraint path_redirect_coverage_known check (coverage in ('EXACT', 'PREFIX')),
    constraint path_redirect_origin_known check (origin in ('MADE', 'MOVED', 'FILE')),
    constraint path_redirect_hits_not_negative check (hits >= 0)
);

-- What visitors asked for and nobody has: at most a few hundred paths a site.
create table missing_path (
    id         bigint                      not null,
    site_id    bigint                      not null,
    -- like from_path; empty for all that only scanners ask for
    path       varchar(500)                not null,
    hits       bigint                      not null,
    first_seen timestamp(6) with time zone not null,
    last_seen  timestamp(6) with time zone not null,
    -- the host of the page that had the link the last time there was one; may be empty
    referrer   varchar(253)                not null,
    ignored    boolean                     not null,
    constraint missing_path_pk primary key (id),
    constraint missing_path_unique unique (site_id, path),
    constraint missing_path_site_fk foreign key (site_id) references site (id) on delete cascade
);
create index missing_path_seen_idx on missing_path (site_id, ignored, last_seen);
