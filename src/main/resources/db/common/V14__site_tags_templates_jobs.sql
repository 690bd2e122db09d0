-- Whether other sites may begin as a copy of it.
alter table site add column is_template boolean default false not null;
-- A copy that is not whole yet: nobody sees it, and it keeps its key and its addresses from being taken.
alter table site add column unfinished boolean default false not null;

-- The platform's own words for its sites. Visitors do not see them.
create table site_tag (
    site_id bigint      not null,
    -- what it is compared by: its name in small letters
    folded  varchar(80) not null,
    name    varchar(40) not null,
    constraint site_tag_pk primary key (site_id, folded),
    constraint site_tag_site_fk foreign key (site_id) references site (id) on delete cascade
);

-- Work on sites that is done in the background. It belongs to the platform.
create sequence job_seq start with 1 increment by 1;
create table job (
    id           bigint                      not null,
    action       varchar(20)                 not null,
    -- what of a site it changes, where that has a name, such as that of a tag
    subject      varchar(200)                not null,
    -- what it is to become; empty where each site becomes something else
    wanted       varchar(200)                not null,
    state        varchar(12)                 not null,
    -- how much there is to do, and how much of it has had which end: sites, or parts of a copy
    total        integer                     not null,
    done         integer                     not null,
    unchanged    integer                     not null,
    failed       integer                     not null,
    cancelled    integer                     not null,
    message      varchar(1000)               not null,
    -- the job whose work it takes back; that one may be forgotten first
    undoes       bigint,
    created_at   timestamp(6) with time zone not null,
    created_by   varchar(100)                not null,
    finished_at  timestamp(6) with time zone,
    constraint job_pk primary key (id),
    constraint job_undoes_unique unique (undoes),
    constraint job_state_known check (state in ('RUNNING', 'CANCELLING', 'FAILING', 'DONE', 'CANCELLED', 'FAILED')),
    constraint job_counts check (total >= 0 and done >= 0 and unchanged >= 0 and failed >= 0 and cancelled >= 0)
);
create index job_finished_idx on job (finished_at);

-- What becomes of each site. There is no foreign key to the site: what was done stays readable when that is gone.
create table job_site (
    job_id       bigint        not null,
    position     integer       not null,
    site_id      bigint        not null,
    site_key     varchar(63)   not null,
    wanted       varchar(200)  not null,
    -- what it must be for something to be done; null: whatever it is
    expected     varchar(200),
    -- what it was
    before_value varchar(200)  not null,
    state        varchar(12)   not null,
    message      varchar(1000) not null,
    -- of a copy: what has been copied already
    progress     varchar(300)  not null,
    constraint job_site_pk primary key (job_id, position),
    constraint job_site_job_fk foreign key (job_id) references job (id) on delete cascade,
    constraint job_site_state_known check (state in ('WAITING', 'RUNNING', 'DONE', 'UNCHANGED', 'FAILED', 'CANCELLED'))
);
create index job_site_state_idx on job_site (job_id, state, position);
