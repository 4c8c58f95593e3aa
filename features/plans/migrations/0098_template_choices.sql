-- Which template a project is offered first: by words in its name and by its size. The first line in force whose words are in the name and whose bounds hold
-- decides; a line without words holds for every name. A region that has lines of its own from a day on is judged by those alone.
create table plan_template_choices (
  region_code text not null,
  valid_from date not null,
  place integer not null,
  template text not null,
  words text[] not null default '{}',
  from_yuan bigint,
  below_yuan bigint,
  unknown_amount boolean not null default false,
  primary key (region_code, valid_from, place)
);
grant select, insert on plan_template_choices to sanzao_app;

insert into plan_template_choices (region_code, valid_from, place, template, words, from_yuan, below_yuan, unknown_amount) values
  ('000000', '2000-01-01', 1, 'light', '{}', null, 50000000, true),
  ('000000', '2000-01-01', 2, 'farmland-approval', '{高标准农田,农田建设,田间}', null, null, false),
  ('000000', '2000-01-01', 3, 'relocation-approval', '{棚户区,棚改,安置,搬迁}', null, null, false),
  ('000000', '2000-01-01', 4, 'tourism-filing', '{旅游,景区,文旅,度假,乐园,康养,博物,鹿乡,公园}', null, null, false),
  ('000000', '2000-01-01', 5, 'public-approval', '{学校,小学,中学,幼儿园,医院,中心医,卫生院}', null, null, false),
  ('000000', '2000-01-01', 6, 'road-approval', '{公路,道路,街路,大桥,管网,热源,供热,供水,污水,垃圾,河道,水库,渠,停车,基础设施}', null, null, false),
  ('000000', '2000-01-01', 7, 'factory-verification', '{风电,光伏,电站,炼焦,钢铁,化工,铁路,机场}', null, null, false),
  ('000000', '2000-01-01', 8, 'factory-filing', '{}', null, null, true);
