-- Check-ins and rounds of officers that come under a known id with another content are kept beside like the sheets of a visit. What stood first is
-- copied among the entries when that happens, so that it is there after somebody has put the other in its place. These calls carry neither the
-- device's id nor its clock while sending.
alter table resumption_entries drop constraint resumption_entries__kind_known;
alter table resumption_entries add constraint resumption_entries__kind_known
  check (kind in ('opinion', 'absence', 'mending', 'presence', 'round'));
alter table resumption_entries alter column device_id drop not null, alter column sent_at drop not null;
alter table resumption_conflicts alter column device_id drop not null, alter column sent_at drop not null;
alter table resumption_conflicts add constraint resumption_conflicts__kind_known
  check (kind in ('opinion', 'absence', 'mending', 'presence', 'round'));
grant update on officer_presences, question_rounds to sanzao_app;
