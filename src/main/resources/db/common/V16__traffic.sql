-- What was asked of a site in an hour. It belongs to the platform, so that the figures of all sites are written in one
-- transaction; it holds numbers alone. Of an hour in which nobody came there is no row. Rows are added to by every node.
create table traffic_hour (
    site_id          bigint                      not null,
    -- the beginning of the hour, in UTC
    begins_at        timestamp(6) with time zone not null,
    requests         bigint                      not null,
    -- status 400 to 499
    client_errors    bigint                      not null,
    -- status 500 and above, but for the 503 of a site that is closed
    server_errors    bigint                      not null,
    -- of all bodies
    bytes            bigint                      not null,
    -- status 304
    not_modified     bigint                      not null,
    -- answered out of a cache of the server
    cached           bigint                      not null,
    -- time to answer; of it, time to make pages; of that, time of the database for its statements
    answering_micros bigint                      not null,
    rendering_micros bigint                      not null,
    database_micros  bigint                      not null,
    -- a histogram of the times to answer, in about a hundred bytes
    times            bytea                       not null,
    -- deletions of old rows name sites, too, so that no other index is needed
    constraint traffic_hour_pk primary key (site_id, begins_at),
    constraint traffic_hour_site_fk foreign key (site_id) references site (id) on delete cascade
);

-- The sum of the last 24 of these rows, so that ten thousand sites can be listed by it. Of a site to which nobody came
-- there is no row. Belongs to the platform as well.
create table traffic_day (
    site_id       bigint not null,
    requests      bigint not null,
    client_errors bigint not null,
    server_errors bigint not null,
    bytes         bigint not null,
    constraint traffic_day_pk primary key (site_id),
    constraint traffic_day_site_fk foreign key (site_id) references site (id) on delete cascade
);

-- The requests that failed last, at most 50 different ones of a site.
create sequence failed_request_seq start with 1 increment by 50;
create table failed_request (
    id        bigint                      not null,
    site_id   bigint                      not null,
    last_seen timestamp(6) with time zone not null,
    method    varchar(16)                 not null,
    -- without the query
    path      varchar(300)                not null,
    status    integer                     not null,
    cause     varchar(500)                not null,
    -- the template or other file that is to blame
    file      varchar(300),
    line      integer,
    -- what the visitor was shown, the last time
    error_id  varchar(16)                 not null,
    times     bigint                      not null,
    constraint failed_request_pk primary key (id),
    constraint failed_request_site_fk foreign key (site_id) references site (id) on delete cascade
);
create index failed_request_newest_idx on failed_request (site_id, last_seen, id);

-- What a list of sites shows of each: measured when the site has changed. Belongs to the platform.
create table site_measure (
    site_id        bigint not null,
    -- of the site when it was measured
    site_version   bigint not null,
    -- of its folder, its texts and its media together
    stored_bytes   bigint not null,
    -- from when on visitors see the newest page or post
    last_published timestamp(6) with time zone,
    constraint site_measure_pk primary key (site_id),
    constraint site_measure_site_fk foreign key (site_id) references site (id) on delete cascade
);
