-- The auditor reads the latest entries first, over the regions in reach.
create index audit_entries__by_time on audit_entries (region_code, at);
