-- Whether mail has reached the person there, or an administrator says that it does. Without it the address is what
-- somebody typed, and gives nobody the roles that are meant for its owner.
alter table account add column email_proven boolean default false not null;
alter table invitation add column mailed boolean default false not null;

-- Somebody may have several links at once: whoever asks for one in their name must not take theirs away. H2 keeps the
-- index of the key for as long as the other one uses it.
alter table password_reset drop constraint password_reset_account_fk;
alter table password_reset drop constraint password_reset_account_unique;
create index password_reset_account_idx on password_reset (account_id, created_at);
alter table password_reset add constraint password_reset_account_fk
    foreign key (account_id) references account (id) on delete cascade;
