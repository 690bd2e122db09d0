-- When the next item of a site goes by plan: asked for with each version of a site whose pages caches may keep.
create index content_item_taken_back_idx on content_item (site_id, state, unpublish_at);
