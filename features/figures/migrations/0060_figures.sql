-- Definitions of figures: words and formula, versioned and dated. The arithmetic itself is code that carries the same id and version.
create table figure_definitions (
  id text not null,
  version text not null,
  valid_from date not null,
  valid_to date,
  zh text not null,
  en text not null,
  formula text not null,
  unit text not null,
  primary key (id, version)
);
grant select, insert on figure_definitions to sanzao_app;
