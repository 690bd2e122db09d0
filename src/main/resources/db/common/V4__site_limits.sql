-- What an administrator has set for a site in the place of rowhouse.limits.*; null: the default; 0: unlimited. Only sites
-- for which something is set have a row. It belongs to the platform: a site does not choose its own limits.
create table site_limits (
    site_id             bigint not null,
    concurrent_renders  bigint,
    requests_per_second bigint,
    burst               bigint,
    -- in milliseconds
    render_time         bigint,
    -- in bytes
    storage             bigint,
    items               bigint,
    constraint site_limits_pk primary key (site_id),
    constraint site_limits_site_fk foreign key (site_id) references site (id) on delete cascade,
    constraint site_limits_not_negative check (concurrent_renders >= 0 and requests_per_second >= 0 and burst > 0
        and render_time >= 0 and storage >= 0 and items >= 0)
);
