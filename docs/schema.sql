-- A photograph of the schema, taken by "npm run check -- --write" from a freshly migrated database. To read, not to run: the migrations in
-- platform/*/migrations and features/*/migrations make it. The check fails when this picture and the migrations differ.

create extension pg_trgm;

create table audit_entries (
  region_code text not null,
  seq bigint not null,
  at timestamp with time zone not null,
  actor_id text not null,
  actor_name text not null,
  action text not null,
  object_kind text not null,
  object_id text not null,
  facts jsonb not null,
  request_id text not null,
  result text not null,
  prev_hash text not null,
  hash text not null,
  constraint audit_entries_pkey PRIMARY KEY (region_code, seq),
  constraint audit_entries__result_known CHECK ((result = ANY (ARRAY['done'::text, 'refused'::text, 'failed'::text])))
);
CREATE INDEX audit_entries__by_object ON audit_entries USING btree (region_code, object_kind, object_id);
CREATE INDEX audit_entries__by_time ON audit_entries USING btree (region_code, at);
-- row-level security, the owner included
--   audit_entries__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select

create table building_seasons (
  region_code text not null,
  project_type text not null,
  stops_on text not null,
  resumes_on text not null,
  valid_from date not null,
  valid_to date,
  note text not null default ''::text,
  by_name text not null default ''::text,
  constraint building_seasons_pkey PRIMARY KEY (region_code, project_type, valid_from)
);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table bulletin_counters (
  region_code text not null,
  kind text not null,
  year integer not null,
  last integer not null,
  constraint bulletin_counters_pkey PRIMARY KEY (region_code, kind, year),
  constraint bulletin_counters__positive CHECK ((last > 0))
);
-- row-level security, the owner included
--   bulletin_counters__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table bulletin_overrides (
  region_code text not null,
  id uuid not null,
  bulletin_id uuid not null,
  finding text not null,
  text_hash text not null,
  sentence_zh text not null,
  sentence_en text not null,
  reason text not null,
  asked_by text not null,
  asked_name text not null,
  asked_at timestamp with time zone not null,
  decision text,
  decided_by text,
  decided_name text,
  decided_at timestamp with time zone,
  note text not null default ''::text,
  constraint bulletin_overrides_pkey PRIMARY KEY (region_code, id),
  constraint bulletin_overrides__bulletin_exists FOREIGN KEY (region_code, bulletin_id) REFERENCES bulletins(region_code, id) ON DELETE CASCADE,
  constraint bulletin_overrides__by_another CHECK (((decided_by IS NULL) OR (decided_by <> asked_by))),
  constraint bulletin_overrides__decision_known CHECK ((decision = ANY (ARRAY['granted'::text, 'declined'::text])))
);
CREATE INDEX bulletin_overrides__by_bulletin ON bulletin_overrides USING btree (region_code, bulletin_id);
-- row-level security, the owner included
--   bulletin_overrides__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table bulletin_templates (
  region_code text not null,
  kind text not null,
  code text not null,
  version integer not null,
  name text not null,
  parts jsonb not null,
  since date not null,
  note text not null default ''::text,
  by_name text not null,
  at timestamp with time zone not null,
  constraint bulletin_templates_pkey PRIMARY KEY (region_code, kind, code, version),
  constraint bulletin_templates__kind_known CHECK ((kind = ANY (ARRAY['brief'::text, 'resumption'::text, 'meeting'::text, 'press'::text])))
);
-- no row-level security: the same for everybody
-- the program may: insert, select

create table bulletins (
  region_code text not null,
  id uuid not null,
  kind text not null,
  year integer not null,
  title text not null,
  parts jsonb not null,
  entries jsonb not null default '{}'::jsonb,
  template_region text not null,
  template_code text not null,
  template_version integer not null,
  template_name text not null,
  status text not null default 'draft'::text,
  number integer,
  total integer,
  frozen jsonb,
  hash text,
  created_by text not null,
  created_name text not null,
  created_at timestamp with time zone not null,
  updated_name text not null,
  updated_at timestamp with time zone not null,
  issued_by text,
  issued_name text,
  issued_at timestamp with time zone,
  withdrawn_name text,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  version integer not null default 1,
  constraint bulletins_pkey PRIMARY KEY (region_code, id),
  constraint bulletins__number_once UNIQUE (region_code, kind, year, number),
  constraint bulletins__issued_whole CHECK ((((status = 'draft'::text) = (number IS NULL)) AND ((number IS NULL) = (frozen IS NULL)) AND ((frozen IS NULL) = (hash IS NULL)))),
  constraint bulletins__kind_known CHECK ((kind = ANY (ARRAY['brief'::text, 'resumption'::text, 'meeting'::text, 'press'::text]))),
  constraint bulletins__status_known CHECK ((status = ANY (ARRAY['draft'::text, 'issued'::text, 'withdrawn'::text])))
);
CREATE INDEX bulletins__by_time ON bulletins USING btree (region_code, updated_at DESC);
-- row-level security, the owner included
--   bulletins__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table calendar_days (
  calendar text not null,
  day date not null,
  announced_on date not null,
  kind text not null,
  constraint calendar_days_pkey PRIMARY KEY (calendar, day, announced_on),
  constraint calendar_days__kind_known CHECK ((kind = ANY (ARRAY['off'::text, 'make-up'::text])))
);
-- no row-level security: the same for everybody
-- the program may: insert, select

create table calendar_notices (
  calendar text not null,
  announced_on date not null,
  year integer not null,
  basis text not null,
  constraint calendar_notices_pkey PRIMARY KEY (calendar, announced_on, year)
);
-- no row-level security: the same for everybody
-- the program may: insert, select

create table campaign_phases (
  campaign_code text not null,
  year integer not null,
  position integer not null,
  name_zh text not null,
  name_en text not null,
  from_day date not null,
  to_day date not null,
  constraint campaign_phases_pkey PRIMARY KEY (campaign_code, year, "position"),
  constraint campaign_phases__campaign_exists FOREIGN KEY (campaign_code, year) REFERENCES campaigns(code, year)
);
-- no row-level security: the same for everybody
-- the program may: delete, insert, select, update

create table campaigns (
  code text not null,
  year integer not null,
  region_code text not null,
  name_zh text not null,
  name_en text not null,
  edition integer not null,
  constraint campaigns_pkey PRIMARY KEY (code, year)
);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table demo_people (
  user_id uuid not null,
  position integer not null,
  about_zh text not null,
  about_en text not null,
  constraint demo_people_pkey PRIMARY KEY (user_id),
  constraint demo_people_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table difficulties (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  kind text not null,
  text text not null,
  state text not null,
  organisation text not null,
  raised_id text not null,
  raised_name text not null,
  raised_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  answer text not null default ''::text,
  solved_at timestamp with time zone,
  reopened integer not null default 0,
  constraint difficulties_pkey PRIMARY KEY (region_code, id),
  constraint difficulties__enterprise_exists FOREIGN KEY (region_code, enterprise_id) REFERENCES resumption_enterprises(region_code, enterprise_id),
  constraint difficulties__kind_known CHECK ((kind = ANY (ARRAY['labour'::text, 'transport'::text, 'materials'::text, 'funds'::text, 'protection'::text, 'orders'::text, 'other'::text]))),
  constraint difficulties__state_known CHECK ((state = ANY (ARRAY['routed'::text, 'answered'::text, 'solved'::text, 'withdrawn'::text])))
);
CREATE INDEX difficulties__by_enterprise ON difficulties USING btree (region_code, enterprise_id, raised_at);
CREATE INDEX difficulties__by_state ON difficulties USING btree (region_code, state, due_at);
-- row-level security, the owner included
--   difficulties__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: insert, select, update

create table difficulty_rules (
  region_code text not null,
  kind text not null,
  since_day date not null,
  organisation text not null,
  hours integer not null,
  basis text not null,
  constraint difficulty_rules_pkey PRIMARY KEY (region_code, kind, since_day),
  constraint difficulty_rules__kind_known CHECK ((kind = ANY (ARRAY['labour'::text, 'transport'::text, 'materials'::text, 'funds'::text, 'protection'::text, 'orders'::text, 'other'::text]))),
  constraint difficulty_rules__positive CHECK ((hours > 0))
);
-- no row-level security: the same for everybody
-- the program may: insert, select

create table difficulty_steps (
  region_code text not null,
  difficulty_id uuid not null,
  place integer not null,
  enterprise_id uuid not null,
  action text not null,
  organisation text not null default ''::text,
  note text not null default ''::text,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null,
  due_at timestamp with time zone,
  constraint difficulty_steps_pkey PRIMARY KEY (region_code, difficulty_id, place),
  constraint difficulty_steps__difficulty_exists FOREIGN KEY (region_code, difficulty_id) REFERENCES difficulties(region_code, id),
  constraint difficulty_steps__action_known CHECK ((action = ANY (ARRAY['raise'::text, 'route'::text, 'answer'::text, 'confirm'::text, 'reopen'::text, 'withdraw'::text])))
);
-- row-level security, the owner included
--   difficulty_steps__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: insert, select

create table duty_calls (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid,
  called_at timestamp with time zone not null,
  about text not null,
  taken_id text not null,
  taken_name text not null,
  answered_at timestamp with time zone,
  answered_name text,
  answer text not null default ''::text,
  at timestamp with time zone not null,
  content_hash text not null,
  constraint duty_calls_pkey PRIMARY KEY (region_code, id),
  constraint duty_calls__enterprise_exists FOREIGN KEY (region_code, enterprise_id) REFERENCES resumption_enterprises(region_code, enterprise_id)
);
CREATE INDEX duty_calls__by_time ON duty_calls USING btree (region_code, called_at);
-- row-level security, the owner included
--   duty_calls__scope (all): reads ((region_code in prefix OR region_code in scope) AND (NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL)); writes the same
-- the program may: insert, select, update

create table duty_shifts (
  region_code text not null,
  id uuid not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  person_id uuid not null,
  person_name text not null,
  note text not null default ''::text,
  note_at timestamp with time zone,
  taken_id uuid,
  taken_name text,
  taken_at timestamp with time zone,
  by_name text not null,
  at timestamp with time zone not null,
  constraint duty_shifts_pkey PRIMARY KEY (region_code, id),
  constraint duty_shifts__in_order CHECK ((to_at > from_at))
);
CREATE INDEX duty_shifts__by_time ON duty_shifts USING btree (region_code, from_at);
-- row-level security, the owner included
--   duty_shifts__scope (all): reads ((region_code in prefix OR region_code in scope) AND (NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL)); writes the same
-- the program may: delete, insert, select, update

create table entry_codes (
  code_hash text not null,
  purpose text not null,
  user_id uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint entry_codes_pkey PRIMARY KEY (code_hash),
  constraint entry_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint entry_codes__purpose_known CHECK ((purpose = ANY (ARRAY['first-administrator'::text, 'password'::text])))
);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table export_templates (
  region_code text not null,
  id uuid not null,
  name text not null,
  title text not null,
  money_unit text not null,
  columns jsonb not null,
  grouped_by text,
  constraint export_templates_pkey PRIMARY KEY (region_code, id)
);
-- no row-level security: the same for everybody
-- the program may: delete, insert, select, update

create table file_arrivals (
  id uuid not null,
  person_id text not null,
  sha256 text not null,
  bytes bigint not null,
  at timestamp with time zone not null,
  constraint file_arrivals_pkey PRIMARY KEY (id)
);
CREATE INDEX file_arrivals__by_person ON file_arrivals USING btree (person_id, at);
-- no row-level security: the same for everybody
-- the program may: delete, insert, select

create table grants (
  id uuid not null,
  user_id uuid not null,
  role text not null,
  region_code text not null,
  organisation_id uuid,
  from_day date not null,
  to_day date,
  granted_by uuid,
  constraint grants_pkey PRIMARY KEY (id),
  constraint grants_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id),
  constraint grants__dates_in_order CHECK (((to_day IS NULL) OR (to_day >= from_day))),
  constraint grants__owner_has_organisation CHECK (((role <> 'owner'::text) OR (organisation_id IS NOT NULL))),
  constraint grants__role_known CHECK ((role = ANY (ARRAY['clerk'::text, 'owner'::text, 'officer'::text, 'leader'::text, 'dispatcher'::text, 'auditor'::text, 'administrator'::text])))
);
CREATE INDEX grants__by_user ON grants USING btree (user_id);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table guidance_visits (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  day date not null,
  team jsonb not null,
  sections jsonb not null,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null,
  content_hash text not null,
  constraint guidance_visits_pkey PRIMARY KEY (region_code, id),
  constraint guidance_visits__enterprise_exists FOREIGN KEY (region_code, enterprise_id) REFERENCES resumption_enterprises(region_code, enterprise_id)
);
CREATE INDEX guidance_visits__by_enterprise ON guidance_visits USING btree (region_code, enterprise_id, day);
-- row-level security, the owner included
--   guidance_visits__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: insert, select

create table import_answers (
  region_code text not null,
  import_id uuid not null,
  sheet integer not null,
  row_number integer not null,
  column_number integer not null,
  kind text not null,
  value text,
  by_name text not null,
  at timestamp with time zone not null,
  constraint import_answers_pkey PRIMARY KEY (region_code, import_id, sheet, row_number, column_number, kind),
  constraint import_answers__import_exists FOREIGN KEY (region_code, import_id) REFERENCES imports(region_code, id),
  constraint import_answers__kind_known CHECK ((kind = ANY (ARRAY['cell'::text, 'match'::text, 'row'::text])))
);
-- row-level security, the owner included
--   import_answers__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table import_decisions (
  region_code text not null,
  import_id uuid not null,
  sheet integer not null,
  first_row integer not null,
  content bytea not null,
  constraint import_decisions_pkey PRIMARY KEY (region_code, import_id, sheet, first_row),
  constraint import_decisions__import_exists FOREIGN KEY (region_code, import_id) REFERENCES imports(region_code, id)
);
-- row-level security, the owner included
--   import_decisions__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table import_findings (
  region_code text not null,
  import_id uuid not null,
  number integer not null,
  sheet integer not null,
  row_number integer not null,
  column_number integer,
  kind text not null,
  code text not null,
  params jsonb not null,
  raw text,
  detail jsonb,
  constraint import_findings_pkey PRIMARY KEY (region_code, import_id, number),
  constraint import_findings__import_exists FOREIGN KEY (region_code, import_id) REFERENCES imports(region_code, id),
  constraint import_findings__kind_known CHECK ((kind = ANY (ARRAY['refused'::text, 'question'::text, 'warning'::text, 'subtotal'::text])))
);
-- row-level security, the owner included
--   import_findings__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select

create table import_pages (
  region_code text not null,
  import_id uuid not null,
  sheet integer not null,
  first_row integer not null,
  last_row integer not null,
  row_count integer not null,
  content bytea not null,
  constraint import_pages_pkey PRIMARY KEY (region_code, import_id, sheet, first_row),
  constraint import_pages__import_exists FOREIGN KEY (region_code, import_id) REFERENCES imports(region_code, id)
);
-- row-level security, the owner included
--   import_pages__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select

create table imports (
  region_code text not null,
  id uuid not null,
  intake text not null,
  year integer not null,
  file_sha256 text not null,
  file_name text not null,
  file_bytes bigint not null,
  format text,
  sheets jsonb not null default '[]'::jsonb,
  mapping jsonb,
  status text not null,
  problem jsonb,
  progress jsonb,
  summary jsonb,
  state_mark text,
  created_by text not null,
  created_name text not null,
  created_at timestamp with time zone not null,
  confirmed_name text,
  confirmed_at timestamp with time zone,
  undone_name text,
  undone_at timestamp with time zone,
  undo_reason text,
  audit_seq bigint,
  version integer not null default 1,
  constraint imports_pkey PRIMARY KEY (region_code, id),
  constraint imports__status_known CHECK ((status = ANY (ARRAY['reading'::text, 'mapping'::text, 'deciding'::text, 'ready'::text, 'confirmed'::text, 'refused'::text, 'undone'::text, 'dropped'::text])))
);
CREATE INDEX imports__by_file ON imports USING btree (region_code, file_sha256);
CREATE INDEX imports__by_time ON imports USING btree (region_code, created_at DESC);
-- row-level security, the owner included
--   imports__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table industries (
  code text not null,
  section text not null,
  name_zh text not null,
  name_en text not null default ''::text,
  constraint industries_pkey PRIMARY KEY (code)
);
-- no row-level security: the same for everybody
-- the program may: select

create table ledger_reports (
  region_code text not null,
  year integer not null,
  pool text not null,
  threshold_yuan bigint,
  stated_as text not null default ''::text,
  reported_at timestamp with time zone not null,
  by_name text not null,
  import_id uuid,
  previous jsonb,
  constraint ledger_reports_pkey PRIMARY KEY (region_code, year, pool),
  constraint ledger_reports__pool_known CHECK ((pool = ANY (ARRAY['annual'::text, 'reserve'::text])))
);
-- row-level security, the owner included
--   ledger_reports__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table line_tags (
  region_code text not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  industry_from text,
  industry_to text,
  words text not null default ''::text,
  position integer not null default 0,
  valid_from date not null,
  valid_to date,
  constraint line_tags_pkey PRIMARY KEY (region_code, code, valid_from)
);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table list_members (
  region_code text not null,
  list_code text not null,
  project_id uuid not null,
  state text,
  from_day date not null,
  to_day date,
  import_id uuid,
  constraint list_members_pkey PRIMARY KEY (region_code, list_code, project_id, from_day),
  constraint list_members__project_exists FOREIGN KEY (region_code, project_id) REFERENCES projects(region_code, id),
  constraint list_members__dates_in_order CHECK (((to_day IS NULL) OR (to_day >= from_day)))
);
CREATE INDEX list_members__by_project ON list_members USING btree (region_code, project_id);
-- row-level security, the owner included
--   list_members__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table lists (
  code text not null,
  region_code text not null,
  kind text not null,
  level text not null,
  year integer not null,
  name_zh text not null,
  name_en text not null,
  words text not null default ''::text,
  campaign_code text,
  valid_from date not null,
  valid_to date,
  states jsonb not null default '[]'::jsonb,
  version integer not null default 1,
  constraint lists_pkey PRIMARY KEY (code),
  constraint lists__level_known CHECK ((level = ANY (ARRAY['nation'::text, 'province'::text, 'city'::text, 'county'::text])))
);
CREATE INDEX lists__by_year ON lists USING btree (year);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table manuscript_answers (
  region_code text not null,
  manuscript_id uuid not null,
  finding_key text not null,
  kind text not null,
  note text not null,
  repair jsonb,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint manuscript_answers_pkey PRIMARY KEY (region_code, manuscript_id, finding_key),
  constraint manuscript_answers__manuscript_exists FOREIGN KEY (region_code, manuscript_id) REFERENCES manuscripts(region_code, id) ON DELETE CASCADE,
  constraint manuscript_answers__kind_known CHECK ((kind = ANY (ARRAY['accepted'::text, 'queried'::text, 'stands'::text])))
);
-- row-level security, the owner included
--   manuscript_answers__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table manuscripts (
  region_code text not null,
  id uuid not null,
  title text not null,
  form text not null,
  year integer,
  file_name text,
  sha256 text not null,
  characters integer not null,
  table_count integer not null,
  counts jsonb not null,
  content bytea not null,
  rules_version text not null,
  created_by text not null,
  created_name text not null,
  created_at timestamp with time zone not null,
  kept_until date not null,
  version integer not null default 1,
  constraint manuscripts_pkey PRIMARY KEY (region_code, id),
  constraint manuscripts__form_known CHECK ((form = ANY (ARRAY['text'::text, 'html'::text, 'docx'::text, 'csv'::text, 'xlsx'::text, 'xls'::text])))
);
CREATE INDEX manuscripts__by_time ON manuscripts USING btree (region_code, created_at DESC);
-- row-level security, the owner included
--   manuscripts__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table officer_absences (
  region_code text not null,
  enterprise_id uuid not null,
  day date not null,
  reason text not null,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint officer_absences_pkey PRIMARY KEY (region_code, enterprise_id, day),
  constraint officer_absences__enterprise_exists FOREIGN KEY (region_code, enterprise_id) REFERENCES resumption_enterprises(region_code, enterprise_id)
);
-- row-level security, the owner included
--   officer_absences__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: insert, select, update

create table officer_assignments (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  officer_id uuid not null,
  officer_name text not null,
  organisation text not null default ''::text,
  from_day date not null,
  to_day date,
  measure text not null default ''::text,
  measure_on date,
  end_reason text not null default ''::text,
  offered_to uuid,
  offered_name text,
  offered_note text,
  offered_at timestamp with time zone,
  taken_from uuid,
  by_name text not null,
  at timestamp with time zone not null,
  constraint officer_assignments_pkey PRIMARY KEY (region_code, id),
  constraint officer_assignments__enterprise_exists FOREIGN KEY (region_code, enterprise_id) REFERENCES resumption_enterprises(region_code, enterprise_id),
  constraint officer_assignments__in_order CHECK (((to_day IS NULL) OR (to_day >= from_day))),
  constraint officer_assignments__offer_whole CHECK (((offered_to IS NULL) = (offered_at IS NULL)))
);
CREATE INDEX officer_assignments__by_officer ON officer_assignments USING btree (region_code, officer_id) WHERE (to_day IS NULL);
CREATE UNIQUE INDEX officer_assignments__one_at_a_time ON officer_assignments USING btree (region_code, enterprise_id) WHERE (to_day IS NULL);
-- row-level security, the owner included
--   officer_assignments__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: insert, select, update

create table officer_presences (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  day date not null,
  officer_id uuid not null,
  officer_name text not null,
  substitute boolean not null,
  device_at timestamp with time zone not null,
  at timestamp with time zone not null,
  place jsonb,
  note text not null default ''::text,
  content_hash text not null,
  constraint officer_presences_pkey PRIMARY KEY (region_code, id),
  constraint officer_presences__enterprise_exists FOREIGN KEY (region_code, enterprise_id) REFERENCES resumption_enterprises(region_code, enterprise_id)
);
CREATE INDEX officer_presences__by_day ON officer_presences USING btree (region_code, enterprise_id, day);
-- row-level security, the owner included
--   officer_presences__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: insert, select, update

create table officer_rules (
  region_code text not null,
  since_day date not null,
  most_enterprises integer not null,
  skew_hours integer not null,
  call_minutes integer not null,
  cover_days integer not null,
  basis text not null,
  constraint officer_rules_pkey PRIMARY KEY (region_code, since_day),
  constraint officer_rules__positive CHECK (((most_enterprises > 0) AND (skew_hours > 0) AND (call_minutes > 0) AND (cover_days > 0)))
);
-- no row-level security: the same for everybody
-- the program may: insert, select

create table organisation_names (
  region_code text not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  normal_name text not null,
  kind text not null,
  valid_from date,
  valid_to date,
  constraint organisation_names_pkey PRIMARY KEY (region_code, id),
  constraint organisation_names__organisation_exists FOREIGN KEY (region_code, organisation_id) REFERENCES organisations(region_code, id),
  constraint organisation_names__kind_known CHECK ((kind = ANY (ARRAY['official'::text, 'former'::text, 'short'::text, 'alias'::text])))
);
CREATE INDEX organisation_names__by_name ON organisation_names USING btree (region_code, normal_name);
CREATE INDEX organisation_names__by_organisation ON organisation_names USING btree (region_code, organisation_id);
-- row-level security, the owner included
--   organisation_names__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table organisation_successions (
  region_code text not null,
  id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  kind text not null,
  on_day date not null,
  reason text not null,
  constraint organisation_successions_pkey PRIMARY KEY (region_code, id),
  constraint organisation_successions__from_exists FOREIGN KEY (region_code, from_id) REFERENCES organisations(region_code, id),
  constraint organisation_successions__to_exists FOREIGN KEY (region_code, to_id) REFERENCES organisations(region_code, id),
  constraint organisation_successions__kind_known CHECK ((kind = ANY (ARRAY['merged'::text, 'split'::text])))
);
-- row-level security, the owner included
--   organisation_successions__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select

create table organisations (
  region_code text not null,
  id uuid not null,
  kind text not null,
  credit_code text,
  name text not null,
  normal_name text not null,
  ended_on date,
  created_at timestamp with time zone not null,
  version integer not null default 1,
  constraint organisations_pkey PRIMARY KEY (region_code, id),
  constraint organisations__credit_code_once UNIQUE (region_code, credit_code),
  constraint organisations__kind_known CHECK ((kind = ANY (ARRAY['enterprise'::text, 'department'::text, 'party'::text, 'park'::text, 'institution'::text, 'other'::text])))
);
CREATE INDEX organisations__by_name ON organisations USING btree (region_code, normal_name);
-- row-level security, the owner included
--   organisations__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table people (
  region_code text not null,
  id uuid not null,
  name text not null,
  user_id uuid,
  left_on date,
  constraint people_pkey PRIMARY KEY (region_code, id)
);
-- row-level security, the owner included
--   people__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table personal_data_expiries (
  region_code text not null,
  id uuid not null,
  purpose_id uuid not null,
  on_day date not null,
  at timestamp with time zone not null,
  by_name text not null,
  rosters integer not null,
  people integer not null,
  rows integer not null,
  files integer not null,
  constraint personal_data_expiries_pkey PRIMARY KEY (region_code, id),
  constraint personal_data_expiries__purpose_exists FOREIGN KEY (region_code, purpose_id) REFERENCES personal_data_purposes(region_code, id)
);
CREATE INDEX personal_data_expiries__by_time ON personal_data_expiries USING btree (region_code, at);
-- row-level security, the owner included
--   personal_data_expiries__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select

create table personal_data_purposes (
  region_code text not null,
  id uuid not null,
  name text not null,
  basis text not null,
  fields text[] not null,
  begins_on date not null,
  ends_on date not null,
  keep_days integer not null,
  assessed_on date,
  assessed_by text,
  assessment text,
  ended_reason text,
  by_name text not null,
  made_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1,
  expired_at timestamp with time zone,
  constraint personal_data_purposes_pkey PRIMARY KEY (region_code, id),
  constraint personal_data_purposes__assessed_whole CHECK ((((assessed_on IS NULL) = (assessed_by IS NULL)) AND ((assessed_on IS NULL) = (assessment IS NULL)))),
  constraint personal_data_purposes__in_order CHECK ((ends_on >= begins_on)),
  constraint personal_data_purposes__kept_shortly CHECK (((keep_days >= 0) AND (keep_days <= 90))),
  constraint personal_data_purposes__needs_fields CHECK ((cardinality(fields) > 0)),
  constraint personal_data_purposes__not_for_ever CHECK ((ends_on <= (begins_on + 400)))
);
-- row-level security, the owner included
--   personal_data_purposes__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table personal_data_requests (
  region_code text not null,
  id uuid not null,
  kind text not null,
  outcome text not null,
  records integer not null,
  fields text[] not null default '{}'::text[],
  reason text not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint personal_data_requests_pkey PRIMARY KEY (region_code, id),
  constraint personal_data_requests__kind_known CHECK ((kind = ANY (ARRAY['query'::text, 'copy'::text, 'correct'::text, 'delete'::text]))),
  constraint personal_data_requests__outcome_known CHECK ((outcome = ANY (ARRAY['done'::text, 'nothing-held'::text, 'refused'::text])))
);
CREATE INDEX personal_data_requests__by_time ON personal_data_requests USING btree (region_code, at);
-- row-level security, the owner included
--   personal_data_requests__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select

create table places (
  region_code text not null,
  id uuid not null,
  code text,
  kind text not null,
  name text not null,
  normal_name text not null,
  valid_from date not null,
  valid_to date,
  constraint places_pkey PRIMARY KEY (region_code, id),
  constraint places__name_once UNIQUE (region_code, normal_name, valid_from),
  constraint places__kind_known CHECK ((kind = ANY (ARRAY['township'::text, 'street'::text, 'park'::text, 'zone'::text])))
);
-- row-level security, the owner included
--   places__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table plan_baselines (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  number integer not null,
  kind text not null,
  source text not null,
  name text not null,
  promised_day date not null,
  days jsonb not null,
  reason text not null,
  proposed_by text not null,
  proposed_name text not null,
  proposed_at timestamp with time zone not null,
  decision text,
  decided_by text,
  decided_name text,
  decided_at timestamp with time zone,
  note text not null default ''::text,
  constraint plan_baselines_pkey PRIMARY KEY (region_code, id),
  constraint plan_baselines__number_once UNIQUE (region_code, project_id, number),
  constraint plan_baselines__plan_exists FOREIGN KEY (region_code, project_id) REFERENCES plans(region_code, project_id) ON DELETE CASCADE,
  constraint plan_baselines__by_another CHECK (((decision IS DISTINCT FROM 'approved'::text) OR (decided_by <> proposed_by))),
  constraint plan_baselines__decision_known CHECK ((decision = ANY (ARRAY['approved'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint plan_baselines__kind_known CHECK ((kind = ANY (ARRAY['set'::text, 'change'::text, 'drop'::text]))),
  constraint plan_baselines__source_known CHECK ((source = ANY (ARRAY['latest'::text, 'forecast'::text, 'file'::text])))
);
-- row-level security, the owner included
--   plan_baselines__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table plan_changes (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  kind text not null,
  summary_zh text not null,
  summary_en text not null,
  reason text not null,
  before jsonb not null,
  after jsonb not null,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null,
  undone_by text,
  undone_at timestamp with time zone,
  constraint plan_changes_pkey PRIMARY KEY (region_code, id),
  constraint plan_changes__plan_exists FOREIGN KEY (region_code, project_id) REFERENCES plans(region_code, project_id) ON DELETE CASCADE
);
CREATE INDEX plan_changes__by_project ON plan_changes USING btree (region_code, project_id, at);
-- row-level security, the owner included
--   plan_changes__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table plan_demands (
  region_code text not null,
  project_id uuid not null,
  node_code text not null,
  resource_id uuid not null,
  units integer not null,
  constraint plan_demands_pkey PRIMARY KEY (region_code, project_id, node_code, resource_id),
  constraint plan_demands__node_exists FOREIGN KEY (region_code, project_id, node_code) REFERENCES plan_nodes(region_code, project_id, code) ON DELETE CASCADE,
  constraint plan_demands__some CHECK (((units >= 1) AND (units <= 1000)))
);
CREATE INDEX plan_demands__by_resource ON plan_demands USING btree (region_code, resource_id);
-- row-level security, the owner included
--   plan_demands__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table plan_feeds (
  region_code text not null,
  id uuid not null,
  kind text not null,
  name text not null,
  language text not null,
  token_hash text not null,
  made_by text not null,
  made_name text not null,
  made_at timestamp with time zone not null,
  ends_on date not null,
  renewals integer not null default 0,
  read_on date,
  revoked_at timestamp with time zone,
  revoked_name text,
  constraint plan_feeds_pkey PRIMARY KEY (region_code, id),
  constraint plan_feeds__address_once UNIQUE (region_code, token_hash),
  constraint plan_feeds__kind_known CHECK ((kind = ANY (ARRAY['organisation'::text, 'person'::text]))),
  constraint plan_feeds__language_known CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text])))
);
-- row-level security, the owner included
--   plan_feeds__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table plan_files (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  file_name text not null,
  sha256 text not null,
  tool text not null,
  mode text not null,
  level text not null,
  nodes integer not null,
  content jsonb not null,
  left_out jsonb not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint plan_files_pkey PRIMARY KEY (region_code, id),
  constraint plan_files__plan_exists FOREIGN KEY (region_code, project_id) REFERENCES plans(region_code, project_id) ON DELETE CASCADE,
  constraint plan_files__level_known CHECK ((level = ANY (ARRAY['all'::text, 'summaries'::text, 'milestones'::text]))),
  constraint plan_files__mode_known CHECK ((mode = ANY (ARRAY['plan'::text, 'version'::text, 'update'::text])))
);
CREATE INDEX plan_files__by_project ON plan_files USING btree (region_code, project_id, at);
-- row-level security, the owner included
--   plan_files__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select

create table plan_links (
  region_code text not null,
  project_id uuid not null,
  from_code text not null,
  to_code text not null,
  type text not null,
  lag integer not null default 0,
  lag_unit text not null default 'working'::text,
  constraint plan_links_pkey PRIMARY KEY (region_code, project_id, from_code, to_code, type),
  constraint plan_links__from_exists FOREIGN KEY (region_code, project_id, from_code) REFERENCES plan_nodes(region_code, project_id, code) ON DELETE CASCADE,
  constraint plan_links__to_exists FOREIGN KEY (region_code, project_id, to_code) REFERENCES plan_nodes(region_code, project_id, code) ON DELETE CASCADE,
  constraint plan_links__type_known CHECK ((type = ANY (ARRAY['FS'::text, 'SS'::text, 'FF'::text, 'SF'::text])))
);
-- row-level security, the owner included
--   plan_links__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table plan_nodes (
  region_code text not null,
  project_id uuid not null,
  code text not null,
  position integer not null,
  name_zh text not null,
  name_en text not null default ''::text,
  kind text not null,
  stage text not null,
  stream text not null,
  duty_organisation text not null default ''::text,
  duty_post text not null default ''::text,
  duty_person text not null default ''::text,
  days integer not null,
  day_unit text not null,
  statutory_days integer,
  committed_days integer,
  basis text not null default ''::text,
  confirmed boolean not null default false,
  outdoor boolean not null default false,
  hold_point boolean not null default false,
  fixed boolean not null default false,
  promise boolean not null default false,
  actual_start date,
  actual_finish date,
  days_left integer,
  blocked_reason text,
  blocked_until date,
  evidence jsonb not null default '[]'::jsonb,
  note text not null default ''::text,
  forecast_day date,
  own_promise jsonb,
  photos jsonb not null default '[]'::jsonb,
  queued jsonb,
  constraint plan_nodes_pkey PRIMARY KEY (region_code, project_id, code),
  constraint plan_nodes__plan_exists FOREIGN KEY (region_code, project_id) REFERENCES plans(region_code, project_id) ON DELETE CASCADE,
  constraint plan_nodes__actuals_in_order CHECK (((actual_finish IS NULL) OR ((actual_start IS NOT NULL) AND (actual_finish >= actual_start)))),
  constraint plan_nodes__days_possible CHECK (((days >= 0) AND (days <= 3650))),
  constraint plan_nodes__kind_known CHECK ((kind = ANY (ARRAY['milestone'::text, 'matter'::text, 'work'::text]))),
  constraint plan_nodes__unit_known CHECK ((day_unit = ANY (ARRAY['working'::text, 'calendar'::text])))
);
CREATE INDEX plan_nodes__by_organisation ON plan_nodes USING btree (region_code, duty_organisation);
CREATE INDEX plan_nodes__by_person ON plan_nodes USING btree (region_code, duty_person);
-- row-level security, the owner included
--   plan_nodes__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table plan_resource_capacities (
  region_code text not null,
  resource_id uuid not null,
  valid_from date not null,
  capacity integer not null,
  note text not null default ''::text,
  by_name text not null,
  at timestamp with time zone not null,
  constraint plan_resource_capacities_pkey PRIMARY KEY (region_code, resource_id, valid_from),
  constraint plan_resource_capacities__resource_exists FOREIGN KEY (region_code, resource_id) REFERENCES plan_resources(region_code, id),
  constraint plan_resource_capacities__possible CHECK (((capacity >= 0) AND (capacity <= 1000)))
);
-- row-level security, the owner included
--   plan_resource_capacities__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table plan_resources (
  region_code text not null,
  id uuid not null,
  name text not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint plan_resources_pkey PRIMARY KEY (region_code, id),
  constraint plan_resources__name_once UNIQUE (region_code, name)
);
-- row-level security, the owner included
--   plan_resources__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table plan_responsibilities (
  region_code text not null,
  project_id uuid not null,
  id uuid not null,
  since date not null,
  leader text not null default ''::text,
  department_id uuid,
  department_name text not null default ''::text,
  team text not null default ''::text,
  reason text not null,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint plan_responsibilities_pkey PRIMARY KEY (region_code, project_id, id),
  constraint plan_responsibilities__plan_exists FOREIGN KEY (region_code, project_id) REFERENCES plans(region_code, project_id) ON DELETE CASCADE
);
CREATE INDEX plan_responsibilities__by_department ON plan_responsibilities USING btree (region_code, department_id);
-- row-level security, the owner included
--   plan_responsibilities__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select

create table plan_rules (
  region_code text not null,
  near_days integer not null,
  tight_days integer not null,
  valid_from date not null,
  constraint plan_rules_pkey PRIMARY KEY (region_code, valid_from)
);
-- no row-level security: the same for everybody
-- the program may: insert, select

create table plan_slips (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  node_code text not null,
  what text not null,
  from_day date,
  to_day date,
  reason text not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint plan_slips_pkey PRIMARY KEY (region_code, id),
  constraint plan_slips__plan_exists FOREIGN KEY (region_code, project_id) REFERENCES plans(region_code, project_id) ON DELETE CASCADE,
  constraint plan_slips__what_known CHECK ((what = ANY (ARRAY['baseline'::text, 'forecast'::text, 'actual'::text])))
);
CREATE INDEX plan_slips__by_node ON plan_slips USING btree (region_code, project_id, node_code, at);
-- row-level security, the owner included
--   plan_slips__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select

create table plan_stop_effects (
  region_code text not null,
  stop_id uuid not null,
  project_id uuid not null,
  promised_day date not null,
  before_day date not null,
  after_day date not null,
  days_late integer not null,
  accepted_by text,
  accepted_name text,
  accepted_at timestamp with time zone,
  reason text not null default ''::text,
  constraint plan_stop_effects_pkey PRIMARY KEY (region_code, stop_id, project_id),
  constraint plan_stop_effects__plan_exists FOREIGN KEY (region_code, project_id) REFERENCES plans(region_code, project_id) ON DELETE CASCADE
);
CREATE INDEX plan_stop_effects__by_project ON plan_stop_effects USING btree (region_code, project_id);
-- row-level security, the owner included
--   plan_stop_effects__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table plan_stops (
  region_code text not null,
  id uuid not null,
  name text not null,
  from_day date not null,
  to_day date not null,
  basis text not null,
  by_name text not null,
  at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  sites jsonb not null default '[]'::jsonb,
  withdrawn_by text,
  withdrawn_reason text,
  constraint plan_stops_pkey PRIMARY KEY (region_code, id),
  constraint plan_stops__in_order CHECK ((to_day >= from_day))
);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table plan_template_choices (
  region_code text not null,
  valid_from date not null,
  place integer not null,
  template text not null,
  words text[] not null default '{}'::text[],
  from_yuan bigint,
  below_yuan bigint,
  unknown_amount boolean not null default false,
  constraint plan_template_choices_pkey PRIMARY KEY (region_code, valid_from, place)
);
-- no row-level security: the same for everybody
-- the program may: insert, select

create table plan_templates (
  region_code text not null,
  code text not null,
  version integer not null,
  name_zh text not null,
  name_en text not null,
  project_type text not null,
  route text not null,
  questions jsonb not null,
  nodes jsonb not null,
  links jsonb not null,
  valid_from date not null,
  note text not null default ''::text,
  by_name text not null,
  at timestamp with time zone,
  copied_from text not null default ''::text,
  constraint plan_templates_pkey PRIMARY KEY (region_code, code, version)
);
-- no row-level security: the same for everybody
-- the program may: insert, select

create table plans (
  region_code text not null,
  project_id uuid not null,
  template_region text not null,
  template_code text not null,
  template_version integer not null,
  project_type text not null,
  route text not null,
  answers jsonb not null,
  start_day date not null,
  promised_day date not null,
  state_day date,
  made_name text not null,
  made_at timestamp with time zone not null,
  updated_name text not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1,
  constraint plans_pkey PRIMARY KEY (region_code, project_id),
  constraint plans__project_exists FOREIGN KEY (region_code, project_id) REFERENCES projects(region_code, id)
);
-- row-level security, the owner included
--   plans__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table post_holders (
  region_code text not null,
  id uuid not null,
  post_id uuid not null,
  person_id uuid not null,
  from_day date not null,
  to_day date,
  constraint post_holders_pkey PRIMARY KEY (region_code, id),
  constraint post_holders__person_exists FOREIGN KEY (region_code, person_id) REFERENCES people(region_code, id),
  constraint post_holders__post_exists FOREIGN KEY (region_code, post_id) REFERENCES posts(region_code, id),
  constraint post_holders__dates_in_order CHECK (((to_day IS NULL) OR (to_day >= from_day)))
);
CREATE INDEX post_holders__by_person ON post_holders USING btree (region_code, person_id);
CREATE INDEX post_holders__by_post ON post_holders USING btree (region_code, post_id);
-- row-level security, the owner included
--   post_holders__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table posts (
  region_code text not null,
  id uuid not null,
  organisation_id uuid not null,
  title text not null,
  valid_from date not null,
  valid_to date,
  constraint posts_pkey PRIMARY KEY (region_code, id),
  constraint posts__organisation_exists FOREIGN KEY (region_code, organisation_id) REFERENCES organisations(region_code, id)
);
-- row-level security, the owner included
--   posts__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table project_befores (
  region_code text not null,
  batch_id uuid not null,
  project_id uuid not null,
  before jsonb not null,
  constraint project_befores_pkey PRIMARY KEY (region_code, batch_id, project_id)
);
-- row-level security, the owner included
--   project_befores__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select

create table project_changes (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  kind text not null,
  field text,
  old_value text,
  new_value text,
  old_yuan bigint,
  new_yuan bigint,
  reason text not null default ''::text,
  evidence_sha256 text,
  evidence_name text,
  approver_id text,
  approver_name text,
  import_id uuid,
  sheet integer,
  row_number integer,
  column_number integer,
  raw text,
  audit_seq bigint,
  batch_id uuid,
  constraint project_changes_pkey PRIMARY KEY (region_code, id),
  constraint project_changes__project_exists FOREIGN KEY (region_code, project_id) REFERENCES projects(region_code, id)
);
CREATE INDEX project_changes__by_batch ON project_changes USING btree (region_code, batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX project_changes__by_import ON project_changes USING btree (region_code, import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX project_changes__by_project ON project_changes USING btree (region_code, project_id, at);
CREATE INDEX project_changes__by_time ON project_changes USING btree (region_code, at);
-- row-level security, the owner included
--   project_changes__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select

create table project_names (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  name text not null,
  normal_name text not null,
  kind text not null,
  until_day date,
  constraint project_names_pkey PRIMARY KEY (region_code, id),
  constraint project_names__project_exists FOREIGN KEY (region_code, project_id) REFERENCES projects(region_code, id),
  constraint project_names__kind_known CHECK ((kind = ANY (ARRAY['former'::text, 'alias'::text])))
);
CREATE INDEX project_names__by_name ON project_names USING btree (region_code, normal_name);
CREATE INDEX project_names__by_project ON project_names USING btree (region_code, project_id);
-- row-level security, the owner included
--   project_names__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table project_proposals (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  kind text not null,
  facts jsonb not null,
  reason text not null,
  evidence_sha256 text,
  evidence_name text,
  import_id uuid,
  proposed_by text not null,
  proposed_name text not null,
  proposed_at timestamp with time zone not null,
  decision text,
  decided_by text,
  decided_name text,
  decided_at timestamp with time zone,
  decision_note text not null default ''::text,
  constraint project_proposals_pkey PRIMARY KEY (region_code, id),
  constraint project_proposals__project_exists FOREIGN KEY (region_code, project_id) REFERENCES projects(region_code, id),
  constraint project_proposals__decision_known CHECK ((decision = ANY (ARRAY['approved'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint project_proposals__kind_known CHECK ((kind = ANY (ARRAY['leave'::text, 'shrink'::text, 'rename'::text, 'merge'::text, 'split'::text, 'move'::text, 'correct-code'::text, 'return'::text])))
);
CREATE INDEX project_proposals__by_project ON project_proposals USING btree (region_code, project_id);
CREATE INDEX project_proposals__open ON project_proposals USING btree (region_code, proposed_at) WHERE (decision IS NULL);
-- row-level security, the owner included
--   project_proposals__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table project_source_columns (
  region_code text not null,
  import_id uuid not null,
  sheet integer not null,
  field text not null,
  column_number integer not null,
  constraint project_source_columns_pkey PRIMARY KEY (region_code, import_id, sheet, field)
);
-- row-level security, the owner included
--   project_source_columns__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select

create table project_sources (
  region_code text not null,
  project_id uuid not null,
  import_id uuid not null,
  sheet integer not null,
  row_number integer not null,
  at timestamp with time zone not null,
  constraint project_sources_pkey PRIMARY KEY (region_code, project_id, import_id, sheet, row_number),
  constraint project_sources__project_exists FOREIGN KEY (region_code, project_id) REFERENCES projects(region_code, id)
);
CREATE INDEX project_sources__by_import ON project_sources USING btree (region_code, import_id);
-- row-level security, the owner included
--   project_sources__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select

create table project_stages (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  stage text not null,
  side_state text,
  on_day date,
  reason text not null,
  by_name text not null,
  at timestamp with time zone not null,
  import_id uuid,
  constraint project_stages_pkey PRIMARY KEY (region_code, id),
  constraint project_stages__project_exists FOREIGN KEY (region_code, project_id) REFERENCES projects(region_code, id)
);
CREATE INDEX project_stages__by_project ON project_stages USING btree (region_code, project_id);
-- row-level security, the owner included
--   project_stages__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select

create table project_years (
  region_code text not null,
  project_id uuid not null,
  year integer not null,
  pool text not null,
  nature text,
  nature_basis text not null default 'stated'::text,
  maturity text,
  total_yuan bigint,
  annual_plan_yuan bigint,
  done_before_yuan bigint,
  line_code text,
  stage text not null,
  owner_id uuid,
  basis text not null default 'ledger'::text,
  entered_on date not null,
  left_on date,
  version integer not null default 1,
  mark bigint not null default 0,
  constraint project_years_pkey PRIMARY KEY (region_code, project_id, year),
  constraint project_years__project_exists FOREIGN KEY (region_code, project_id) REFERENCES projects(region_code, id),
  constraint project_years__basis_known CHECK ((nature_basis = ANY (ARRAY['stated'::text, 'group'::text, 'rule'::text]))),
  constraint project_years__ledger_known CHECK ((basis = ANY (ARRAY['ledger'::text, 'later'::text, 'roll'::text]))),
  constraint project_years__maturity_known CHECK ((maturity = ANY (ARRAY['idea'::text, 'reserve'::text, 'mature'::text, 'annual'::text]))),
  constraint project_years__nature_known CHECK ((nature = ANY (ARRAY['new'::text, 'continuing'::text]))),
  constraint project_years__plan_not_negative CHECK (((annual_plan_yuan IS NULL) OR (annual_plan_yuan >= 0))),
  constraint project_years__pool_known CHECK ((pool = ANY (ARRAY['annual'::text, 'reserve'::text])))
);
CREATE INDEX project_years__by_mark ON project_years USING btree (region_code, year, mark);
-- row-level security, the owner included
--   project_years__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((owner_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: delete, insert, select, update

create table projects (
  region_code text not null,
  id uuid not null,
  code text,
  code_form text,
  name text not null,
  normal_name text not null,
  owner_id uuid,
  owner_name text not null default ''::text,
  place_id uuid,
  place_text text not null default ''::text,
  longitude double precision,
  latitude double precision,
  industry_code text,
  line_code text,
  construction_kind text,
  content text not null default ''::text,
  capacities jsonb not null default '[]'::jsonb,
  start_day date,
  start_precision text,
  finish_day date,
  finish_precision text,
  total_yuan bigint,
  funding text not null default ''::text,
  note text not null default ''::text,
  contact_sealed bytea,
  contact_mark bytea,
  stage text not null,
  stage_on date,
  side_state text,
  parent_id uuid,
  entered_at timestamp with time zone not null,
  entered_by text not null,
  entered_import uuid,
  left_at timestamp with time zone,
  left_kind text,
  left_reason text,
  moved_to text,
  search text not null,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  version integer not null default 1,
  constraint projects_pkey PRIMARY KEY (region_code, id),
  constraint projects__code_once UNIQUE (region_code, code),
  constraint projects__owner_exists FOREIGN KEY (region_code, owner_id) REFERENCES organisations(region_code, id),
  constraint projects__place_exists FOREIGN KEY (region_code, place_id) REFERENCES places(region_code, id),
  constraint projects__total_not_negative CHECK (((total_yuan IS NULL) OR (total_yuan >= 0)))
);
CREATE INDEX projects__by_name ON projects USING btree (region_code, normal_name);
CREATE INDEX projects__by_owner ON projects USING btree (region_code, owner_id);
-- row-level security, the owner included
--   projects__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((owner_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: delete, insert, select, update

create table question_rounds (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  day date not null,
  device_at timestamp with time zone not null,
  at timestamp with time zone not null,
  officer_id uuid not null,
  officer_name text not null,
  set_code text not null,
  set_version integer not null,
  answers jsonb not null,
  wrong jsonb not null,
  supplies jsonb not null,
  cover_days integer,
  seen text not null default ''::text,
  content_hash text not null,
  constraint question_rounds_pkey PRIMARY KEY (region_code, id),
  constraint question_rounds__enterprise_exists FOREIGN KEY (region_code, enterprise_id) REFERENCES resumption_enterprises(region_code, enterprise_id)
);
CREATE INDEX question_rounds__by_day ON question_rounds USING btree (region_code, enterprise_id, day);
CREATE INDEX question_rounds__of_day ON question_rounds USING btree (region_code, day) INCLUDE (enterprise_id, cover_days);
-- row-level security, the owner included
--   question_rounds__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: insert, select, update

create table question_sets (
  region_code text not null,
  code text not null,
  version integer not null,
  since_day date not null,
  questions jsonb not null,
  supplies jsonb not null,
  basis text not null,
  constraint question_sets_pkey PRIMARY KEY (region_code, code, version)
);
-- no row-level security: the same for everybody
-- the program may: insert, select

create table region_keys (
  region_code text not null,
  version integer not null,
  wrapped bytea not null,
  made_at timestamp with time zone not null,
  constraint region_keys_pkey PRIMARY KEY (region_code, version),
  constraint region_keys__version_from_one CHECK ((version >= 1))
);
-- row-level security, the owner included
--   region_keys__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select

create table region_successions (
  from_code text not null,
  to_code text not null,
  on_day date not null,
  kind text not null,
  note text not null default ''::text,
  constraint region_successions_pkey PRIMARY KEY (from_code, to_code, on_day),
  constraint region_successions__kind_known CHECK ((kind = ANY (ARRAY['recoded'::text, 'merged'::text, 'split'::text, 'renamed'::text])))
);
-- no row-level security: the same for everybody
-- the program may: insert, select

create table regions (
  code text not null,
  valid_from date not null,
  valid_to date,
  name text not null,
  level text not null,
  parent_code text,
  in_use boolean not null default true,
  name_en text not null default ''::text,
  constraint regions_pkey PRIMARY KEY (code, valid_from),
  constraint regions__dates_in_order CHECK (((valid_to IS NULL) OR (valid_to > valid_from))),
  constraint regions__level_known CHECK ((level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text])))
);
CREATE INDEX regions__by_parent ON regions USING btree (parent_code);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table register_marks (
  region_code text not null,
  mark bigint not null,
  whole bigint not null,
  constraint register_marks_pkey PRIMARY KEY (region_code)
);
-- row-level security, the owner included
--   register_marks__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table reserve_gates (
  region_code text not null,
  to_tier text not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  required boolean not null,
  position integer not null default 0,
  valid_from date not null,
  valid_to date,
  constraint reserve_gates_pkey PRIMARY KEY (region_code, to_tier, code, valid_from),
  constraint reserve_gates__tier_known CHECK ((to_tier = ANY (ARRAY['reserve'::text, 'mature'::text, 'annual'::text])))
);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table reserve_moves (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  year integer not null,
  from_tier text,
  to_tier text,
  on_day date not null,
  reason text not null,
  evidence jsonb not null default '[]'::jsonb,
  by_name text not null,
  at timestamp with time zone not null,
  import_id uuid,
  constraint reserve_moves_pkey PRIMARY KEY (region_code, id),
  constraint reserve_moves__project_exists FOREIGN KEY (region_code, project_id) REFERENCES projects(region_code, id)
);
CREATE INDEX reserve_moves__by_project ON reserve_moves USING btree (region_code, project_id);
CREATE INDEX reserve_moves__by_year ON reserve_moves USING btree (region_code, year);
-- row-level security, the owner included
--   reserve_moves__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select

create table resumption_cases (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  previous_id uuid,
  state text not null,
  state_since timestamp with time zone not null,
  due_on date not null,
  regime_region text not null,
  regime_code text not null,
  regime_version integer not null,
  opened_on date not null,
  planned_on date,
  form jsonb not null default '{}'::jsonb,
  supplies jsonb not null default '[]'::jsonb,
  papers jsonb not null default '[]'::jsonb,
  commitment jsonb,
  missing jsonb not null default '[]'::jsonb,
  sent jsonb,
  submitted_at timestamp with time zone,
  accepted_on date,
  filed_year integer,
  number integer,
  filed_at timestamp with time zone,
  filed_name text,
  valid_until date,
  resumed_on date,
  reason text not null default ''::text,
  created_id text not null,
  created_name text not null,
  created_at timestamp with time zone not null,
  updated_name text not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1,
  constraint resumption_cases_pkey PRIMARY KEY (region_code, id),
  constraint resumption_cases__number_once UNIQUE (region_code, filed_year, number),
  constraint resumption_cases__enterprise_exists FOREIGN KEY (region_code, enterprise_id) REFERENCES resumption_enterprises(region_code, enterprise_id),
  constraint resumption_cases__filed_whole CHECK ((((number IS NULL) = (filed_year IS NULL)) AND ((number IS NULL) = (filed_at IS NULL)))),
  constraint resumption_cases__state_known CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'incomplete'::text, 'complete'::text, 'appointed'::text, 'visited'::text, 'rectifying'::text, 'accepted'::text, 'filed'::text, 'open'::text, 'suspended'::text, 'revoked'::text, 'withdrawn'::text])))
);
CREATE INDEX resumption_cases__by_enterprise ON resumption_cases USING btree (region_code, enterprise_id, created_at);
CREATE INDEX resumption_cases__by_state ON resumption_cases USING btree (region_code, state, due_on);
-- row-level security, the owner included
--   resumption_cases__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: delete, insert, select, update

create table resumption_certificates (
  token_hash text not null,
  county text not null,
  county_en text not null,
  enterprise text not null,
  number text not null,
  mode text not null,
  filed_on date not null,
  valid_until date,
  status text not null,
  status_on date not null,
  constraint resumption_certificates_pkey PRIMARY KEY (token_hash),
  constraint resumption_certificates__mode_known CHECK ((mode = ANY (ARRAY['inspection'::text, 'filing'::text]))),
  constraint resumption_certificates__status_known CHECK ((status = ANY (ARRAY['valid'::text, 'suspended'::text, 'revoked'::text])))
);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table resumption_checklists (
  region_code text not null,
  code text not null,
  version integer not null,
  since_day date not null,
  name_zh text not null,
  name_en text not null,
  items jsonb not null,
  basis text not null,
  constraint resumption_checklists_pkey PRIMARY KEY (region_code, code, version)
);
-- no row-level security: the same for everybody
-- the program may: insert, select

create table resumption_conflicts (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  entry_id uuid not null,
  against_id uuid,
  reason text not null,
  kind text not null,
  subject_id uuid not null,
  person_id text not null,
  person_name text not null,
  device_id uuid,
  device_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  received_at timestamp with time zone not null,
  judged_at timestamp with time zone not null,
  skew_seconds integer not null,
  hash text not null,
  content jsonb not null,
  state text not null default 'open'::text,
  settled_id text,
  settled_name text,
  settled_at timestamp with time zone,
  settled_note text not null default ''::text,
  constraint resumption_conflicts_pkey PRIMARY KEY (region_code, id),
  constraint resumption_conflicts__once UNIQUE (region_code, entry_id, hash),
  constraint resumption_conflicts__kind_known CHECK ((kind = ANY (ARRAY['opinion'::text, 'absence'::text, 'mending'::text, 'presence'::text, 'round'::text]))),
  constraint resumption_conflicts__reason_known CHECK ((reason = ANY (ARRAY['content'::text, 'department'::text, 'late'::text]))),
  constraint resumption_conflicts__settled_whole CHECK ((((state = 'open'::text) = (settled_at IS NULL)) AND ((settled_at IS NULL) = (settled_id IS NULL)))),
  constraint resumption_conflicts__state_known CHECK ((state = ANY (ARRAY['open'::text, 'first'::text, 'second'::text])))
);
CREATE INDEX resumption_conflicts__open ON resumption_conflicts USING btree (region_code, received_at) WHERE (state = 'open'::text);
-- row-level security, the owner included
--   resumption_conflicts__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: insert, select, update

create table resumption_conversions (
  region_code text not null,
  id uuid not null,
  on_day date not null,
  at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  reason text not null default ''::text,
  cases integer not null,
  regimes jsonb not null,
  undone_at timestamp with time zone,
  undone_name text,
  undone_reason text,
  constraint resumption_conversions_pkey PRIMARY KEY (region_code, id)
);
-- row-level security, the owner included
--   resumption_conversions__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table resumption_counters (
  region_code text not null,
  year integer not null,
  last integer not null,
  constraint resumption_counters_pkey PRIMARY KEY (region_code, year),
  constraint resumption_counters__positive CHECK ((last > 0))
);
-- row-level security, the owner included
--   resumption_counters__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table resumption_days (
  region_code text not null,
  day date not null,
  enterprise_id uuid not null,
  people_back integer,
  output_yuan bigint,
  output_last_year_yuan bigint,
  orders_covered_days integer,
  supplies_days integer,
  note text not null default ''::text,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint resumption_days_pkey PRIMARY KEY (region_code, day, enterprise_id),
  constraint resumption_days__enterprise_exists FOREIGN KEY (region_code, enterprise_id) REFERENCES resumption_enterprises(region_code, enterprise_id)
);
CREATE INDEX resumption_days__by_enterprise ON resumption_days USING btree (region_code, enterprise_id, day);
-- row-level security, the owner included
--   resumption_days__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: insert, select, update

create table resumption_departments (
  region_code text not null,
  code text not null,
  organisation_id uuid not null,
  since_day date not null,
  until_day date,
  constraint resumption_departments_pkey PRIMARY KEY (region_code, code, since_day),
  constraint resumption_departments__organisation_exists FOREIGN KEY (region_code, organisation_id) REFERENCES organisations(region_code, id),
  constraint resumption_departments__in_order CHECK (((until_day IS NULL) OR (until_day > since_day)))
);
-- row-level security, the owner included
--   resumption_departments__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table resumption_enterprises (
  region_code text not null,
  enterprise_id uuid not null,
  sector text not null,
  park_id uuid,
  sector_department text not null default ''::text,
  address text not null default ''::text,
  people_employed integer not null,
  above_scale boolean not null default false,
  expected boolean not null default true,
  last_year_output_yuan bigint,
  note text not null default ''::text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  updated_name text not null,
  version integer not null default 1,
  constraint resumption_enterprises_pkey PRIMARY KEY (region_code, enterprise_id),
  constraint resumption_enterprises__organisation_exists FOREIGN KEY (region_code, enterprise_id) REFERENCES organisations(region_code, id),
  constraint resumption_enterprises__park_exists FOREIGN KEY (region_code, park_id) REFERENCES places(region_code, id),
  constraint resumption_enterprises__people_known CHECK (((people_employed >= 0) AND (people_employed <= 1000000)))
);
-- row-level security, the owner included
--   resumption_enterprises__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: insert, select, update

create table resumption_entries (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  person_id text not null,
  person_name text not null,
  device_id uuid,
  device_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  received_at timestamp with time zone not null,
  judged_at timestamp with time zone not null,
  skew_seconds integer not null,
  hash text not null,
  content jsonb not null,
  constraint resumption_entries_pkey PRIMARY KEY (region_code, id),
  constraint resumption_entries__kind_known CHECK ((kind = ANY (ARRAY['opinion'::text, 'absence'::text, 'mending'::text, 'presence'::text, 'round'::text])))
);
CREATE INDEX resumption_entries__by_subject ON resumption_entries USING btree (region_code, subject_id);
-- row-level security, the owner included
--   resumption_entries__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: insert, select

create table resumption_findings (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  case_id uuid not null,
  visit_id uuid not null,
  item text not null,
  department text not null,
  what text not null,
  blocking boolean not null,
  deadline date not null,
  mended_on date,
  mended_note text not null default ''::text,
  cleared_visit_id uuid,
  cleared_on date,
  mended_entry_id uuid,
  constraint resumption_findings_pkey PRIMARY KEY (region_code, id),
  constraint resumption_findings__visit_exists FOREIGN KEY (region_code, visit_id) REFERENCES resumption_visits(region_code, id) ON DELETE CASCADE
);
CREATE INDEX resumption_findings__by_case ON resumption_findings USING btree (region_code, case_id);
-- row-level security, the owner included
--   resumption_findings__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: delete, insert, select, update

create table resumption_items (
  region_code text not null,
  visit_id uuid not null,
  item text not null,
  department text not null,
  enterprise_id uuid not null,
  result text not null,
  value text not null default ''::text,
  note text not null default ''::text,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint resumption_items_pkey PRIMARY KEY (region_code, visit_id, item, department),
  constraint resumption_items__visit_exists FOREIGN KEY (region_code, visit_id) REFERENCES resumption_visits(region_code, id) ON DELETE CASCADE,
  constraint resumption_items__result_known CHECK ((result = ANY (ARRAY['ok'::text, 'not'::text, 'na'::text])))
);
-- row-level security, the owner included
--   resumption_items__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: delete, insert, select, update

create table resumption_levels (
  region_code text not null,
  kind text not null,
  since_day date not null,
  level text not null,
  basis text not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint resumption_levels_pkey PRIMARY KEY (region_code, kind, since_day),
  constraint resumption_levels__kind_known CHECK ((kind = ANY (ARRAY['response'::text, 'risk'::text])))
);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table resumption_listings (
  region_code text not null,
  enterprise_id uuid not null,
  since_day date not null,
  expected boolean not null,
  sector text not null,
  park_id uuid,
  people_employed integer not null,
  at timestamp with time zone not null,
  constraint resumption_listings_pkey PRIMARY KEY (region_code, enterprise_id, since_day),
  constraint resumption_listings__enterprise_exists FOREIGN KEY (region_code, enterprise_id) REFERENCES resumption_enterprises(region_code, enterprise_id)
);
-- row-level security, the owner included
--   resumption_listings__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: insert, select, update

create table resumption_opinions (
  region_code text not null,
  visit_id uuid not null,
  department text not null,
  enterprise_id uuid not null,
  organisation_name text not null,
  opinion text not null,
  note text not null default ''::text,
  signed_id text not null,
  signed_name text not null,
  signed_at timestamp with time zone not null,
  signature text,
  entry_id uuid,
  skew_seconds integer not null default 0,
  constraint resumption_opinions_pkey PRIMARY KEY (region_code, visit_id, department),
  constraint resumption_opinions__visit_exists FOREIGN KEY (region_code, visit_id) REFERENCES resumption_visits(region_code, id) ON DELETE CASCADE,
  constraint resumption_opinions__opinion_known CHECK ((opinion = ANY (ARRAY['agree'::text, 'dissent'::text, 'absent'::text])))
);
-- row-level security, the owner included
--   resumption_opinions__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: delete, insert, select, update

create table resumption_photo_pieces (
  region_code text not null,
  sha256 text not null,
  piece integer not null,
  of_pieces integer not null,
  enterprise_id uuid not null,
  piece_sha256 text not null,
  at timestamp with time zone not null,
  constraint resumption_photo_pieces_pkey PRIMARY KEY (region_code, sha256, piece),
  constraint resumption_photo_pieces__in_order CHECK (((piece >= 0) AND (piece < of_pieces)))
);
-- row-level security, the owner included
--   resumption_photo_pieces__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: delete, insert, select

create table resumption_photos (
  region_code text not null,
  entry_id uuid not null,
  sha256 text not null,
  enterprise_id uuid not null,
  subject_id uuid not null,
  department text not null default ''::text,
  item text not null default ''::text,
  bytes integer not null,
  type text not null,
  taken_at timestamp with time zone not null,
  latitude double precision,
  longitude double precision,
  accuracy_m integer,
  person_id text not null,
  arrived_at timestamp with time zone,
  constraint resumption_photos_pkey PRIMARY KEY (region_code, entry_id, sha256, department, item),
  constraint resumption_photos__hash_form CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint resumption_photos__place_whole CHECK (((latitude IS NULL) = (longitude IS NULL)))
);
CREATE INDEX resumption_photos__by_hash ON resumption_photos USING btree (region_code, sha256);
CREATE INDEX resumption_photos__by_subject ON resumption_photos USING btree (region_code, subject_id);
-- row-level security, the owner included
--   resumption_photos__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: delete, insert, select, update

create table resumption_regimes (
  region_code text not null,
  code text not null,
  version integer not null,
  name_zh text not null,
  name_en text not null,
  since_day date not null,
  until_day date,
  mode text not null,
  binding boolean not null default false,
  conditions jsonb not null default '{}'::jsonb,
  addressee text not null,
  content jsonb not null,
  basis text not null,
  entered_id text not null,
  entered_name text not null,
  entered_at timestamp with time zone not null,
  withdrawn_name text,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  constraint resumption_regimes_pkey PRIMARY KEY (region_code, code, version),
  constraint resumption_regimes__addressee_known CHECK ((addressee = ANY (ARRAY['park'::text, 'sector'::text, 'group'::text]))),
  constraint resumption_regimes__in_order CHECK (((until_day IS NULL) OR (until_day > since_day))),
  constraint resumption_regimes__mode_known CHECK ((mode = ANY (ARRAY['inspection'::text, 'filing'::text, 'exempt'::text, 'closed'::text])))
);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table resumption_roster_files (
  region_code text not null,
  id uuid not null,
  roster_id uuid not null,
  enterprise_id uuid not null,
  name text not null,
  sha256 text,
  state text not null,
  rows integer not null default 0,
  kept integer not null default 0,
  unchanged integer not null default 0,
  wrong integer not null default 0,
  left_out jsonb not null default '[]'::jsonb,
  by_name text not null,
  at timestamp with time zone not null,
  constraint resumption_roster_files_pkey PRIMARY KEY (region_code, id),
  constraint resumption_roster_files__roster_exists FOREIGN KEY (region_code, roster_id) REFERENCES resumption_rosters(region_code, id) ON DELETE CASCADE,
  constraint resumption_roster_files__kept_while_open CHECK (((sha256 IS NULL) = (state <> 'mapping'::text))),
  constraint resumption_roster_files__state_known CHECK ((state = ANY (ARRAY['mapping'::text, 'read'::text, 'dropped'::text])))
);
CREATE INDEX resumption_roster_files__by_roster ON resumption_roster_files USING btree (region_code, roster_id, at);
-- row-level security, the owner included
--   resumption_roster_files__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: delete, insert, select, update

create table resumption_roster_rows (
  region_code text not null,
  id uuid not null,
  roster_id uuid not null,
  enterprise_id uuid not null,
  purpose_id uuid not null,
  file_id uuid,
  sheet text not null default ''::text,
  row_number integer not null,
  cells_sealed bytea not null,
  identity_hash bytea,
  problems jsonb not null,
  at timestamp with time zone not null,
  constraint resumption_roster_rows_pkey PRIMARY KEY (region_code, id)
);
CREATE INDEX resumption_roster_rows__by_digest ON resumption_roster_rows USING btree (region_code, identity_hash);
CREATE INDEX resumption_roster_rows__by_roster ON resumption_roster_rows USING btree (region_code, roster_id, at, row_number);
-- row-level security, the owner included
--   resumption_roster_rows__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: delete, insert, select, update

create table resumption_rosters (
  region_code text not null,
  id uuid not null,
  case_id uuid not null,
  enterprise_id uuid not null,
  purpose_id uuid not null,
  next_line integer not null default 1,
  by_name text not null,
  at timestamp with time zone not null,
  expired_at timestamp with time zone,
  left_over jsonb,
  people integer not null default 0,
  outside integer default 0,
  waiting integer not null default 0,
  constraint resumption_rosters_pkey PRIMARY KEY (region_code, id),
  constraint resumption_rosters__one_a_case UNIQUE (region_code, case_id),
  constraint resumption_rosters__case_exists FOREIGN KEY (region_code, case_id) REFERENCES resumption_cases(region_code, id) ON DELETE CASCADE,
  constraint resumption_rosters__purpose_exists FOREIGN KEY (region_code, purpose_id) REFERENCES personal_data_purposes(region_code, id),
  constraint resumption_rosters__counts_known CHECK (((people >= 0) AND (waiting >= 0) AND ((outside IS NULL) OR ((outside >= 0) AND (outside <= people)))))
);
CREATE INDEX resumption_rosters__by_purpose ON resumption_rosters USING btree (region_code, purpose_id);
-- row-level security, the owner included
--   resumption_rosters__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: insert, select, update

create table resumption_steps (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  case_id uuid not null,
  place integer not null,
  at timestamp with time zone not null,
  day date not null,
  action text not null,
  from_state text,
  to_state text not null,
  due_on date not null,
  regime_region text not null,
  regime_code text not null,
  regime_version integer not null,
  by_id text not null,
  by_name text not null,
  reason text not null default ''::text,
  facts jsonb not null default '{}'::jsonb,
  conversion_id uuid,
  before_row jsonb,
  constraint resumption_steps_pkey PRIMARY KEY (region_code, id),
  constraint resumption_steps__once UNIQUE (region_code, case_id, place),
  constraint resumption_steps__case_exists FOREIGN KEY (region_code, case_id) REFERENCES resumption_cases(region_code, id) ON DELETE CASCADE
);
CREATE INDEX resumption_steps__by_conversion ON resumption_steps USING btree (region_code, conversion_id) WHERE (conversion_id IS NOT NULL);
CREATE INDEX resumption_steps__by_day ON resumption_steps USING btree (region_code, day);
-- row-level security, the owner included
--   resumption_steps__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: delete, insert, select

create table resumption_visits (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  case_id uuid not null,
  round integer not null default 1,
  appointed_on date not null,
  appointed_time text not null default ''::text,
  route_place integer,
  members jsonb not null default '[]'::jsonb,
  items jsonb,
  state text not null default 'appointed'::text,
  begun_at timestamp with time zone,
  closed_at timestamp with time zone,
  outcome text,
  note text not null default ''::text,
  by_name text not null,
  at timestamp with time zone not null,
  version integer not null default 1,
  judged_on date,
  constraint resumption_visits_pkey PRIMARY KEY (region_code, id),
  constraint resumption_visits__case_exists FOREIGN KEY (region_code, case_id) REFERENCES resumption_cases(region_code, id) ON DELETE CASCADE,
  constraint resumption_visits__outcome_known CHECK ((outcome = ANY (ARRAY['accepted'::text, 'rectify'::text, 'waiting'::text]))),
  constraint resumption_visits__state_known CHECK ((state = ANY (ARRAY['appointed'::text, 'begun'::text, 'closed'::text, 'cancelled'::text])))
);
CREATE INDEX resumption_visits__by_case ON resumption_visits USING btree (region_code, case_id);
CREATE INDEX resumption_visits__by_day ON resumption_visits USING btree (region_code, appointed_on);
-- row-level security, the owner included
--   resumption_visits__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: delete, insert, select, update

create table resumption_workers (
  region_code text not null,
  id uuid not null,
  roster_id uuid not null,
  enterprise_id uuid not null,
  purpose_id uuid not null,
  line integer not null,
  person_sealed bytea not null,
  identity_hash bytea not null,
  origin text,
  returned_on date,
  isolation_until date,
  contact boolean,
  notes text[] not null default '{}'::text[],
  expires_on date not null,
  constraint resumption_workers_pkey PRIMARY KEY (region_code, id),
  constraint resumption_workers__once_a_roster UNIQUE (region_code, identity_hash, roster_id),
  constraint resumption_workers__origin_known CHECK ((origin = ANY (ARRAY['local'::text, 'province'::text, 'outside'::text])))
);
CREATE INDEX resumption_workers__by_roster ON resumption_workers USING btree (region_code, roster_id, line);
-- row-level security, the owner included
--   resumption_workers__scope (all): reads ((region_code in prefix OR region_code in scope) AND ((NULLIF(current_setting('app.owner'::text, true), ''::text) IS NULL) OR ((enterprise_id)::text = current_setting('app.owner'::text, true)))); writes the same
-- the program may: delete, insert, select, update

create table saved_mappings (
  region_code text not null,
  id uuid not null,
  intake text not null,
  name text not null,
  header_key text not null,
  mapping jsonb not null,
  used_at timestamp with time zone not null,
  constraint saved_mappings_pkey PRIMARY KEY (region_code, id),
  constraint saved_mappings__header_once UNIQUE (region_code, intake, header_key)
);
-- row-level security, the owner included
--   saved_mappings__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: delete, insert, select, update

create table saved_views (
  user_id uuid not null,
  id uuid not null,
  page text not null,
  name text not null,
  search text not null,
  position integer not null default 0,
  constraint saved_views_pkey PRIMARY KEY (user_id, id)
);
-- no row-level security: the same for everybody
-- the program may: delete, insert, select, update

create table sessions (
  token_hash text not null,
  user_id uuid not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  address text not null default ''::text,
  agent text not null default ''::text,
  constraint sessions_pkey PRIMARY KEY (token_hash),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);
CREATE INDEX sessions__by_end ON sessions USING btree (expires_at);
CREATE INDEX sessions__by_user ON sessions USING btree (user_id);
-- no row-level security: the same for everybody
-- the program may: delete, insert, select, update

create table sign_in_rules (
  valid_from date not null,
  idle_minutes integer not null,
  absolute_minutes integer not null,
  pair_tries integer not null,
  address_tries integer not null,
  account_tries integer not null,
  block_first_seconds integer not null,
  block_most_seconds integer not null,
  account_block_seconds integer not null,
  forget_after_minutes integer not null,
  code_hours integer not null,
  first_code_minutes integer not null,
  constraint sign_in_rules_pkey PRIMARY KEY (valid_from),
  constraint sign_in_rules__sensible CHECK ((((idle_minutes >= 1) AND (idle_minutes <= 1440)) AND ((absolute_minutes >= idle_minutes) AND (absolute_minutes <= 10080)) AND ((block_most_seconds >= 1) AND (block_most_seconds <= 3600))))
);
-- no row-level security: the same for everybody
-- the program may: select

create table sign_in_tries (
  subject text not null,
  failures integer not null,
  last_at timestamp with time zone not null,
  blocked_until timestamp with time zone,
  constraint sign_in_tries_pkey PRIMARY KEY (subject)
);
-- no row-level security: the same for everybody
-- the program may: delete, insert, select, update

create table size_tiers (
  region_code text not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  min_yuan bigint not null,
  valid_from date not null,
  valid_to date,
  constraint size_tiers_pkey PRIMARY KEY (region_code, code, valid_from)
);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table upload_rules (
  valid_from date not null,
  at_once integer not null,
  day_files integer not null,
  day_mb integer not null,
  waiting_most integer not null,
  unclaimed_hours integer not null,
  constraint upload_rules_pkey PRIMARY KEY (valid_from),
  constraint upload_rules__sensible CHECK ((((at_once >= 1) AND (at_once <= 100)) AND ((day_files >= 1) AND (day_files <= 100000)) AND ((day_mb >= 1) AND (day_mb <= 1000000)) AND ((waiting_most >= 1) AND (waiting_most <= 10000)) AND ((unclaimed_hours >= 1) AND (unclaimed_hours <= 8760))))
);
-- no row-level security: the same for everybody
-- the program may: select

create table users (
  id uuid not null,
  login text not null,
  name text not null,
  name_en text not null default ''::text,
  password_hash text,
  must_change_password boolean not null default false,
  disabled_at timestamp with time zone,
  created_at timestamp with time zone not null,
  version integer not null default 1,
  constraint users_pkey PRIMARY KEY (id),
  constraint users__login_once UNIQUE (login)
);
-- no row-level security: the same for everybody
-- the program may: insert, select, update

create table year_roll_lines (
  region_code text not null,
  roll_id uuid not null,
  project_id uuid not null,
  proposal text not null,
  rule text not null,
  decision text,
  annual_plan_yuan bigint,
  reason text not null default ''::text,
  decided_by text,
  constraint year_roll_lines_pkey PRIMARY KEY (region_code, roll_id, project_id),
  constraint year_roll_lines__project_exists FOREIGN KEY (region_code, project_id) REFERENCES projects(region_code, id),
  constraint year_roll_lines__roll_exists FOREIGN KEY (region_code, roll_id) REFERENCES year_rolls(region_code, id),
  constraint year_roll_lines__decision_known CHECK ((decision = ANY (ARRAY['continue'::text, 'new'::text, 'leave'::text, 'reserve'::text]))),
  constraint year_roll_lines__proposal_known CHECK ((proposal = ANY (ARRAY['continue'::text, 'new'::text, 'leave'::text, 'reserve'::text, 'ask'::text])))
);
-- row-level security, the owner included
--   year_roll_lines__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update

create table year_rolls (
  region_code text not null,
  id uuid not null,
  from_year integer not null,
  to_year integer not null,
  status text not null,
  proposed_by text not null,
  proposed_at timestamp with time zone not null,
  decided_by text,
  decided_at timestamp with time zone,
  version integer not null default 1,
  constraint year_rolls_pkey PRIMARY KEY (region_code, id),
  constraint year_rolls__status_known CHECK ((status = ANY (ARRAY['proposed'::text, 'confirmed'::text, 'dropped'::text])))
);
-- row-level security, the owner included
--   year_rolls__scope (all): reads (region_code in prefix OR region_code in scope); writes the same
-- the program may: insert, select, update
