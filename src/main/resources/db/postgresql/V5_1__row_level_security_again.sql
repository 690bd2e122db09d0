alter table content_item force row level security;
