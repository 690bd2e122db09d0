-- null: as platform/site-defaults.yml says, or what is built in
alter table site alter column theme drop not null;
alter table site alter column locale drop not null;
alter table site alter column time_zone drop not null;
update site set theme = null where theme = 'plain';
update site set locale = null where locale = 'en';
update site set time_zone = null where time_zone = 'UTC';
-- which settings site.yml declares; everything else of a site with a folder can be set in the admin UI as well
alter table site add column declared varchar(200) default '' not null;
update site set declared = 'ADDRESSES,LOCALE,NAME,TAGLINE,THEME,TIME_ZONE,URL_PORT,URL_SCHEME' where folder_digest is not null;
-- the options of site.yml; those in the column options were set in the admin UI or by the API
alter table site add column file_options varchar(30000) default '{}' not null;
update site set file_options = options, options = '{}' where folder_digest is not null;
-- a file with the same digest need not be read again; null: written in the admin UI, or before there was a digest
alter table content_item add column source_digest varchar(64);
