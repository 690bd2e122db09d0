alter table content_revision enable row level security;
alter table content_revision force row level security;
create policy content_revision_of_site on content_revision
    using (site_id = nullif(current_setting('app.site_id', true), '')::bigint)
    with check (site_id = nullif(current_setting('app.site_id', true), '')::bigint);

alter table content_autosave enable row level security;
alter table content_autosave force row level security;
create policy content_autosave_of_site on content_autosave
    using (site_id = nullif(current_setting('app.site_id', true), '')::bigint)
    with check (site_id = nullif(current_setting('app.site_id', true), '')::bigint);
