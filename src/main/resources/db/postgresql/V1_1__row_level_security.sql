-- The second line behind Hibernate's filter: PostgreSQL itself shows a transaction the rows of one site only, the one
-- that app.site_id names, and none where it is not set. FORCE binds the owner of the tables as well.

alter table content_item enable row level security;
alter table content_item force row level security;
create policy content_item_of_site on content_item
    using (site_id = nullif(current_setting('app.site_id', true), '')::bigint)
    with check (site_id = nullif(current_setting('app.site_id', true), '')::bigint);

alter table item_tag enable row level security;
alter table item_tag force row level security;
create policy item_tag_of_site on item_tag
    using (site_id = nullif(current_setting('app.site_id', true), '')::bigint)
    with check (site_id = nullif(current_setting('app.site_id', true), '')::bigint);

alter table menu_item enable row level security;
alter table menu_item force row level security;
create policy menu_item_of_site on menu_item
    using (site_id = nullif(current_setting('app.site_id', true), '')::bigint)
    with check (site_id = nullif(current_setting('app.site_id', true), '')::bigint);
