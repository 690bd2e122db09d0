-- The language that somebody has chosen for the admin UI and for mails, as a tag (BCP 47); null: what the browser prefers.
alter table account add column language varchar(35);
