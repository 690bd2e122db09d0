-- Few sites are templates, and each start asks which: without it all rows of sites are read once more.
create index site_template_idx on site (is_template);
