-- The next migration fills columns of all sites' rows; its owner must see them. V10_1 closes the door again.
alter table content_item no force row level security;
