-- An address without a site is the platform's: its host names the site (role SITE), or it redirects to target.
alter table address alter column site_id drop not null;
-- host is the pattern without the names of its labels, so that the unique key finds two patterns that match the same
-- hosts; names holds the labels as they are typed ('{site}' or '*,{site}') where one has a name
alter table address add column names varchar(300);
alter table address add column target varchar(500);
-- what has to be published to prove that the domain is theirs; null: nothing, or it has been
alter table address add column challenge varchar(64);
alter table address drop constraint address_role_known;
alter table address add constraint address_role_known check (role in ('PRIMARY', 'ALIAS', 'REDIRECT', 'SITE'));
alter table address add constraint address_of_site_or_platform check (
    (site_id is not null and role <> 'SITE' and target is null)
    or (site_id is null and role = 'SITE' and target is null)
    or (site_id is null and role = 'REDIRECT' and target is not null));
-- how canonical URLs of the site begin; null: as the platform's settings say
alter table site add column url_scheme varchar(5);
alter table site add column url_port integer;
alter table site add constraint site_url_scheme_known check (url_scheme in ('http', 'https'));
