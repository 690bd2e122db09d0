-- What programs sign in with, in the name of a person. It belongs to the platform, like accounts.
create sequence api_token_seq start with 1 increment by 50;
create table api_token (
    id           bigint                      not null,
    account_id   bigint                      not null,
    name         varchar(100)                not null,
    -- SHA-256 of the secret in Base64: the secret itself is 32 random bytes and kept nowhere
    secret_hash  varchar(64)                 not null,
    scope        varchar(16)                 not null,
    -- null: every site on which the person has a role
    site_id      bigint,
    created_at   timestamp(6) with time zone not null,
    expires_at   timestamp(6) with time zone not null,
    -- to the hour
    last_used_at timestamp(6) with time zone,
    constraint api_token_pk primary key (id),
    constraint api_token_secret_unique unique (secret_hash),
    constraint api_token_account_fk foreign key (account_id) references account (id) on delete cascade,
    constraint api_token_site_fk foreign key (site_id) references site (id) on delete cascade,
    constraint api_token_scope_known check (scope in ('READ', 'CONTENT', 'ALL'))
);
create index api_token_account_idx on api_token (account_id, id);
create index api_token_site_idx on api_token (site_id);
create index api_token_expiry_idx on api_token (expires_at);

-- Requests that were sent with an Idempotency-Key in the last day, with what they were answered.
create table idempotent_request (
    account_id   bigint                      not null,
    -- SHA-256 of the key, in hexadecimal digits
    key_hash     varchar(64)                 not null,
    -- SHA-256 of method, path, query and body
    fingerprint  varchar(64)                 not null,
    created_at   timestamp(6) with time zone not null,
    -- null while it is worked on
    status       integer,
    content_type varchar(100),
    location     varchar(2000),
    etag         varchar(200),
    body         varchar(1000000),
    constraint idempotent_request_pk primary key (account_id, key_hash),
    constraint idempotent_request_account_fk foreign key (account_id) references account (id) on delete cascade
);
create index idempotent_request_time_idx on idempotent_request (created_at);
