-- Mails: the server that takes them, who they come from, and those that wait.

-- What an administrator has set about the mail server, in one row; what properties set goes before it. It belongs to the
-- platform.
create table mail_settings (
    id              integer      not null,
    -- '' where nothing is set
    host            varchar(253) not null,
    -- null: the usual one
    port            integer,
    tls             varchar(16)  not null,
    username        varchar(200) not null,
    -- encrypted
    password        varchar(3000),
    sender_name     varchar(100) not null,
    sender_address  varchar(254) not null,
    timeout_seconds integer      not null,
    constraint mail_settings_pk primary key (id),
    constraint mail_settings_one_row check (id = 1),
    constraint mail_settings_tls_known check (tls in ('NONE', 'STARTTLS', 'TLS'))
);

-- Who the mails of a site come from. '' where it is the platform's.
create sequence mail_sender_seq start with 1 increment by 1;
create table mail_sender (
    id       bigint       not null,
    site_id  bigint       not null,
    name     varchar(100) not null,
    address  varchar(254) not null,
    reply_to varchar(254) not null,
    constraint mail_sender_pk primary key (id),
    constraint mail_sender_site_unique unique (site_id),
    constraint mail_sender_site_fk foreign key (site_id) references site (id) on delete cascade
);

-- The queue. It belongs to the platform: mails of all sites leave by one door, and are seen by administrators alone.
create sequence mail_message_seq start with 1 increment by 1;
create table mail_message (
    id              bigint                      not null,
    -- the site that it is about; null: the platform. It goes with its site.
    site_id         bigint,
    -- Message-ID, the same at each try
    message_id      varchar(350)                not null,
    recipient       varchar(254)                not null,
    subject         varchar(250)                not null,
    -- null once it has been delivered: it may have held secret links
    body_text       varchar(200000),
    body_html       varchar(1000000),
    state           varchar(16)                 not null,
    failures        integer                     not null,
    -- when it was written, or when somebody has sent it again
    waiting_since   timestamp(6) with time zone not null,
    -- while it is being sent: when somebody else may take it over
    next_attempt_at timestamp(6) with time zone,
    last_answer     varchar(1000)               not null,
    created_at      timestamp(6) with time zone not null,
    changed_at      timestamp(6) with time zone not null,
    constraint mail_message_pk primary key (id),
    constraint mail_message_site_fk foreign key (site_id) references site (id) on delete cascade,
    constraint mail_message_state_known check (state in ('WAITING', 'DELIVERED', 'FAILED')),
    constraint mail_message_waits_for_a_time check ((state = 'WAITING') = (next_attempt_at is not null)),
    constraint mail_message_body_until_delivered check (state = 'DELIVERED' or (body_text is not null and body_html is not null))
);
create index mail_message_due_idx on mail_message (state, next_attempt_at, id);
create index mail_message_changed_idx on mail_message (state, changed_at desc, id desc);
create index mail_message_site_idx on mail_message (site_id);
