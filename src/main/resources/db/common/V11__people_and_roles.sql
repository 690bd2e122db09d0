-- Who signed in until now was an administrator; who comes from now on is one only if somebody says so.
alter table account add column email varchar(254);
alter table account add column display_name varchar(200) default '' not null;
alter table account add column administrator boolean default true not null;
alter table account alter column administrator set default false;
-- who leaves is kept, so that what they did keeps its name, and cannot sign in
alter table account add column enabled boolean default true not null;
alter table account add constraint account_email_unique unique (email);

-- What people are on sites. It belongs to the platform, like addresses: one person may work on many sites.
create table site_member (
    site_id    bigint                      not null,
    account_id bigint                      not null,
    role       varchar(16)                 not null,
    since      timestamp(6) with time zone not null,
    constraint site_member_pk primary key (site_id, account_id),
    constraint site_member_site_fk foreign key (site_id) references site (id) on delete cascade,
    constraint site_member_account_fk foreign key (account_id) references account (id) on delete cascade,
    constraint site_member_role_known check (role in ('AUTHOR', 'EDITOR', 'OWNER'))
);
create index site_member_account_idx on site_member (account_id, site_id, role);

-- Whose it is while it is a draft: the number of an account, which is never used again. Null for what came from a file
-- and for what was there before.
alter table content_item add column created_by bigint;
