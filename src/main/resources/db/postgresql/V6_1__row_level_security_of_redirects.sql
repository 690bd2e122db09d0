alter table path_redirect enable row level security;
alter table path_redirect force row level security;
create policy path_redirect_of_site on path_redirect
    using (site_id = nullif(current_setting('app.site_id', true), '')::bigint)
    with check (site_id = nullif(current_setting('app.site_id', true), '')::bigint);

alter table missing_path enable row level security;
alter table missing_path force row level security;
create policy missing_path_of_site on missing_path
    using (site_id = nullif(current_setting('app.site_id', true), '')::bigint)
    with check (site_id = nullif(current_setting('app.site_id', true), '')::bigint);
