-- What is written stays: for the role of the application there is no way to change or delete it. The right to is taken
-- away, and a trigger refuses what somebody with the right would do by mistake.
revoke update, delete, truncate on audit_entry from current_user;
create function refuse_to_change_the_audit_log() returns trigger language plpgsql as $$
begin
    raise exception 'The audit log can only grow';
end $$;
create trigger audit_entry_stays before update or delete or truncate on audit_entry
    for each statement execute function refuse_to_change_the_audit_log();
