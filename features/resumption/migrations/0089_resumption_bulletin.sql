-- The resumption bulletin takes its numbers from the morning count where enterprises are on the list; where none are, they are filled in by hand as before.
insert into bulletin_templates (region_code, kind, code, version, name, since, note, by_name, at, parts) select
  '000000', 'resumption', 'standard', 2, '复工情况专报（通用）', '2020-01-01', '企业数字取自早报数', '三早', '2020-01-01 00:00:01+00', parts || jsonb_build_object('body', replace(replace(parts ->> 'body', E'\n# 项目开复工情况', E'\n{完}\n# 项目开复工情况'), $old$# 企业复工情况
$old$, $new$# 企业复工情况
{若 有 应复工企业}
{地区名}应复工企业{应复工企业 样式=数}户，已复工{复工企业 样式=数}户，已备案{已备案企业 样式=数}户。
{若 有 上报企业}
{上报企业 样式=数}户企业上报返岗情况，返岗{返岗人数 样式=数}人。
{否则}
各企业返岗情况未报。
{完}
{若 有 未解决困难}
企业提出尚未解决的困难{未解决困难 样式=数}件，由各责任单位限期办理。
{完}
{否则}
$new$) )
from bulletin_templates where region_code = '000000' and kind = 'resumption' and code = 'standard' and version = 1;
