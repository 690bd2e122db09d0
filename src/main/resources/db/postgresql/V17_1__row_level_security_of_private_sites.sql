alter table private_area enable row level security;
alter table private_area force row level security;
create policy private_area_of_site on private_area
    using (site_id = nullif(current_setting('app.site_id', true), '')::bigint)
    with check (site_id = nullif(current_setting('app.site_id', true), '')::bigint);

alter table site_visitor enable row level security;
alter table site_visitor force row level security;
create policy site_visitor_of_site on site_visitor
    using (site_id = nullif(current_setting('app.site_id', true), '')::bigint)
    with check (site_id = nullif(current_setting('app.site_id', true), '')::bigint);
