-- Pictures, recordings, films and documents of sites. Their bytes are in data/sites/<key>/media, by their SHA-256; two rows
-- with the same digest share them.

create sequence media_seq start with 1 increment by 50;

create table media_file (
    id            bigint                      not null,
    site_id       bigint                      not null,
    -- the last part of its URL, /media/<name>; a file that replaces it keeps the name
    name          varchar(120)                not null,
    -- where it is in the library; '' is the top
    folder        varchar(200)                not null,
    file_type     varchar(16)                 not null,
    kind          varchar(16)                 not null,
    -- of the bytes that are kept
    size          bigint                      not null,
    digest        varchar(64)                 not null,
    -- of the bytes that were uploaded, before they were cleaned
    source_digest varchar(64)                 not null,
    -- in pixels; 0 for what is no picture
    width         integer                     not null,
    height        integer                     not null,
    alpha         boolean                     not null,
    animated      boolean                     not null,
    alt           varchar(500)                not null,
    -- a picture that says nothing and needs no alternative text
    decorative    boolean                     not null,
    title         varchar(200)                not null,
    caption       varchar(1000)               not null,
    -- the point that stays in sight when a picture is cropped, in percent from the left and from the top
    focal_x       integer                     not null,
    focal_y       integer                     not null,
    created_at    timestamp(6) with time zone not null,
    updated_at    timestamp(6) with time zone not null,
    constraint media_file_pk primary key (id),
    constraint media_file_site_id_unique unique (site_id, id),
    constraint media_file_name_unique unique (site_id, name),
    constraint media_file_site_fk foreign key (site_id) references site (id) on delete cascade,
    constraint media_file_kind_known check (kind in ('PICTURE', 'AUDIO', 'VIDEO', 'DOCUMENT')),
    constraint media_file_measures check (size > 0 and width >= 0 and height >= 0),
    constraint media_file_focal_point check (focal_x between 0 and 100 and focal_y between 0 and 100)
);
create index media_file_newest_idx on media_file (site_id, created_at, id);
create index media_file_folder_idx on media_file (site_id, folder);
create index media_file_digest_idx on media_file (site_id, digest);
create index media_file_source_idx on media_file (site_id, source_digest);
