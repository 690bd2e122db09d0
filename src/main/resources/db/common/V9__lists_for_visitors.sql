-- Posts for visitors: those that are pinned, then the others, the newest first. What a list skips is skipped in the index.
create index content_item_listed_idx on content_item (site_id, kind, state, pinned, publish_at, id);
