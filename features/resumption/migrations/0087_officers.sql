-- Officers and their enterprises: assignments with hand-over by both sides, presence, the daily round of questions, guidance visits; difficulties with
-- every step; the duty roster with calls. What is asked, how soon an answer is due and how many enterprises an officer takes are dated data.

create table officer_rules (
  region_code text not null,
  since_day date not null,
  most_enterprises integer not null,
  skew_hours integer not null,
  call_minutes integer not null,
  cover_days integer not null,
  basis text not null,
  primary key (region_code, since_day),
  constraint officer_rules__positive check (most_enterprises > 0 and skew_hours > 0 and call_minutes > 0 and cover_days > 0)
);
grant select, insert on officer_rules to sanzao_app;
insert into officer_rules (region_code, since_day, most_enterprises, skew_hours, call_minutes, cover_days, basis) values
  ('000000', '2020-01-01', 1, 48, 10, 3, '一对一包保；来电十分钟内回应；防护物资不少于三天用量');

create table question_sets (
  region_code text not null,
  code text not null,
  version integer not null,
  since_day date not null,
  questions jsonb not null,
  supplies jsonb not null,
  basis text not null,
  primary key (region_code, code, version)
);
grant select, insert on question_sets to sanzao_app;
insert into question_sets (region_code, code, version, since_day, questions, supplies, basis) values
  ('000000', 'daily', 1, '2020-01-01', '[
    {"code": "supplies", "zh": "防护物资准备是否充足？", "en": "Are there enough protective supplies?", "good": "yes"},
    {"code": "measured", "zh": "出入人员是否全部测量体温并登记？", "en": "Is everybody measured and written down at the gate?", "good": "yes"},
    {"code": "fever", "zh": "今天有没有体温异常的人员？", "en": "Did anybody have a raised temperature today?", "good": "no"},
    {"code": "returned", "zh": "新返岗人员是否逐人核对行程和隔离期？", "en": "Was the journey and isolation of everybody who came back checked?", "good": "yes"},
    {"code": "disinfected", "zh": "车间、食堂、宿舍是否按时消毒？", "en": "Were workshops, canteen and dormitories disinfected on time?", "good": "yes"},
    {"code": "meals", "zh": "是否错峰、分散就餐？", "en": "Are meals staggered and apart?", "good": "yes"},
    {"code": "masks", "zh": "上岗人员是否佩戴口罩？", "en": "Does everybody at work wear a mask?", "good": "yes"},
    {"code": "safety", "zh": "安全生产有没有隐患？", "en": "Is there any hazard to safety at work?", "good": "no"}
  ]', '["口罩", "消毒液", "测温仪", "手套", "防护服"]', '包保干部每日询问清单');

-- To which department a difficulty of a kind goes, and within how many hours it has to be answered.
create table difficulty_rules (
  region_code text not null,
  kind text not null constraint difficulty_rules__kind_known check (kind in ('labour', 'transport', 'materials', 'funds', 'protection', 'orders', 'other')),
  since_day date not null,
  organisation text not null,
  hours integer not null constraint difficulty_rules__positive check (hours > 0),
  basis text not null,
  primary key (region_code, kind, since_day)
);
grant select, insert on difficulty_rules to sanzao_app;
insert into difficulty_rules (region_code, kind, since_day, organisation, hours, basis) values
  ('000000', 'labour', '2020-01-01', '人力资源和社会保障局', 48, '用工问题两日内答复'),
  ('000000', 'transport', '2020-01-01', '交通运输局', 24, '运输问题当日答复'),
  ('000000', 'materials', '2020-01-01', '工业和信息化局', 48, '原材料问题两日内答复'),
  ('000000', 'funds', '2020-01-01', '金融服务办公室', 72, '资金问题三日内答复'),
  ('000000', 'protection', '2020-01-01', '工业和信息化局', 24, '防护物资问题当日答复'),
  ('000000', 'orders', '2020-01-01', '商务局', 72, '订单问题三日内答复'),
  ('000000', 'other', '2020-01-01', '复工复产专班', 48, '其他问题两日内答复');

create table officer_assignments (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  officer_id uuid not null,
  officer_name text not null,
  organisation text not null default '',
  from_day date not null,
  to_day date,
  measure text not null default '',
  measure_on date,
  end_reason text not null default '',
  offered_to uuid,
  offered_name text,
  offered_note text,
  offered_at timestamptz,
  taken_from uuid,
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, id),
  constraint officer_assignments__enterprise_exists foreign key (region_code, enterprise_id) references resumption_enterprises (region_code, enterprise_id),
  constraint officer_assignments__in_order check (to_day is null or to_day >= from_day),
  constraint officer_assignments__offer_whole check ((offered_to is null) = (offered_at is null))
);
-- One officer at a time: the day on which one ends is not the other's first.
create unique index officer_assignments__one_at_a_time on officer_assignments (region_code, enterprise_id) where to_day is null;
create index officer_assignments__by_officer on officer_assignments (region_code, officer_id) where to_day is null;

alter table officer_assignments enable row level security;
alter table officer_assignments force row level security;
create policy officer_assignments__scope on officer_assignments
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update on officer_assignments to sanzao_app;

create table officer_presences (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  day date not null,
  officer_id uuid not null,
  officer_name text not null,
  substitute boolean not null,
  device_at timestamptz not null,
  at timestamptz not null,
  place jsonb,
  note text not null default '',
  content_hash text not null,
  primary key (region_code, id),
  constraint officer_presences__enterprise_exists foreign key (region_code, enterprise_id) references resumption_enterprises (region_code, enterprise_id)
);
create index officer_presences__by_day on officer_presences (region_code, enterprise_id, day);

alter table officer_presences enable row level security;
alter table officer_presences force row level security;
create policy officer_presences__scope on officer_presences
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert on officer_presences to sanzao_app;

-- Why nobody came on a day, as somebody answers for it. A day without presence and without this is missed.
create table officer_absences (
  region_code text not null,
  enterprise_id uuid not null,
  day date not null,
  reason text not null,
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, enterprise_id, day),
  constraint officer_absences__enterprise_exists foreign key (region_code, enterprise_id) references resumption_enterprises (region_code, enterprise_id)
);

alter table officer_absences enable row level security;
alter table officer_absences force row level security;
create policy officer_absences__scope on officer_absences
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update on officer_absences to sanzao_app;

create table question_rounds (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  day date not null,
  device_at timestamptz not null,
  at timestamptz not null,
  officer_id uuid not null,
  officer_name text not null,
  set_code text not null,
  set_version integer not null,
  answers jsonb not null,
  wrong jsonb not null,
  supplies jsonb not null,
  cover_days integer,
  seen text not null default '',
  content_hash text not null,
  primary key (region_code, id),
  constraint question_rounds__enterprise_exists foreign key (region_code, enterprise_id) references resumption_enterprises (region_code, enterprise_id)
);
create index question_rounds__by_day on question_rounds (region_code, enterprise_id, day);

alter table question_rounds enable row level security;
alter table question_rounds force row level security;
create policy question_rounds__scope on question_rounds
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert on question_rounds to sanzao_app;

create table guidance_visits (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  day date not null,
  team jsonb not null,
  sections jsonb not null,
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  content_hash text not null,
  primary key (region_code, id),
  constraint guidance_visits__enterprise_exists foreign key (region_code, enterprise_id) references resumption_enterprises (region_code, enterprise_id)
);
create index guidance_visits__by_enterprise on guidance_visits (region_code, enterprise_id, day);

alter table guidance_visits enable row level security;
alter table guidance_visits force row level security;
create policy guidance_visits__scope on guidance_visits
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert on guidance_visits to sanzao_app;

create table difficulties (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  kind text not null constraint difficulties__kind_known check (kind in ('labour', 'transport', 'materials', 'funds', 'protection', 'orders', 'other')),
  text text not null,
  state text not null constraint difficulties__state_known check (state in ('routed', 'answered', 'solved', 'withdrawn')),
  organisation text not null,
  raised_id text not null,
  raised_name text not null,
  raised_at timestamptz not null,
  due_at timestamptz not null,
  answered_at timestamptz,
  answer text not null default '',
  solved_at timestamptz,
  reopened integer not null default 0,
  primary key (region_code, id),
  constraint difficulties__enterprise_exists foreign key (region_code, enterprise_id) references resumption_enterprises (region_code, enterprise_id)
);
create index difficulties__by_state on difficulties (region_code, state, due_at);
create index difficulties__by_enterprise on difficulties (region_code, enterprise_id, raised_at);

alter table difficulties enable row level security;
alter table difficulties force row level security;
create policy difficulties__scope on difficulties
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update on difficulties to sanzao_app;

create table difficulty_steps (
  region_code text not null,
  difficulty_id uuid not null,
  place integer not null,
  enterprise_id uuid not null,
  action text not null constraint difficulty_steps__action_known check (action in ('raise', 'route', 'answer', 'confirm', 'reopen', 'withdraw')),
  organisation text not null default '',
  note text not null default '',
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, difficulty_id, place),
  constraint difficulty_steps__difficulty_exists foreign key (region_code, difficulty_id) references difficulties (region_code, id)
);

alter table difficulty_steps enable row level security;
alter table difficulty_steps force row level security;
create policy difficulty_steps__scope on difficulty_steps
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert on difficulty_steps to sanzao_app;

create table duty_shifts (
  region_code text not null,
  id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  person_id uuid not null,
  person_name text not null,
  note text not null default '',
  note_at timestamptz,
  taken_id uuid,
  taken_name text,
  taken_at timestamptz,
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, id),
  constraint duty_shifts__in_order check (to_at > from_at)
);
create index duty_shifts__by_time on duty_shifts (region_code, from_at);

alter table duty_shifts enable row level security;
alter table duty_shifts force row level security;
create policy duty_shifts__scope on duty_shifts
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and nullif(current_setting('app.owner', true), '') is null)
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and nullif(current_setting('app.owner', true), '') is null);
grant select, insert, update, delete on duty_shifts to sanzao_app;

create table duty_calls (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid,
  called_at timestamptz not null,
  about text not null,
  taken_id text not null,
  taken_name text not null,
  answered_at timestamptz,
  answered_name text,
  answer text not null default '',
  at timestamptz not null,
  content_hash text not null,
  primary key (region_code, id),
  constraint duty_calls__enterprise_exists foreign key (region_code, enterprise_id) references resumption_enterprises (region_code, enterprise_id)
);
create index duty_calls__by_time on duty_calls (region_code, called_at);

alter table duty_calls enable row level security;
alter table duty_calls force row level security;
create policy duty_calls__scope on duty_calls
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and nullif(current_setting('app.owner', true), '') is null)
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and nullif(current_setting('app.owner', true), '') is null);
grant select, insert, update on duty_calls to sanzao_app;
