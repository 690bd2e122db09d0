alter table content_item force row level security;

alter table snippet enable row level security;
alter table snippet force row level security;
create policy snippet_of_site on snippet
    using (site_id = nullif(current_setting('app.site_id', true), '')::bigint)
    with check (site_id = nullif(current_setting('app.site_id', true), '')::bigint);
