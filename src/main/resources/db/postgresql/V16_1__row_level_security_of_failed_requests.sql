alter table failed_request enable row level security;
alter table failed_request force row level security;
create policy failed_request_of_site on failed_request
    using (site_id = nullif(current_setting('app.site_id', true), '')::bigint)
    with check (site_id = nullif(current_setting('app.site_id', true), '')::bigint);
