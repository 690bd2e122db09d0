alter table mail_sender enable row level security;
alter table mail_sender force row level security;
create policy mail_sender_of_site on mail_sender
    using (site_id = nullif(current_setting('app.site_id', true), '')::bigint)
    with check (site_id = nullif(current_setting('app.site_id', true), '')::bigint);
