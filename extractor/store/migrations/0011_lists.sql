-- Orders in which lists are read page by page.
CREATE INDEX awards_announced ON awards (coalesce(announced, ''), id);
CREATE INDEX awards_form ON awards (form, coalesce(announced, ''), id);
CREATE INDEX awards_changed ON awards (changed_at, id);
CREATE INDEX roles_changed ON roles (changed_at, id);
CREATE INDEX persons_changed ON persons (changed_at, id);
CREATE INDEX versions_published ON versions (coalesce(published, ''));
