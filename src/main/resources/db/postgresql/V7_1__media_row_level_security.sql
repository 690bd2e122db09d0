alter table media_file enable row level security;
alter table media_file force row level security;
create policy media_file_of_site on media_file
    using (site_id = nullif(current_setting('app.site_id', true), '')::bigint)
    with check (site_id = nullif(current_setting('app.site_id', true), '')::bigint);
