-- Raised by whatever ends all sessions of an account: those that began with a smaller number are none any more.
alter table account add column sign_in_version integer default 1 not null;

-- Who is signed in where. It belongs to the platform: sites have no sessions.
create sequence sign_in_session_seq start with 1 increment by 1;
create table sign_in_session (
    id              bigint                      not null,
    -- SHA-256 of what the cookie holds, which is nowhere else: who reads this table cannot use a session
    token_hash      varchar(64)                 not null,
    -- null: nobody has signed in yet
    account_id      bigint,
    account_version integer                     not null,
    created_at      timestamp(6) with time zone not null,
    last_used_at    timestamp(6) with time zone not null,
    expires_at      timestamp(6) with time zone not null,
    idle_seconds    integer                     not null,
    device          varchar(100)                not null,
    address         varchar(45)                 not null,
    attributes      bytea                       not null,
    constraint sign_in_session_pk primary key (id),
    constraint sign_in_session_token_unique unique (token_hash),
    constraint sign_in_session_account_fk foreign key (account_id) references account (id) on delete cascade
);
create index sign_in_session_account_idx on sign_in_session (account_id, last_used_at);
create index sign_in_session_expires_idx on sign_in_session (expires_at);

-- Links by mail. Of each there is only the SHA-256 of its secret; using one deletes it.
create table password_reset (
    token_hash      varchar(64)                 not null,
    account_id      bigint                      not null,
    -- a password that was changed since makes the link void
    account_version integer                     not null,
    created_at      timestamp(6) with time zone not null,
    expires_at      timestamp(6) with time zone not null,
    constraint password_reset_pk primary key (token_hash),
    constraint password_reset_account_unique unique (account_id),
    constraint password_reset_account_fk foreign key (account_id) references account (id) on delete cascade
);
create sequence invitation_seq start with 1 increment by 1;
create table invitation (
    id            bigint                      not null,
    token_hash    varchar(64)                 not null,
    email         varchar(254)                not null,
    -- null: to the platform, with no role anywhere
    site_id       bigint,
    role          varchar(16),
    administrator boolean                     not null,
    invited_by    varchar(100)                not null,
    created_at    timestamp(6) with time zone not null,
    expires_at    timestamp(6) with time zone not null,
    constraint invitation_pk primary key (id),
    constraint invitation_token_unique unique (token_hash),
    constraint invitation_site_fk foreign key (site_id) references site (id) on delete cascade,
    constraint invitation_role_of_site check ((site_id is null) = (role is null)),
    constraint invitation_role_known check (role in ('AUTHOR', 'EDITOR', 'OWNER')),
    constraint invitation_administrator_of_platform check (not administrator or site_id is null)
);
create index invitation_site_idx on invitation (site_id, email);
create index invitation_email_idx on invitation (email);

-- The second step of signing in: codes that change each half minute (RFC 6238).
create table account_totp (
    account_id bigint                      not null,
    -- encrypted
    secret     varchar(200)                not null,
    -- null: the person has not shown yet that the app works
    since      timestamp(6) with time zone,
    -- the step of the last code that was used; none up to it works again
    last_step  bigint                      not null,
    constraint account_totp_pk primary key (account_id),
    constraint account_totp_account_fk foreign key (account_id) references account (id) on delete cascade
);
create table account_recovery_code (
    account_id bigint      not null,
    -- SHA-256
    code_hash  varchar(64) not null,
    constraint account_recovery_code_pk primary key (account_id, code_hash),
    constraint account_recovery_code_account_fk foreign key (account_id) references account (id) on delete cascade
);

-- Passkeys (WebAuthn). The handle is what devices know somebody by: random, so that it says nothing about them.
create table passkey_user (
    account_id bigint       not null,
    handle     varchar(100) not null,
    constraint passkey_user_pk primary key (account_id),
    constraint passkey_user_handle_unique unique (handle),
    constraint passkey_user_account_fk foreign key (account_id) references account (id) on delete cascade
);
create sequence passkey_seq start with 1 increment by 1;
create table passkey (
    id              bigint                      not null,
    account_id      bigint                      not null,
    -- at most 1023 bytes, in Base64
    credential_id   varchar(1400)               not null,
    name            varchar(100)                not null,
    public_key      bytea                       not null,
    attestation     bytea                       not null,
    sign_count      bigint                      not null,
    user_verified   boolean                     not null,
    backup_eligible boolean                     not null,
    backed_up       boolean                     not null,
    transports      varchar(200)                not null,
    created_at      timestamp(6) with time zone not null,
    last_used_at    timestamp(6) with time zone,
    constraint passkey_pk primary key (id),
    constraint passkey_credential_unique unique (credential_id),
    constraint passkey_account_fk foreign key (account_id) references account (id) on delete cascade
);
create index passkey_account_idx on passkey (account_id, id);
