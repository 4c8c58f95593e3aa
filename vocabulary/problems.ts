// The phrase book of expected refusals. A problem has a code, a status, and one sentence in each language that says what is wrong and
// what to do; {name} is filled from its parameters. Anything that is not in this book is a fault of ours and is answered 500 with a
// reference number. Each room's phrases stand in the section that carries its name.

export type Phrase = { status: number; zh: string; en: string };

export const phrases = {
  // ── everybody ──
  'request.invalid': { status: 400, zh: '请求有误：{field} {why}。', en: 'The request is not valid: {field} {why}.' },
  'request.unknown-field': { status: 400, zh: '不认识的字段：{field}。', en: 'Unknown field: {field}.' },
  'request.cross-site': { status: 403, zh: '请求来自别的网站，已拒绝。', en: 'The request came from another site and was refused.' },
  'request.too-large': {
    status: 413,
    zh: '内容超过 {limit}，请缩小后再试。',
    en: 'The content is larger than {limit}; make it smaller and try again.',
  },
  'upload.too-many-at-once': {
    status: 429,
    zh: '您有 {most} 个文件正在上传，请等其中一个传完再试。',
    en: 'You are uploading {most} files already; wait until one of them has arrived and try again.',
  },
  'upload.too-many-today': {
    status: 409,
    zh: '您在 24 小时内已上传 {most} 个文件，达到上限。请稍后再传；确需更多，请联系管理员。',
    en: 'You have uploaded {most} files within 24 hours, which is the limit. Try again later, or ask your administrator if you need more.',
  },
  'upload.too-much-today': {
    status: 409,
    zh: '加上这个文件，您在 24 小时内上传的内容将超过 {most} MB 的上限。请稍后再传；确需更多，请联系管理员。',
    en: 'With this file you would have uploaded more than {most} MB within 24 hours, which is the limit. Try again later, or ask your administrator if you need more.',
  },
  'thing.unknown': { status: 404, zh: '没有找到，或不在您的管辖范围内。', en: 'Not found, or outside your region.' },
  'person.unknown': { status: 401, zh: '请先登录。', en: 'Please sign in first.' },
  'person.may-not': {
    status: 403,
    zh: '您的岗位没有“{permission}”权限，请联系本级管理员。',
    en: 'Your post does not hold the permission "{permission}"; ask your administrator.',
  },
  'server.busy': {
    status: 503,
    zh: '系统繁忙，请 {seconds} 秒后再试，已填内容不会丢失。',
    en: 'The system is busy; try again in {seconds} seconds. Nothing you typed is lost.',
  },
  'server.fault': {
    status: 500,
    zh: '系统出错，编号 {reference}。请把编号告诉管理员。',
    en: 'Something went wrong on our side, reference {reference}. Please give it to your administrator.',
  },
  'row.changed-meanwhile': {
    status: 409,
    zh: '“{name}”刚被{by}改过，请刷新后再改。',
    en: '"{name}" was just changed by {by}; refresh and change it again.',
  },
  'day.invalid': { status: 400, zh: '“{raw}”不是有效日期，请写成 2020-03-15。', en: '"{raw}" is not a day; write it like 2020-03-15.' },
  // ── http ──
  'region.invalid': { status: 400, zh: '“{raw}”不是六位行政区划代码。', en: '"{raw}" is not a six-digit division code.' },
  'id.invalid': { status: 400, zh: '“{raw}”不是有效的编号。', en: '"{raw}" is not a valid id.' },
  'money.invalid': { status: 400, zh: '“{raw}”不是以元为单位的整数金额。', en: '"{raw}" is not a whole amount of yuan.' },
  'request.needs-https': {
    status: 403,
    zh: '请用 https 地址登录：不加密的连接只能在本机使用。',
    en: 'Sign in over https; an unencrypted connection is for this machine alone.',
  },
  'request.no-file': { status: 400, zh: '没有收到文件，请重新选择文件上传。', en: 'No file arrived; choose the file and upload it again.' },
  'request.not-understood': {
    status: 400,
    zh: '请求的内容无法识别，应为 JSON。',
    en: 'The content of the request could not be read; JSON is expected.',
  },
  'server.unsure': {
    status: 503,
    zh: '保存时连接中断，可能已经保存。请刷新核对后再决定是否重做。',
    en: 'The connection broke while saving; it may have been saved. Refresh and check before you do it again.',
  },
  'server.full': {
    status: 507,
    zh: '服务器磁盘已满，没有保存。请告诉管理员腾出空间。',
    en: 'The disk of the server is full; nothing was saved. Tell your administrator to free some space.',
  },
  // ── accounts ──
  'sign-in.refused': {
    status: 401,
    zh: '用户名或密码不对。忘记密码请联系本级管理员。',
    en: 'The name or the password is wrong. If you forgot it, ask your administrator.',
  },
  'sign-in.wait': { status: 429, zh: '尝试次数过多，请 {seconds} 秒后再试。', en: 'Too many tries; wait {seconds} seconds and try again.' },
  'password.too-short': {
    status: 400,
    zh: '密码至少 {least} 个字，建议 {better} 个字以上。',
    en: 'A password has at least {least} characters; {better} or more is better.',
  },
  'password.too-long': { status: 400, zh: '密码最多 {most} 个字节。', en: 'A password has at most {most} bytes.' },
  'password.too-common': {
    status: 400,
    zh: '这个密码很多人在用，容易被猜到，请换一个。',
    en: 'Many people use this password, so it is easily guessed; choose another.',
  },
  'password.holds-name': {
    status: 400,
    zh: '密码里不能含有用户名或姓名。',
    en: 'A password may not contain your sign-in name or your name.',
  },
  'password.same': { status: 400, zh: '新密码与原密码相同。', en: 'The new password is the old one.' },
  'password.wrong': { status: 403, zh: '原密码不对。', en: 'The old password is wrong.' },
  'code.wrong': {
    status: 403,
    zh: '一次性代码不对、已用过或已过期。请重新领取。',
    en: 'The one-time code is wrong, used or expired. Ask for a new one.',
  },
  'first-administrator.exists': {
    status: 409,
    zh: '已经有管理员了，一次性代码作废。请由管理员开立账号。',
    en: 'There is an administrator already, so the one-time code is void. Ask the administrator for an account.',
  },
  users__login_once: { status: 409, zh: '这个用户名已有人使用，请换一个。', en: 'That sign-in name is taken; choose another.' },
  'account.own': {
    status: 409,
    zh: '不能停用自己，也不能改自己的岗位；请另一位管理员来做。',
    en: 'You cannot disable yourself or change your own posts; another administrator has to do it.',
  },
  'account.last-administrator': {
    status: 409,
    zh: '这是最后一位管理员，停用后没有人能管理账号。请先另设一位。',
    en: 'This is the last administrator; without one nobody could manage accounts. Appoint another first.',
  },
  'grant.outside': { status: 404, zh: '只能授予本辖区内的岗位。', en: 'You can only grant posts inside your own region.' },
  'grant.needs-enterprise': {
    status: 400,
    zh: '项目单位的账号必须指明是哪家企业。',
    en: 'An account of a project owner must name the enterprise.',
  },
  'grant.ended': { status: 409, zh: '这项授权已经结束。', en: 'This grant has ended already.' },
  grants__dates_in_order: { status: 400, zh: '结束日期不能早于开始日期。', en: 'The last day cannot be before the first.' },
  // ── regions: divisions, places, organisations, people and posts ──
  'name.too-short': { status: 400, zh: '名称至少两个字。', en: 'A name has at least two characters.' },
  'reason.too-short': { status: 400, zh: '请写明理由，至少两个字。', en: 'Please give a reason, at least two characters.' },
  'span.backwards': {
    status: 422,
    zh: '止日 {to} 不晚于起日 {from}，请改正。',
    en: 'The end {to} is not after the beginning {from}; please correct it.',
  },
  'day.in-future': {
    status: 422,
    zh: '{day} 还没有到，请在当天或之后登记。',
    en: '{day} has not come yet; enter this on that day or after.',
  },
  'regions.bad-code': { status: 422, zh: '“{raw}”不是六位区划代码。', en: '"{raw}" is not a division code of six digits.' },
  'regions.statistical-zone': {
    status: 422,
    zh: '{raw} {name}是统计用功能区（末两位 71 至 79），不是行政区划，请作为园区登记。',
    en: '{raw} {name} is a statistical zone (last digits 71 to 79), not a division; register it as a place.',
  },
  'regions.no-name': { status: 422, zh: '代码 {raw} 没有名称。', en: 'The code {raw} has no name.' },
  'regions.bad-level': {
    status: 422,
    zh: '不认识的级别“{raw}”，请写 province、city 或 county（省、市、县）。',
    en: 'Unknown level "{raw}"; write province, city or county.',
  },
  'regions.outside': { status: 422, zh: '{raw} 不在您管理的范围内。', en: '{raw} lies outside the region you manage.' },
  'regions.twice': {
    status: 422,
    zh: '表里代码 {raw} 和启用日期出现了两次。',
    en: 'The code {raw} stands twice in the table with the same first day.',
  },
  'regions.no-parent': {
    status: 422,
    zh: '{raw} {name}的上级 {parent} 既不在库里也不在表里，或级别不高于它。',
    en: 'The parent {parent} of {raw} {name} is neither in the tree nor in the table, or is not above it.',
  },
  'regions.overlap': {
    status: 422,
    zh: '代码 {raw} 在同一时间已有名称“{name}”（自 {from}），请先给旧的写上停用日期。',
    en: 'The code {raw} already bears the name "{name}" at that time (since {from}); give the old one its last day first.',
  },
  'regions.no-columns': {
    status: 422,
    zh: '文件里没有找到“代码”和“名称”两列（code、name）。',
    en: 'The file has no columns "code" and "name".',
  },
  'regions.import-has-problems': {
    status: 422,
    zh: '表里有 {count} 行有问题，改正后再导入；本次没有写入任何内容。',
    en: '{count} rows have problems; correct them and import again. Nothing was written.',
  },
  'place.code': {
    status: 400,
    zh: '乡镇代码为九位，园区没有代码可不填。',
    en: 'A township has a code of nine digits; leave it empty for a park.',
  },
  places__name_once: { status: 409, zh: '这个名称已经登记过了。', en: 'This name is registered already.' },
  'place.ended': { status: 422, zh: '“{name}”已于 {day} 停用。', en: '"{name}" already ended on {day}.' },
  'organisation.name-empty': { status: 422, zh: '“{raw}”里没有可作名称的文字。', en: '"{raw}" has nothing in it that could be a name.' },
  'organisation.code-length': {
    status: 422,
    zh: '统一社会信用代码应为 18 位，“{raw}”不是。',
    en: 'A unified social credit code has 18 characters; "{raw}" has not.',
  },
  'organisation.code-sign': {
    status: 422,
    zh: '“{raw}”含有信用代码不用的字符（不用 I、O、S、V、Z）。',
    en: '"{raw}" contains a character that credit codes do not use (I, O, S, V, Z are not used).',
  },
  'organisation.code-division': {
    status: 422,
    zh: '“{raw}”第 3 至 8 位应为登记机关的六位区划代码。',
    en: 'Characters 3 to 8 of "{raw}" should be the division code of the registering office.',
  },
  'organisation.code-check': {
    status: 422,
    zh: '“{raw}”校验位不符，请对照营业执照核对。',
    en: 'The check character of "{raw}" does not fit; compare it with the licence.',
  },
  'organisation.code-held': {
    status: 409,
    zh: '信用代码 {raw} 已登记在“{name}”名下。',
    en: 'The credit code {raw} is registered for "{name}" already.',
  },
  organisations__credit_code_once: {
    status: 409,
    zh: '这个信用代码已登记在另一个单位名下。',
    en: 'This credit code is registered for another organisation already.',
  },
  'organisation.name-held': {
    status: 409,
    zh: '“{name}”已经是“{holder}”在用的名称或别名。',
    en: '"{name}" is already a name or alias in use of "{holder}".',
  },
  'organisation.name-there': { status: 409, zh: '这个单位已有“{name}”这个名称。', en: 'This organisation has the name "{name}" already.' },
  'organisation.name-official': {
    status: 422,
    zh: '“{name}”是现用全称，不能停用；请登记新的全称。',
    en: '"{name}" is the present official name; it is ended by registering the next one.',
  },
  'organisation.name-ended': { status: 422, zh: '“{name}”已于 {day} 停用。', en: '"{name}" already ended on {day}.' },
  'organisation.has-ended': {
    status: 422,
    zh: '“{name}”已于 {day} 撤并，不能再改。',
    en: '"{name}" ended on {day} and can no longer be changed.',
  },
  'organisation.rename-needs-day': {
    status: 422,
    zh: '更名为“{name}”要写明从哪天起。',
    en: 'Renaming to "{name}" needs the day from which it holds.',
  },
  'organisation.rename-too-early': {
    status: 422,
    zh: '新名称从 {day} 起，不晚于现名称的起日 {since}。',
    en: 'The new name begins on {day}, not after the present one, which began on {since}.',
  },
  'organisation.merge-into-what': {
    status: 422,
    zh: '请选择并入哪个单位，或填写新单位的名称。',
    en: 'Choose the organisation they go into, or name a new one.',
  },
  'organisation.merge-is-rename': {
    status: 422,
    zh: '只有“{name}”一个单位，不是合并；请用更名。',
    en: '"{name}" alone is no merger; rename it instead.',
  },
  'organisation.merge-into-itself': { status: 422, zh: '“{name}”不能并入自己。', en: '"{name}" cannot be merged into itself.' },
  'organisation.split-needs-two': {
    status: 422,
    zh: '“{name}”不再保留时，至少要拆成两个单位；只有一个请用更名。',
    en: 'When "{name}" does not go on it splits into at least two; for one, rename it.',
  },
  'organisation.changed-meanwhile': {
    status: 409,
    zh: '“{name}”刚被别人改过，请刷新后再改。',
    en: '"{name}" was just changed by somebody else; refresh and change it again.',
  },
  'post.held': {
    status: 409,
    zh: '“{title}”自 {day} 起由{person}担任，请先办理交接。',
    en: '{person} holds "{title}" since {day}; hand it over first.',
  },
  'post.not-then': { status: 422, zh: '{day} 没有“{title}”这个岗位。', en: 'The post "{title}" does not exist on {day}.' },
  'post.ended': { status: 422, zh: '“{title}”已于 {day} 撤销。', en: 'The post "{title}" already ended on {day}.' },
  'post.seat-ended': {
    status: 422,
    zh: '{person}已于 {day} 不再担任“{title}”。',
    en: '{person} ceased to hold "{title}" on {day} already.',
  },
  'person.has-left': {
    status: 422,
    zh: '{person}已于 {day} 离任，不能再分派。',
    en: '{person} left on {day}; nothing can be assigned to them.',
  },
  // ── sheets (platform/sheets): files that cannot be read as a table ──
  'sheets.too-big': {
    status: 413,
    zh: '文件有 {size} MB，超过 {limit} MB，请按年度或类别拆成几个文件再上传。',
    en: 'The file is {size} MB, more than {limit} MB; split it by year or kind and upload the parts.',
  },
  'sheets.too-big-unpacked': {
    status: 422,
    zh: '文件解压后超过 {limit} MB，与普通表格不符，未打开。请另存为新的 .xlsx 再上传。',
    en: 'Unpacked, the file is larger than {limit} MB, which no ordinary workbook is; it was not opened. Save it as a new .xlsx and upload that.',
  },
  'sheets.packed-too-tight': {
    status: 422,
    zh: '文件内“{part}”的压缩比超过 {limit} 倍，像是压缩炸弹，未打开。请用 Excel 另存为新的 .xlsx 再上传。',
    en: 'The part "{part}" is packed more than {limit} times, like a zip bomb; it was not opened. Save the workbook anew in Excel and upload that.',
  },
  'sheets.too-many-parts': {
    status: 422,
    zh: '文件内有 {count} 个部件，超过 {limit} 个，未打开。请把需要的工作表复制到新的工作簿再上传。',
    en: 'The file has {count} parts, more than {limit}; it was not opened. Copy the sheets you need into a new workbook and upload that.',
  },
  'sheets.unsafe-part': {
    status: 422,
    zh: '文件内含不安全的部件名“{part}”，未打开。请用 Excel 另存为新的 .xlsx 再上传。',
    en: 'The file contains an unsafe part name "{part}"; it was not opened. Save the workbook anew in Excel and upload that.',
  },
  'sheets.lies-about-size': {
    status: 422,
    zh: '文件声明的大小与实际不符，可能被改动过，未打开。请用 Excel 另存为新的 .xlsx 再上传。',
    en: 'The file declares a size that is not its real one and may have been tampered with; it was not opened. Save the workbook anew in Excel and upload that.',
  },
  'sheets.unsafe-xml': {
    status: 422,
    zh: '文件内含实体或文档类型声明，Excel 不会这样写，未打开。请用 Excel 另存为新的 .xlsx 再上传。',
    en: 'The file declares XML entities or a document type, which Excel never writes; it was not opened. Save the workbook anew in Excel and upload that.',
  },
  'sheets.damaged': {
    status: 422,
    zh: '文件已损坏或没有传完整，无法读取。请在 Excel 中打开确认后重新保存、重新上传。',
    en: 'The file is damaged or incomplete and cannot be read. Check that it opens in Excel, save it again and upload it again.',
  },
  'sheets.too-many-rows': {
    status: 422,
    zh: '工作表“{sheet}”超过 {limit} 行，请拆成几个文件再上传。',
    en: 'The sheet "{sheet}" has more than {limit} rows; split it into several files and upload those.',
  },
  'sheets.too-many-columns': {
    status: 422,
    zh: '工作表“{sheet}”第 {row} 行超过 {limit} 列，请删去多余的列再上传。',
    en: 'Row {row} of the sheet "{sheet}" has more than {limit} columns; remove the columns you do not need and upload it again.',
  },
  'sheets.too-many-sheets': {
    status: 422,
    zh: '工作簿有 {count} 张工作表，超过 {limit} 张，请只留下要导入的再上传。',
    en: 'The workbook has {count} sheets, more than {limit}; keep only the ones to import and upload it again.',
  },
  'sheets.too-many-merges': {
    status: 422,
    zh: '工作表“{sheet}”的合并单元格超过 {limit} 处，请取消不必要的合并再上传。',
    en: 'The sheet "{sheet}" has more than {limit} merged areas; unmerge what you can and upload it again.',
  },
  'sheets.text-too-long': {
    status: 422,
    zh: '文件里有一格的文字超过 {limit} 字，请缩短后再上传。',
    en: 'A cell of the file holds more than {limit} characters; shorten it and upload the file again.',
  },
  'sheets.too-heavy': {
    status: 422,
    zh: '文件内容太多，读取它需要的内存超过上限。请拆成几个文件再上传。',
    en: 'The file holds more than can be read within the memory allowed; split it into several files and upload those.',
  },
  'sheets.too-slow': {
    status: 422,
    zh: '文件读取超过 {seconds} 秒没有进展，已停止。请用 Excel 另存为新的 .xlsx 再上传。',
    en: 'Reading the file made no progress for {seconds} seconds and was stopped. Save it as a new .xlsx in Excel and upload that.',
  },
  'sheets.password': {
    status: 422,
    zh: '文件有密码保护。请在 Excel 中取消密码（文件→信息→保护工作簿）后再上传。',
    en: 'The file is protected by a password. Remove it in Excel (File, Info, Protect Workbook) and upload it again.',
  },
  'sheets.no-sheet': {
    status: 422,
    zh: '工作簿里没有可读的工作表（只有图表或宏表）。请上传带表格的工作簿。',
    en: 'The workbook has no readable sheet (only charts or macro sheets). Upload a workbook that holds a table.',
  },
  'sheets.empty': {
    status: 422,
    zh: '文件是空的，没有内容可读。请检查是否选错了文件。',
    en: 'The file is empty; there is nothing to read. Check that it is the file you meant.',
  },
  'sheets.binary-text': {
    status: 422,
    zh: '文件含有不可见的二进制内容，不是文本表格。请另存为 .xlsx 再上传。',
    en: 'The file contains binary content and is not a text table. Save it as .xlsx and upload that.',
  },
  'sheets.open-quote': {
    status: 422,
    zh: '从第 {row} 行起有一个双引号没有配对，后面的内容分不清格。请在 Excel 中打开后另存为 .xlsx 再上传。',
    en: 'A double quote opened in row {row} is never closed, so the cells after it cannot be told apart. Open the file in Excel, save it as .xlsx and upload that.',
  },
  'sheets.encoding': {
    status: 422,
    zh: '认不出文件的文字编码（应为 UTF-8 或 GB18030）。请在 Excel 中另存为“CSV UTF-8”或 .xlsx 再上传。',
    en: 'The text encoding of the file is not recognised (UTF-8 or GB18030 expected). Save it in Excel as "CSV UTF-8" or .xlsx and upload that.',
  },
  'sheets.is-program': {
    status: 422,
    zh: '“{name}”是一个可执行程序，不是表格，未打开。请不要运行它，上传原来的表格。',
    en: '"{name}" is an executable program, not a table; it was not opened. Do not run it; upload the original table.',
  },
  'sheets.is-pdf': {
    status: 422,
    zh: '“{name}”是 PDF 文件，读不出单元格。请上传生成它的 Excel 表格。',
    en: '"{name}" is a PDF, which has no cells to read. Upload the Excel workbook it was made from.',
  },
  'sheets.is-word': {
    status: 422,
    zh: '“{name}”是 Word 文档。请把表格复制到 Excel，存为 .xlsx 再上传。',
    en: '"{name}" is a Word document. Copy its table into Excel, save it as .xlsx and upload that.',
  },
  'sheets.is-slides': {
    status: 422,
    zh: '“{name}”是演示文稿。请把表格复制到 Excel，存为 .xlsx 再上传。',
    en: '"{name}" is a slide presentation. Copy its table into Excel, save it as .xlsx and upload that.',
  },
  'sheets.is-image': {
    status: 422,
    zh: '“{name}”是图片，读不出单元格。请上传原来的表格，或照着图片录入。',
    en: '"{name}" is an image, which has no cells to read. Upload the original table, or type it in from the image.',
  },
  'sheets.is-html': {
    status: 422,
    zh: '“{name}”其实是网页（不少系统导出的 .xls 是这样）。请用 Excel 打开后另存为 .xlsx 再上传。',
    en: '"{name}" is really a web page (many systems export .xls that way). Open it in Excel, save it as .xlsx and upload that.',
  },
  'sheets.is-xml-workbook': {
    status: 422,
    zh: '“{name}”是 XML 表格（Excel 2003 格式）。请用 Excel 打开后另存为 .xlsx 再上传。',
    en: '"{name}" is an XML spreadsheet (Excel 2003). Open it in Excel, save it as .xlsx and upload that.',
  },
  'sheets.is-binary-workbook': {
    status: 422,
    zh: '“{name}”是二进制工作簿（.xlsb）。请用 Excel 打开后另存为 .xlsx 再上传。',
    en: '"{name}" is a binary workbook (.xlsb). Open it in Excel, save it as .xlsx and upload that.',
  },
  'sheets.is-open-document': {
    status: 422,
    zh: '“{name}”是 OpenDocument 文件（.ods 等）。请另存为 .xlsx 再上传。',
    en: '"{name}" is an OpenDocument file (.ods or alike). Save it as .xlsx and upload that.',
  },
  'sheets.is-old-workbook': {
    status: 422,
    zh: '“{name}”是 Excel 4.0 或更早的格式。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。',
    en: '"{name}" is in the format of Excel 4.0 or earlier. Open it in Excel or WPS, save it as .xlsx and upload that.',
  },
  'sheets.is-archive': {
    status: 422,
    zh: '“{name}”是压缩包。请先解压，再上传里面的表格。',
    en: '"{name}" is an archive. Unpack it first and upload the table inside.',
  },
  'sheets.is-unknown': {
    status: 422,
    zh: '认不出“{name}”是什么文件。可上传 .xlsx、.xls 或 .csv。',
    en: '"{name}" is of a kind that is not recognised. Upload .xlsx, .xls or .csv.',
  },
  // ── papers (platform/papers): Word files that cannot be read ──
  'papers.docx-damaged': {
    status: 422,
    zh: 'Word 文件已损坏或没有传完整，无法读取。请在 Word 或 WPS 中打开确认后重新保存、重新上传。',
    en: 'The Word file is damaged or incomplete and cannot be read. Check that it opens in Word, save it again and upload it again.',
  },
  'papers.docx-password': {
    status: 422,
    zh: '“{name}”有密码保护。请在 Word 中取消密码后再上传。',
    en: '"{name}" is protected by a password. Remove it in Word and upload the file again.',
  },
  'papers.docx-unsafe': {
    status: 422,
    zh: '“{name}”的内部结构与普通 Word 文件不符（如压缩炸弹、实体声明），未打开。请另存为新的 .docx 再上传。',
    en: '"{name}" is not built like an ordinary Word file (a zip bomb, declared entities); it was not opened. Save it as a new .docx and upload that.',
  },
  'papers.docx-too-long': {
    status: 422,
    zh: 'Word 文件的文字超过 {limit} 万字，请拆成几个文件再上传。',
    en: 'The Word file holds more than {limit}0,000 characters; split it into several files and upload those.',
  },
  // ── proofreading (features/proofreading): manuscripts and what is said to their findings ──
  'manuscripts.encoding': {
    status: 422,
    zh: '认不出“{name}”的文字编码（应为 UTF-8、GB18030 或 UTF-16）。请另存为 UTF-8 文本再上传。',
    en: 'The text encoding of "{name}" is not recognised (UTF-8, GB18030 or UTF-16 expected). Save it as UTF-8 text and upload that.',
  },
  'manuscripts.is-doc': {
    status: 422,
    zh: '“{name}”是旧版 Word 格式。请在 Word 或 WPS 中另存为 .docx 再上传。',
    en: '"{name}" is in the old Word format. Save it as .docx in Word or WPS and upload that.',
  },
  'manuscripts.text-too-long': {
    status: 422,
    zh: '文本超过 {limit} MB，请拆成几份再核。',
    en: 'The text is larger than {limit} MB; split it and check the parts.',
  },
  'manuscripts.table-too-big': {
    status: 422,
    zh: '表格超过 {limit} 个单元格，请只留下要核对的汇总表再上传。',
    en: 'The tables have more than {limit} cells; keep only the summary tables to be checked and upload those.',
  },
  'manuscripts.nothing-to-read': {
    status: 422,
    zh: '稿件里没有可读的文字或表格。',
    en: 'The manuscript holds no text and no table that could be read.',
  },
  'manuscripts.finding-unknown': {
    status: 404,
    zh: '这份稿件里没有这条疑点，可能规则已更新，请刷新。',
    en: 'This manuscript has no such finding; the rules may have changed, please refresh.',
  },
  'manuscripts.repair-unknown': {
    status: 422,
    zh: '这条疑点没有这个更正方案，请刷新后重选。',
    en: 'This finding has no such repair; refresh and choose again.',
  },
  'manuscripts.note-missing': {
    status: 422,
    zh: '请写明要问作者什么，或者为什么照原文不改。',
    en: 'Please say what the author is asked, or why it stands as printed.',
  },
  'manuscripts.no-year': {
    status: 422,
    zh: '请选择年份，才能与项目库核对。',
    en: 'Choose a year to compare with the register.',
  },
  // ── bulletins (features/bulletins): templates, drafts, issuing ──
  'bulletins.title-missing': { status: 400, zh: '请写标题。', en: 'Give it a title.' },
  'bulletins.entry-invalid': {
    status: 400,
    zh: '填报数“{raw}”不是数字，只写阿拉伯数字，单位由模板印出。',
    en: '"{raw}" is not a number; write digits alone, the template prints the unit.',
  },
  'bulletins.reason-short': { status: 400, zh: '请写明理由，至少四个字。', en: 'Give the reason in at least four characters.' },
  'bulletins.no-template': {
    status: 422,
    zh: '没有可用的“{kind}”模板，请先在“模板”里建一个。',
    en: 'There is no template for "{kindEn}" yet; make one under Templates.',
  },
  'bulletins.not-draft': {
    status: 409,
    zh: '“{title}”已经印发，不能再改。要更正请撤回后另发一期。',
    en: '"{title}" has been issued and cannot be changed. To correct it, withdraw it and issue another.',
  },
  'bulletins.not-issued': { status: 409, zh: '“{title}”还没有印发，或已经撤回。', en: '"{title}" has not been issued, or was withdrawn.' },
  'bulletins.finding-gone': {
    status: 409,
    zh: '文稿改过，这处矛盾已经不在，请重新核稿。',
    en: 'The text has changed and this contradiction is gone; proofread it again.',
  },
  'bulletins.asked-already': { status: 409, zh: '这处已经申请过放行。', en: 'Leave for this has been asked already.' },
  'bulletins.not-asked': {
    status: 409,
    zh: '没有待批的放行申请，或文稿在申请之后改过。',
    en: 'Nothing waits for a decision, or the text changed after it was asked.',
  },
  'bulletins.own-request': {
    status: 403,
    zh: '不能审批自己的申请，请由另一位有审批权限的人办理。',
    en: 'Nobody decides upon their own request; another person with the permission must.',
  },
  'bulletins.blocked': {
    status: 422,
    zh: '{first}共有 {count} 处要先解决，才能印发。',
    en: '{firstEn} {count} in all must be settled before it can be issued.',
  },
  'bulletins.template-code': {
    status: 400,
    zh: '模板代号只用小写字母、数字和短横线，例如 weekly-brief。',
    en: 'The code of a template has small letters, digits and hyphens alone, like weekly-brief.',
  },
  'bulletins.template-changed': {
    status: 409,
    zh: '模板刚被{by}存了新的一版，请刷新后再改。',
    en: '{by} just saved a newer version of the template; refresh and change it again.',
  },
  'bulletins.template-wrong': {
    status: 422,
    zh: '{why}在模板第 {line} 行，共 {count} 处有误。',
    en: '{whyEn} It stands on line {line} of the template; {count} in all.',
  },
  'resumption.no-such-officer': {
    status: 422,
    zh: '本县没有这位可以派出的干部，请先由管理员授予岗位。',
    en: 'The county has nobody of that kind to send; an administrator has to grant the post first.',
  },
  'resumption.assigned-already': {
    status: 409,
    zh: '{enterprise}已由{officer}包保，请先交接或结束。',
    en: '{officer} is assigned to {enterprise} already; hand over or end that first.',
  },
  'resumption.text-holds-number': {
    status: 422,
    zh: '文字里有身份证号码，而这里的文字不加密、多人可见；请去掉号码，人员信息只登记在返岗名册里。',
    en: 'The text holds an identity number, and what is written here is not sealed and read by many; leave the number out, people are registered on the roster alone.',
  },
  'resumption.assigned-until': {
    status: 409,
    zh: '{day}以前{enterprise}由{officer}包保，请从那天或以后起指派。',
    en: 'Until {day} {officer} is assigned to {enterprise}; let the new assignment begin on that day or later.',
  },
  'resumption.assignment-ended': { status: 409, zh: '{enterprise}的这次包保已经结束。', en: 'This assignment to {enterprise} has ended.' },
  'resumption.not-your-enterprise': {
    status: 403,
    zh: '{enterprise}由{officer}包保，只有本人或安排人员可以改。',
    en: '{officer} is assigned to {enterprise}; only that officer and whoever assigns may change it.',
  },
  'resumption.hand-over-to-self': { status: 422, zh: '不能交接给自己。', en: 'Nobody hands over to themselves.' },
  'resumption.nothing-offered': { status: 409, zh: '{enterprise}没有待接收的交接。', en: 'Nothing is offered for {enterprise}.' },
  'resumption.not-offered-to-you': {
    status: 403,
    zh: '这项交接是给{name}的，由其本人接收。',
    en: 'This is offered to {name}, who answers it in person.',
  },
  'resumption.ends-before-begin': { status: 422, zh: '结束日不能早于开始日{from}。', en: 'It cannot end before it began on {from}.' },
  'resumption.sent-otherwise': {
    status: 409,
    zh: '{name}的这条记录以前送过，内容不同；以先到的为准，请核对后另填一条。',
    en: 'This record of {name} was sent before with other content; the first one stands. Compare them and send a new one.',
  },
  'resumption.round-unanswered': { status: 422, zh: '还有问题没有回答：{questions}。', en: 'Not answered yet: {questions}.' },
  'resumption.round-not-asked': {
    status: 422,
    zh: '清单里没有{code}这个问题，请刷新清单。',
    en: 'The list has no question {code}; refresh it.',
  },
  'resumption.guidance-empty': { status: 422, zh: '六个方面至少要写一个。', en: 'Write something under one of the six sections at least.' },
  'resumption.difficulty-state': {
    status: 409,
    zh: '这件困难诉求已经变动，请刷新后再办。',
    en: 'This difficulty has moved on; refresh and look again.',
  },
  'resumption.difficulty-office': { status: 403, zh: '转办和答复由部门办理。', en: 'Sending on and answering are for the departments.' },
  'resumption.difficulty-word': {
    status: 422,
    zh: '是否解决由企业说了算：请写明企业谁这样说的。',
    en: 'The enterprise says whether it is solved: name who of it said so.',
  },
  'resumption.difficulty-where': { status: 422, zh: '请写明转给哪个部门。', en: 'Say to which department it is sent on.' },
  'resumption.difficulty-note': {
    status: 422,
    zh: '请写明办理情况或退回的原因，至少四个字。',
    en: 'Say what was done, or why it is sent back, in four signs at least.',
  },
  'resumption.shift-length': {
    status: 422,
    zh: '一班最长二十四小时，结束要晚于开始。',
    en: 'A shift ends after it begins, within twenty-four hours.',
  },
  'resumption.shift-twice': {
    status: 409,
    zh: '{name}在这段时间已经有班，请改时间或换人。',
    en: '{name} is on duty within these hours already; choose other hours or somebody else.',
  },
  'resumption.shift-begun': {
    status: 409,
    zh: '{name}的这一班已经开始，不能撤销。',
    en: "{name}'s shift has begun and cannot be taken off.",
  },
  'resumption.call-long-ago': {
    status: 422,
    zh: '来电时间早于七天前，请核对年份和日期。',
    en: 'The call lies more than seven days back; check its year and day.',
  },
  'resumption.sign-own': {
    status: 403,
    zh: '承诺书由企业自己在屏幕上签；代录的只能登记为“已在纸上签字”。',
    en: 'The enterprise signs the letter on the screen itself; whoever enters it for the enterprise can only say that it is signed on paper.',
  },
  'resumption.duty-note-empty': {
    status: 422,
    zh: '请写交班内容：未办结的事、要回的电话。',
    en: 'Write what the next shift has to know: what is open, who is to be called back.',
  },
  'resumption.duty-no-note': {
    status: 409,
    zh: '{name}还没有写交班内容，暂不能接班。',
    en: '{name} has not left a note yet; it cannot be taken over.',
  },
  'resumption.duty-taken': { status: 409, zh: '这一班已由{name}接班。', en: '{name} has taken this shift over already.' },
  'resumption.call-to-come': { status: 422, zh: '来电时间在将来，请核对。', en: 'The call lies in the future; check its time.' },
  'resumption.answered-already': { status: 409, zh: '{name}已经回应过这个来电。', en: '{name} has answered this call already.' },
  // ── imports: cells ({cell} is the address, {title} the column, {raw} what stands there) ──
  'imports.cell-error': {
    status: 422,
    zh: '{cell}（{title}）是错误值 {error}。请在 Excel 中改正公式，或在这里填上正确的内容。',
    en: '{cell} ({title}) holds the error {error}. Correct the formula in Excel, or type the right content here.',
  },
  'imports.formula-empty': {
    status: 422,
    zh: '{cell}（{title}）是公式，但文件里没有存计算结果。请用 Excel 打开并保存一次再上传，或在这里填上数值。',
    en: '{cell} ({title}) is a formula and the file holds no result for it. Open and save the file in Excel once and upload it again, or type the value here.',
  },
  'imports.formula-value': {
    status: 200,
    zh: '{cell}（{title}）是公式，采用了文件里上次计算的结果“{raw}”。请核对。',
    en: '{cell} ({title}) is a formula; the result last stored in the file, "{raw}", was used. Please check it.',
  },
  'imports.read-as-blank': {
    status: 200,
    zh: '{cell}（{title}）写的是“{raw}”，按空白处理。如有数据请填上。',
    en: '{cell} ({title}) says "{raw}", which was read as blank. Fill it in if there is a value.',
  },
  'imports.not-stated': {
    status: 200,
    zh: '{cell}（{title}）写明不提供：“{raw}”，按未填处理。',
    en: '{cell} ({title}) says that it is not given: "{raw}". It was left blank.',
  },
  'imports.money-no-unit': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”没有单位，表头和标题里也没有。请在列对应里选单位，或写成“1.2亿元”。',
    en: '{cell} ({title}): "{raw}" has no unit, and neither header nor title names one. Choose the unit of the column, or write it like "1.2亿元".',
  },
  'imports.money-unreadable': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”不是一个金额。请只填数字；不清楚的请留空。',
    en: '{cell} ({title}): "{raw}" is not an amount. Type a number only, or leave it blank when it is not known.',
  },
  'imports.money-range': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”是一个范围，不是一个金额。请填一个数。',
    en: '{cell} ({title}): "{raw}" is a range, not an amount. Type one number.',
  },
  'imports.money-limit': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”是一个界限，不是一个金额。请填实际数。',
    en: '{cell} ({title}): "{raw}" is a limit, not an amount. Type the actual number.',
  },
  'imports.money-percent': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”是百分比，不是金额。请填金额，或把这一列改为不导入。',
    en: '{cell} ({title}): "{raw}" is a percentage, not an amount. Type the amount, or leave this column out.',
  },
  'imports.money-negative': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”是负数，投资额不能为负。请核对后改正。',
    en: '{cell} ({title}): "{raw}" is negative, and an investment cannot be. Check and correct it.',
  },
  'imports.money-foreign': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”是外币，这一列不是这种货币。请换算成人民币填写，或在列对应里选外币单位和汇率。',
    en: '{cell} ({title}): "{raw}" is in a currency that this column is not in. Type it in yuan, or choose a foreign unit and its rate for the column.',
  },
  'imports.money-no-rate': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”是外币，还没有说明汇率。请在列对应里填汇率，或把这一列改为不导入。',
    en: '{cell} ({title}): "{raw}" is in a foreign currency and no rate was stated. State the rate of the column, or leave the column out.',
  },
  'imports.money-too-large': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”超出可记录的金额。请核对单位。',
    en: '{cell} ({title}): "{raw}" is larger than any amount that can be kept. Check the unit.',
  },
  'imports.money-rounded': {
    status: 200,
    zh: '{cell}（{title}）的“{raw}”不足一元的部分已四舍五入到元。',
    en: '{cell} ({title}): "{raw}" was rounded half up to whole yuan.',
  },
  'imports.money-approximate': {
    status: 200,
    zh: '{cell}（{title}）的“{raw}”是约数，按所写数字计入并注明“约”。',
    en: '{cell} ({title}): "{raw}" is approximate; the number as written was taken and marked approximate.',
  },
  'imports.money-own-unit': {
    status: 200,
    zh: '{cell}（{title}）的“{raw}”自带单位，与本列的{unit}不同，按单元格里的单位计。',
    en: '{cell} ({title}): "{raw}" carries its own unit, which is not the {unit} of the column; the unit in the cell was used.',
  },
  'imports.two-numbers': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”里有两个数。请只留一个。',
    en: '{cell} ({title}): "{raw}" holds two numbers. Keep one.',
  },
  'imports.number-unreadable': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”不是数字。请只填数字，或留空。',
    en: '{cell} ({title}): "{raw}" is not a number. Type a number only, or leave it blank.',
  },
  'imports.number-not-whole': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”应为整数。请核对。',
    en: '{cell} ({title}): "{raw}" should be a whole number. Please check it.',
  },
  'imports.number-percent': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”是百分比，这一列是数量。请填数量。',
    en: '{cell} ({title}): "{raw}" is a percentage, and this column holds quantities. Type the quantity.',
  },
  'imports.number-range': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”是一个范围。请填一个数。',
    en: '{cell} ({title}): "{raw}" is a range. Type one number.',
  },
  'imports.number-commas': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”逗号位置不是千分位，看不出是哪个数。请去掉逗号。',
    en: '{cell} ({title}): the commas of "{raw}" do not separate thousands, so the number cannot be told. Remove them.',
  },
  'imports.number-exponent': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”是科学记数法，末尾的数字已丢失。请填完整数字。',
    en: '{cell} ({title}): "{raw}" is in exponent form and has lost its last digits. Type the full number.',
  },
  'imports.number-is-day': {
    status: 422,
    zh: '{cell}（{title}）是日期“{raw}”，这一列应为数字（可能被 Excel 自动改成了日期）。请填数字。',
    en: '{cell} ({title}) is the day "{raw}", and this column holds numbers (Excel may have turned it into a day). Type the number.',
  },
  'imports.year-range': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”不是 1990 至 2099 之间的年份。请核对。',
    en: '{cell} ({title}): "{raw}" is not a year from 1990 to 2099. Please check it.',
  },
  'imports.day-unreal': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”不是真实存在的日期。请改成如 2020-03-15。',
    en: '{cell} ({title}): "{raw}" is no real day. Write it like 2020-03-15.',
  },
  'imports.day-unreadable': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”看不出是哪一天。请写成 2020、2020-03 或 2020-03-15。',
    en: '{cell} ({title}): "{raw}" cannot be read as a day. Write it like 2020, 2020-03 or 2020-03-15.',
  },
  'imports.day-vague': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”没有说定是哪年哪月。请写成 2020 或 2020-03，未定的请留空。',
    en: '{cell} ({title}): "{raw}" does not settle on a year or month. Write 2020 or 2020-03, or leave it blank when it is not settled.',
  },
  'imports.day-short-year': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”年份只有两位。请写四位年份。',
    en: '{cell} ({title}): "{raw}" has a year of two digits. Write all four.',
  },
  'imports.day-is-span': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”是起止时间，这一列只能填一个时间。请把它对应到“建设起止年限”，或只留一个。',
    en: '{cell} ({title}): "{raw}" is a span, and this column holds one day. Map it to the span of construction, or keep one end.',
  },
  'imports.day-lost-zero': {
    status: 422,
    zh: '{cell}（{title}）是数字 {raw}：{year}.1 和 {year}.10 在 Excel 里是同一个数，分不清 1 月还是 10 月。请写成“{year}年10月”或“{year}-01”。',
    en: '{cell} ({title}) is the number {raw}: {year}.1 and {year}.10 are one number in Excel, so January cannot be told from October. Write "{year}-10" or "{year}-01".',
  },
  'imports.day-serial': {
    status: 200,
    zh: '{cell}（{title}）是数字 {raw}，按 Excel 的日期序号读作 {day}。请核对。',
    en: "{cell} ({title}) is the number {raw}, read as the day {day} by Excel's count of days. Please check it.",
  },
  'imports.day-two-ways': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”可以是日/月也可以是月/日，本列其他单元格也看不出来。请在列对应里选次序，或写成 2020-03-04。',
    en: '{cell} ({title}): "{raw}" can be day/month or month/day, and the other cells do not tell. Choose the order for the column, or write 2020-03-04.',
  },
  'imports.day-part-of-month': {
    status: 200,
    zh: '{cell}（{title}）的“{raw}”按所在月份记录。',
    en: '{cell} ({title}): "{raw}" was taken as the month it names.',
  },
  'imports.span-length': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”是工期长短，没有起止时间。请写成如 2020-2022 或 2020.3-2021.12。',
    en: '{cell} ({title}): "{raw}" is a length of time without a beginning. Write it like 2020-2022 or 2020.3-2021.12.',
  },
  'imports.span-unreadable': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”看不出起止时间。请写成如 2020-2022 或 2020.3-2021.12。',
    en: '{cell} ({title}): "{raw}" cannot be read as a beginning and an end. Write it like 2020-2022 or 2020.3-2021.12.',
  },
  'imports.span-backwards': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”结束早于开始。请核对两个时间。',
    en: '{cell} ({title}): "{raw}" ends before it begins. Check both ends.',
  },
  'imports.yes-unreadable': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”看不出是还是否。请填“是”“否”或留空。',
    en: '{cell} ({title}): "{raw}" is neither yes nor no. Type yes or no, or leave it blank.',
  },
  'imports.code-rounded': {
    status: 422,
    zh: '{cell}（{title}）的代码被 Excel 当作数字，第 15 位以后已变成 0（{raw}），无法恢复。请把单元格设为“文本”重新填写代码，或在这里补上。',
    en: '{cell} ({title}): Excel took the code for a number and rounded everything after its fifteenth digit ({raw}); it cannot be recovered. Format the cell as text and type the code again, or type it here.',
  },
  'imports.code-not-yet': {
    status: 200,
    zh: '{cell}（{title}）写的是“{raw}”，按尚无代码处理。',
    en: '{cell} ({title}) says "{raw}"; it was taken as having no code yet.',
  },
  'imports.project-code-form': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”不是项目代码。应如 2020-220421-05-01-000001 或 2011-220421-04-01-123456。',
    en: '{cell} ({title}): "{raw}" is not a project code. It looks like 2020-220421-05-01-000001 or 2011-220421-04-01-123456.',
  },
  'imports.project-code-month': {
    status: 422,
    zh: '{cell}（{title}）的项目代码“{raw}”前四位应为年月，其中月份不对。请核对。',
    en: '{cell} ({title}): the project code "{raw}" should begin with year and month, and the month is wrong. Please check it.',
  },
  'imports.project-code-check': {
    status: 422,
    zh: '{cell}（{title}）的项目代码“{raw}”校验位不符，可能有一位写错。请对照赋码通知核对。',
    en: '{cell} ({title}): the check digit of the project code "{raw}" does not agree; a digit may be wrong. Compare it with the notice of the code.',
  },
  'imports.credit-code-length': {
    status: 422,
    zh: '{cell}（{title}）的统一社会信用代码“{raw}”不是 18 位。请对照营业执照核对。',
    en: '{cell} ({title}): the credit code "{raw}" does not have 18 signs. Compare it with the licence.',
  },
  'imports.credit-code-sign': {
    status: 422,
    zh: '{cell}（{title}）的统一社会信用代码“{raw}”含有不会出现的字符（如 I、O、Z、S、V）。请核对。',
    en: '{cell} ({title}): the credit code "{raw}" has a sign that never occurs in one (such as I, O, Z, S, V). Please check it.',
  },
  'imports.credit-code-division': {
    status: 422,
    zh: '{cell}（{title}）的统一社会信用代码“{raw}”第 3 至 8 位应为行政区划数字。请核对。',
    en: '{cell} ({title}): places 3 to 8 of the credit code "{raw}" should be the digits of a division. Please check it.',
  },
  'imports.credit-code-organisation-check': {
    status: 422,
    zh: '{cell}（{title}）的统一社会信用代码“{raw}”中组织机构代码校验位不符。请对照营业执照核对。',
    en: '{cell} ({title}): the organisation part of the credit code "{raw}" does not agree with its check sign. Compare it with the licence.',
  },
  'imports.credit-code-check': {
    status: 422,
    zh: '{cell}（{title}）的统一社会信用代码“{raw}”校验位不符，可能有一位写错。请对照营业执照核对。',
    en: '{cell} ({title}): the check sign of the credit code "{raw}" does not agree; a sign may be wrong. Compare it with the licence.',
  },
  'imports.phone-odd': {
    status: 200,
    zh: '{cell}（{title}）的电话位数不对。请核对。',
    en: '{cell} ({title}): the telephone does not have the right number of digits. Please check it.',
  },
  'imports.choice-read-as': {
    status: 200,
    zh: '{cell}（{title}）的“{raw}”按“{choice}”处理。请核对。',
    en: '{cell} ({title}): "{raw}" was taken as "{choice}". Please check it.',
  },
  'imports.choice-unknown': {
    status: 422,
    zh: '{cell}（{title}）的“{raw}”不在可选项里。可选：{choices}。',
    en: '{cell} ({title}): "{raw}" is not one of the choices: {choices}.',
  },
  'imports.text-was-number': {
    status: 200,
    zh: '{cell}（{title}）是 16 位以上的数字，Excel 只保留前 15 位，可能已不准确：{raw}。',
    en: '{cell} ({title}) is a number of more than fifteen digits, and Excel keeps fifteen; it may have changed: {raw}.',
  },
  'imports.required-missing': {
    status: 422,
    zh: '第 {row} 行没有填“{field}”。请补上，或不导入这一行。',
    en: 'Row {row} has no {fieldEn}. Fill it in, or leave the row out.',
  },
  'imports.merged-amount': {
    status: 200,
    zh: '{cell}（{title}）与上面的行合并在一个单元格里，金额只计入第一行。如各行都有金额请分开填。',
    en: '{cell} ({title}) is merged with the rows above; the amount was counted for the first row only. Fill the rows separately if each has one.',
  },
  // ── imports: rows, sums and columns ──
  'imports.sequence-gap': {
    status: 200,
    zh: '第 {row} 行的序号从 {before} 跳到 {now}，中间可能少了行。请核对。',
    en: 'At row {row} the numbering jumps from {before} to {now}; rows may be missing in between. Please check.',
  },
  'imports.sequence-twice': {
    status: 200,
    zh: '第 {row} 行的序号 {now} 与上一行相同。请核对。',
    en: 'Row {row} has the same number as the one before, {now}. Please check.',
  },
  'imports.row-as-heading': {
    status: 200,
    zh: '第 {row} 行“{label}”按分组标题处理，没有导入。如果它是一个项目，请在文件中补全后再上传。',
    en: 'Row {row}, "{label}", was taken as a group heading and not imported. If it is a project, complete it in the file and upload it again.',
  },
  'imports.note-row': {
    status: 200,
    zh: '第 {row} 行是表注或签字栏，没有导入：“{label}”。',
    en: 'Row {row} is a note or a line for signatures and was not imported: "{label}".',
  },
  'imports.subtotal-wrong': {
    status: 200,
    zh: '{cell}（{label}，{field}）写的是 {claimed}，所含 {rows} 行按文件原文加起来是 {computed}，相差 {difference}。请核对是哪一边写错。',
    en: '{cell} ({label}, {field}) says {claimed}; the {rows} rows it covers add up to {computed} as the file has them, a difference of {difference}. Check which side is wrong.',
  },
  'imports.subtotal-moved': {
    status: 200,
    zh: '{cell}（{label}，{field}）按文件原文是对的：写 {claimed}，加起来也是 {computed}。在这里更正之后，所含各行加起来是 {now}，与合计相差 {difference}。请让报送单位一并改合计。',
    en: '{cell} ({label}, {field}) is right as the file was written: it says {claimed} and its rows add up to {computed}. After the corrections made here its rows add up to {now}, a difference of {difference}. Ask whoever sent the file to change the total too.',
  },
  'imports.subtotal-mended': {
    status: 200,
    zh: '{cell}（{label}，{field}）按文件原文对不上：写 {claimed}，加起来是 {computed}。在这里更正之后对上了：{now}。',
    en: '{cell} ({label}, {field}) does not close as the file was written: it says {claimed} and its rows add up to {computed}. After the corrections made here it closes: {now}.',
  },
  'imports.count-wrong': {
    status: 200,
    zh: '{cell}（{label}）写的是 {claimed} 个，实有 {computed} 行（第 {from} 至 {to} 行）。请核对。',
    en: '{cell} ({label}) says {claimed}, and there are {computed} rows (rows {from} to {to}). Please check.',
  },
  'imports.subtotal-unclear': {
    status: 200,
    zh: '第 {row} 行“{label}”看不出是哪些行的合计，没有核对。',
    en: 'It cannot be told which rows the line at row {row}, "{label}", sums up; it was not checked.',
  },
  'imports.more-of-these': {
    status: 200,
    zh: '“{title}”列还有 {count} 处同样的情况：{example}。',
    en: 'The column "{title}" has {count} more of these: {example}.',
  },
  'imports.no-sheet-used': {
    status: 422,
    zh: '没有要导入的工作表。请至少选一张。',
    en: 'No sheet is to be imported. Choose at least one.',
  },
  'imports.column-missing': {
    status: 422,
    zh: '工作表“{sheet}”里没有找到“{field}”列。请指出是哪一列，或不导入这张表。',
    en: 'No column of the sheet "{sheet}" was found to hold {fieldEn}. Say which it is, or leave the sheet out.',
  },
  'imports.unit-missing': {
    status: 422,
    zh: '工作表“{sheet}”的“{title}”列没有写单位。请选择单位。',
    en: 'The column "{title}" of the sheet "{sheet}" names no unit. Choose one.',
  },
  'imports.rate-missing': {
    status: 422,
    zh: '工作表“{sheet}”的“{title}”列是外币（{unit}）。请填写汇率（1 单位外币合多少元人民币），或不导入这一列。',
    en: 'The column "{title}" of the sheet "{sheet}" is in a foreign currency ({unit}). State the rate (yuan for one unit of it), or leave the column out.',
  },
  'imports.field-unknown': { status: 400, zh: '没有名为“{field}”的字段。', en: 'There is no field named "{field}".' },
  'imports.field-twice': {
    status: 400,
    zh: '工作表“{sheet}”有两列都对应“{field}”。请只留一列。',
    en: 'Two columns of the sheet "{sheet}" are taken as {fieldEn}. Keep one.',
  },
  'imports.header-invalid': {
    status: 400,
    zh: '工作表“{sheet}”的表头行不对：应是连着的一至五行。',
    en: 'The header rows of the sheet "{sheet}" are not valid: they are one to five rows that follow each other.',
  },
  'imports.sheet-unknown': { status: 400, zh: '文件里没有第 {sheet} 张工作表。', en: 'The file has no sheet {sheet}.' },
  // ── imports: the life of an import ──
  'imports.intake-unknown': { status: 400, zh: '没有名为“{intake}”的导入。', en: 'There is no intake named "{intake}".' },
  'imports.not-now': {
    status: 409,
    zh: '这次导入现在是“{status}”，不能{action}。请刷新页面。',
    en: 'This import is now "{statusEn}" and cannot be {actionEn}. Refresh the page.',
  },
  'imports.changed-meanwhile': {
    status: 409,
    zh: '这次导入刚刚有了变化（另一处作了修改），请看过最新结果再确认。',
    en: 'This import has just changed elsewhere; look at the latest state and try again.',
  },
  'imports.open-rows': {
    status: 409,
    zh: '还有 {questions} 个疑问没有回答、{refused} 行没有读通。请逐条处理，或选择“不导入这些行”。',
    en: '{questions} questions are unanswered and {refused} rows cannot be read. Deal with them, or choose to leave these rows out.',
  },
  'imports.nothing-to-import': {
    status: 409,
    zh: '没有可以入库的行。请检查列对应和被拒绝的单元格。',
    en: 'No row can be taken in. Check the columns and the refused cells.',
  },
  'imports.place-unknown': { status: 400, zh: '第 {row} 行不在这次导入里。', en: 'Row {row} is not part of this import.' },
  'imports.column-not-mapped': {
    status: 400,
    zh: '第 {column} 列没有导入，改了也不起作用。请先在列对应里选它。',
    en: 'Column {column} is not imported, so correcting it changes nothing. Map it first.',
  },
  'imports.not-asked': { status: 400, zh: '第 {row} 行没有这样的疑问可以回答。', en: 'There is no such question to answer at row {row}.' },
  'imports.not-confirmed': {
    status: 409,
    zh: '这次导入没有入库，不需要撤销。',
    en: 'This import was not confirmed; there is nothing to undo.',
  },
  'imports.reading-failed': {
    status: 500,
    zh: '读取“{name}”时系统出错，没有导入任何内容。请再上传一次；若仍不行，请把文件交给管理员。',
    en: 'Something went wrong on our side while reading "{name}"; nothing was imported. Upload it again, and give the file to your administrator if it fails again.',
  },
  'imports.too-many-waiting': {
    status: 503,
    zh: '正在读取的文件太多，请过一会儿再上传。',
    en: 'Too many files are being read; upload it again in a while.',
  },
  'imports.too-many-open': {
    status: 409,
    zh: '您有 {count} 份台账已上传但还没有确认或放弃（最多 {most} 份）。请先处理其中一些，再上传新的。',
    en: 'You have {count} ledgers that are neither confirmed nor dropped (the limit is {most}). Settle some of them before you upload another.',
  },
  // ── projects (features/projects): the register ──
  'projects.code-invalid': {
    status: 422,
    zh: '项目代码“{raw}”不对（{why}）：应为 2020-220421-35-03-000001 或 2101-220421-04-01-000010 这样的形式，且校验位正确。',
    en: 'The project code "{raw}" is not right ({why}): it looks like 2020-220421-35-03-000001 or 2101-220421-04-01-000010, with a correct check digit.',
  },
  'projects.code-taken': {
    status: 409,
    zh: '项目代码 {code} 已属于“{name}”，一个代码只能有一个项目。',
    en: 'The code {code} already belongs to "{name}"; a code has one project.',
  },
  'projects.code-other-county': {
    status: 422,
    zh: '项目代码 {code} 里的区划 {division} 不是本地，请核对。',
    en: 'The division {division} in the code {code} is not this county; please check.',
  },
  'projects.credit-code-invalid': {
    status: 422,
    zh: '统一社会信用代码“{raw}”不对（{why}）。',
    en: 'The credit code "{raw}" is not right ({why}).',
  },
  'projects.plan-over-total': {
    status: 422,
    zh: '年度计划投资 {plan} 万元大于总投资 {total} 万元，请改正其中一个。',
    en: 'The annual plan of {plan} ×10k yuan is more than the total of {total} ×10k yuan; correct one of them.',
  },
  'projects.finish-before-start': {
    status: 422,
    zh: '竣工 {finish} 早于开工 {start}，请核对年限。',
    en: 'The finish {finish} is before the start {start}; check the period.',
  },
  'projects.money-negative': { status: 422, zh: '金额为负，请核对。', en: 'The amount is negative; please check.' },
  'projects.total-unstated': {
    status: 422,
    zh: '没有总投资，入库后规模档为空，合计不含它。',
    en: 'There is no total investment: it will have no size tier and no part in sums.',
  },
  'projects.below-threshold': {
    status: 422,
    zh: '总投资 {total} 万元，低于本表标明的 {line} 万元以上。',
    en: 'The total of {total} ×10k yuan is below the {line} ×10k yuan that this sheet states.',
  },
  'projects.nature-unclear': {
    status: 422,
    zh: '建设性质“{raw}”看不出是新建还是续建。',
    en: 'The nature "{raw}" does not say whether it is new or continuing.',
  },
  'projects.nature-unstated': {
    status: 422,
    zh: '没有写新建或续建，也没有开工时间可以推断，入库后性质为“未注明”。',
    en: 'Neither new nor continuing is stated and there is no start to infer it from; its nature will be "unstated".',
  },
  'projects.nature-against-group': {
    status: 422,
    zh: '本行写“{stated}”，却列在“{group}”之下，按本行为准，请核对。',
    en: 'The row says "{stated}" but stands under "{group}"; the row is followed, please check.',
  },
  'projects.line-unknown': {
    status: 422,
    zh: '“{raw}”不在行业线名单里，未归线。可在“规则”里给行业线添加这个叫法。',
    en: '"{raw}" is not among the lines; it was left without one. Its name can be added to a line under Rules.',
  },
  'projects.industry-unknown': {
    status: 422,
    zh: '“{raw}”不是国民经济行业代码，未填行业。',
    en: '"{raw}" is not an industry code; the industry was left empty.',
  },
  'projects.stage-unclear': {
    status: 422,
    zh: '“{raw}”看不出处于哪个阶段，按性质推定。',
    en: '"{raw}" does not say which stage it is in; the stage follows from its nature.',
  },
  'projects.list-unclear': {
    status: 422,
    zh: '“{list}”这一格写的是“{raw}”，看不出是否列入。请填“是”或“否”，或写明进展。',
    en: 'The cell of "{list}" says "{raw}", which does not tell whether it is on the list. Write yes or no, or its state.',
  },
  'projects.list-not-defined': {
    status: 422,
    zh: '{year} 年没有“{list}”名单。请先在“名单”里建立，或把这一列改为不导入。',
    en: 'There is no list "{list}" in {year}. Create it under Lists first, or leave the column out.',
  },
  'projects.list-unknown': { status: 404, zh: '没有代码为“{code}”的名单。', en: 'There is no list with the code "{code}".' },
  'projects.list-closed': { status: 422, zh: '名单“{list}”在 {on} 不在有效期内。', en: 'The list "{list}" is not in force on {on}.' },
  'projects.list-state-unknown': {
    status: 422,
    zh: '名单“{list}”没有“{state}”这个进展。',
    en: 'The list "{list}" has no state "{state}".',
  },
  'projects.list-code-taken': { status: 409, zh: '名单代码“{code}”已被占用。', en: 'The list code "{code}" is taken.' },
  'projects.point-outside': {
    status: 422,
    zh: '坐标（{longitude}，{latitude}）不在国内，未采用。',
    en: 'The point ({longitude}, {latitude}) is outside the country and was not taken.',
  },
  'projects.same-code-in-file': {
    status: 422,
    zh: '与本文件第 {row} 行的项目代码 {code} 相同，一个代码只能有一行。',
    en: 'Row {row} of this file has the same code {code}; a code may stand in one row.',
  },
  'projects.same-row-in-file': {
    status: 422,
    zh: '与本文件第 {row} 行是同一个项目，只采用第 {row} 行。',
    en: 'This is the same project as row {row} of this file; only row {row} is used.',
  },
  'projects.twin-in-file': {
    status: 422,
    zh: '本文件第 {row} 行已对应“{name}”，这一行看上去也是它。是同一个项目，还是另一个？',
    en: 'Row {row} of this file already is "{name}", and this row looks like it too. Is it the same project or another one?',
  },
  'projects.same-name-other-owner': {
    status: 422,
    zh: '库里有同名项目，但建设单位不同。是同一个项目（同一家企业两个名称），还是另一个？',
    en: 'The register has a project of this name with another owner. Is it the same project (one firm under two names) or another one?',
  },
  'projects.same-name-many': {
    status: 422,
    zh: '库里有几个同名项目，请指出是哪一个。',
    en: 'Several projects of the register bear this name; say which one it is.',
  },
  'projects.alike': {
    status: 422,
    zh: '与库里的项目很像（名称相近，建设单位、地点或总投资相同）。是同一个项目，还是另一个？',
    en: 'It is much like a project of the register (a similar name, the same owner, place or total). Is it the same project or another one?',
  },
  'projects.code-other-name': {
    status: 422,
    zh: '项目代码与库里的项目相同，名称、单位、金额却都不同。是更名，还是代码抄错了？',
    en: 'The code is that of a project in the register, but name, owner and amount all differ. Was it renamed, or is the code miscopied?',
  },
  'projects.name-other-code': {
    status: 422,
    zh: '名称与库里的项目相同，项目代码不同。是换发了代码，还是另一个项目？',
    en: 'The name is that of a project in the register, the code differs. Was the code reissued, or is it another project?',
  },
  'projects.has-left': {
    status: 422,
    zh: '“{name}”已于 {on} 出库（{reason}）。请先提出“返库”，核准后再导入。',
    en: '"{name}" left the register on {on} ({reason}). Propose its return first; it can be imported once that is approved.',
  },
  'projects.earlier-plan-differs': {
    status: 422,
    zh: '{year} 年计划与当年台账不同：这里 {now} 万元，台账 {held} 万元。以当年台账为准。',
    en: "The plan of {year} differs from that year's own ledger: {now} here, {held} ×10k yuan there. That year's ledger is kept.",
  },
  'projects.needs-approval': {
    status: 422,
    zh: '“{field}”的改动需要核准（核减、更名、改代码）：确认后先列为待核准，原值不变。',
    en: 'The change of "{field}" needs an approver (shrinking, renaming, another code): after confirming it waits, and the old value stays.',
  },
  'projects.guarded': {
    status: 422,
    zh: '“{field}”的这种改动（核减、更名、改代码）要附理由和依据，由另一人核准。请用“提出事项”。',
    en: 'This change of "{field}" (shrinking, renaming, another code) needs a reason, evidence and another person\'s approval. Use a proposal.',
  },
  'projects.stage-in-future': {
    status: 422,
    zh: '日期 {on} 还没到，阶段只能记已发生的。',
    en: 'The day {on} is still to come; a stage records what has happened.',
  },
  'projects.stage-before-last': {
    status: 422,
    zh: '日期 {on} 早于上一阶段的 {last}。',
    en: 'The day {on} is before that of the last stage, {last}.',
  },
  'projects.stage-same': { status: 422, zh: '项目已经在这个阶段。', en: 'The project is in this stage already.' },
  'projects.stage-skipped': {
    status: 422,
    zh: '中间的阶段“{skipped}”还没有记，请逐个推进。',
    en: 'The stage "{skipped}" between has not been entered; move one at a time.',
  },
  'projects.suspend-where-it-stands': {
    status: 422,
    zh: '停缓建只加标记，阶段不变。',
    en: 'A suspension marks the stage the project stands in; leave the stage as it is.',
  },
  'projects.leave-needs-proposal': {
    status: 422,
    zh: '退库、终止要附理由和依据，由另一人核准。请用“提出事项—出库”。',
    en: "Withdrawing or terminating needs a reason, evidence and another person's approval: propose that it leaves.",
  },
  'projects.point-half': { status: 422, zh: '经度和纬度要一起填。', en: 'Give the longitude and the latitude together.' },
  'projects.industry-invalid': {
    status: 422,
    zh: '行业代码“{code}”不在 GB/T 4754-2017 里。',
    en: 'The industry code "{code}" is not in GB/T 4754-2017.',
  },
  'projects.line-invalid': { status: 422, zh: '没有代码为“{code}”的行业线。', en: 'There is no line with the code "{code}".' },
  'projects.place-invalid': { status: 422, zh: '没有这个乡镇、街道或园区。', en: 'There is no such township, street or park.' },
  'projects.same-name': {
    status: 409,
    zh: '库里已有“{name}”（{owner}）。若确是另一个项目，请确认后再保存。',
    en: 'The register already has "{name}" ({owner}). If this is another project, say so and save again.',
  },
  'projects.gone': {
    status: 409,
    zh: '“{name}”已出库（{reason}），不能再改。',
    en: '"{name}" has left the register ({reason}) and cannot be changed.',
  },
  'projects.no-year-line': { status: 422, zh: '“{name}”没有 {year} 年的条目。', en: '"{name}" has no line in {year}.' },
  'projects.proposal-value': { status: 422, zh: '请填写{what}。', en: 'Please give {what}.' },
  'projects.proposal-not-smaller': {
    status: 422,
    zh: '新的总投资 {now} 万元不小于现在的 {held} 万元，增加投资请直接修改。',
    en: 'The new total of {now} is not below the present {held} ×10k yuan; a growing total is simply edited.',
  },
  'projects.proposal-open': {
    status: 409,
    zh: '“{name}”已有一项同类事项等待核准，请先办结它。',
    en: '"{name}" already has such a proposal waiting; have that one decided first.',
  },
  'projects.proposal-decided': { status: 409, zh: '这一事项已由{by}办结。', en: 'This proposal was already decided by {by}.' },
  'projects.proposal-own': {
    status: 403,
    zh: '自己提出的事项要由另一人核准。',
    en: 'What you proposed has to be decided by another person.',
  },
  'projects.proposal-not-yours': { status: 403, zh: '只有提出人可以撤回。', en: 'Only the person who proposed it can withdraw it.' },
  'projects.evidence-missing': {
    status: 422,
    zh: '请附上依据（文件、批复、会议纪要的扫描件）。',
    en: 'Attach the evidence: a scan of the document, the approval or the minutes.',
  },
  'projects.merge-with-none': { status: 422, zh: '请选择要并入的项目。', en: 'Choose the projects to merge into this one.' },
  'projects.split-not-closed': {
    status: 422,
    zh: '拆分后各项之和 {sum} 万元不等于原总投资 {total} 万元。',
    en: 'The parts sum to {sum}, not to the total of {total} ×10k yuan.',
  },
  'projects.move-nowhere': {
    status: 422,
    zh: '不能移交到 {to}：它不是另一个在用的县（市、区）。',
    en: 'It cannot move to {to}: that is not another county in use.',
  },
  'projects.move-out-of-reach': {
    status: 403,
    zh: '移交涉及两个县区，请由同时管辖两地的上级核准。',
    en: 'A move concerns two counties; it is approved by someone whose region covers both.',
  },
  'projects.moved-meanwhile': {
    status: 409,
    zh: '提出之后项目有了改动，请重新核对后再提。',
    en: 'The project changed since this was proposed; look again and propose anew.',
  },
  'projects.not-left': { status: 422, zh: '“{name}”没有出库，不用返库。', en: '"{name}" has not left the register.' },
  'projects.gate-evidence': {
    status: 422,
    zh: '进入这一梯次还缺依据：{gates}。',
    en: 'To enter this tier evidence is still missing: {gates}.',
  },
  'projects.tier-skipped': {
    status: 422,
    zh: '梯次要逐级推进：谋划 → 储备 → 成熟 → 年度实施。',
    en: 'Tiers are climbed one by one: idea → reserve → mature → annual.',
  },
  'projects.not-in-reserve': { status: 422, zh: '“{name}”不在 {year} 年的谋划储备库里。', en: '"{name}" is not in the reserve of {year}.' },
  'projects.roll-open': {
    status: 409,
    zh: '{year} 年的滚动建议还没有确认，请先确认或放弃。',
    en: 'The proposal for {year} is still open; confirm it or drop it first.',
  },
  'projects.roll-closed': { status: 409, zh: '这次年度滚动已经结束。', en: 'This year roll has ended.' },
  'projects.roll-done': {
    status: 409,
    zh: '{year} 年已经滚动过，或已有台账。',
    en: 'The year {year} has been rolled already, or has a ledger of its own.',
  },
  'projects.roll-empty': { status: 422, zh: '{year} 年没有项目可以滚动。', en: 'There is no project of {year} to roll.' },
  'projects.roll-undecided': {
    status: 422,
    zh: '还有 {count} 项没有审定，第一项是“{name}”。',
    en: '{count} lines are still undecided; the first is "{name}".',
  },
  'projects.roll-plan-over-rest': {
    status: 422,
    zh: '“{name}”下年计划 {plan} 万元大于总投资 {total} 万元。',
    en: 'The next plan of "{name}", {plan}, is more than its total of {total} ×10k yuan.',
  },
  'projects.bulk-none': { status: 422, zh: '请选择要改的内容。', en: 'Choose what to change.' },
  'projects.bulk-later': {
    status: 409,
    zh: '“{name}”在批量修改之后又改过，没有撤销它。',
    en: '"{name}" was changed again since; it was left as it is.',
  },
  'projects.bulk-undone': { status: 409, zh: '这次批量修改已经撤销过。', en: 'This bulk change was undone already.' },
  'projects.reveal-too-often': {
    status: 429,
    zh: '一小时内查看联系人已达 {limit} 次，请稍后再看。',
    en: 'Contacts were revealed {limit} times within the hour; try again later.',
  },
  'projects.contact-none': { status: 404, zh: '这个项目没有联系人。', en: 'This project has no contact.' },
  'projects.undo-edited': {
    status: 409,
    zh: '不能整批撤销：“{name}”在导入之后又改过（{by}）。',
    en: 'It cannot be undone whole: "{name}" was changed after the import (by {by}).',
  },
  'projects.undo-later-import': {
    status: 409,
    zh: '不能整批撤销：后来的导入也用到了“{name}”。请先撤销后来的导入。',
    en: 'It cannot be undone whole: a later import also concerns "{name}". Undo the later one first.',
  },
  'projects.undo-decided': {
    status: 409,
    zh: '不能整批撤销：由它提出的“{name}”一事已经办结。',
    en: 'It cannot be undone whole: a proposal it made about "{name}" was decided.',
  },
  'projects.undo-report': {
    status: 409,
    zh: '不能整批撤销：{year} 年的上报状态后来又改过。',
    en: 'It cannot be undone whole: the reporting state of {year} was changed since.',
  },
  'projects.undo-rolled': {
    status: 409,
    zh: '不能整批撤销：“{name}”已列入年度滚动。',
    en: 'It cannot be undone whole: "{name}" is part of a year roll.',
  },
  'projects.days-turned': { status: 422, zh: '截止日 {to} 早于起始日 {from}。', en: 'The last day {to} is before the first day {from}.' },
  'projects.rule-in-past': {
    status: 422,
    zh: '新规则从 {from} 起，早于现行规则的起始日 {since}，会改写已报数字。请选更晚的日期。',
    en: 'The new rule would start on {from}, before the present one did on {since}, and would rewrite reported figures. Choose a later day.',
  },
  'projects.view-unknown': { status: 404, zh: '没有这个视图。', en: 'There is no such view.' },
  // ── plans ──
  'plans.none': { status: 404, zh: '这个项目还没有节点计划，请先建立。', en: 'This project has no plan yet; make one first.' },
  'plans.exists': { status: 409, zh: '这个项目已有节点计划，请在原计划上修改。', en: 'This project has a plan already; change that one.' },
  'plans.no-nodes': { status: 422, zh: '计划里一个节点也没有，请至少留下一个。', en: 'The plan has no nodes; leave at least one.' },
  'plans.no-node': {
    status: 404,
    zh: '计划里没有“{node}”这个节点，请刷新后再试。',
    en: 'The plan has no node "{node}"; reload and try again.',
  },
  'plans.no-template': {
    status: 422,
    zh: '没有“{template}”这个模板，或还没有生效，请另选。',
    en: 'There is no template "{template}" in force; choose another one.',
  },
  'plans.no-version': {
    status: 422,
    zh: '没有“{version}”这个版本，请从列出的版本中选两个。',
    en: 'There is no version "{version}"; choose two of those listed.',
  },
  'plans.wrong-answer': {
    status: 422,
    zh: '“{question}”不能答“{answer}”，请从列出的选项中选。',
    en: '"{question}" cannot be answered with "{answer}"; choose one of the answers offered.',
  },
  'plans.promise-before-start': {
    status: 422,
    zh: '承诺日期 {promised} 早于计划起点 {start}，请改其中一个。',
    en: 'The promised day {promised} lies before the beginning {start}; change one of them.',
  },
  'plans.code': {
    status: 400,
    zh: '节点编号只能用字母、数字和短横线，最多 24 位。',
    en: 'The code of a node has up to 24 letters, digits and hyphens.',
  },
  'plans.month-day': { status: 400, zh: '月日请写成 11-16 的样子。', en: 'Write month and day like 11-16.' },
  'plans.reason': {
    status: 422,
    zh: '计划已有基线，改动工期或前后关系要写明原因（至少四个字）。',
    en: 'The plan has a baseline: say why durations or links change (four signs at least).',
  },
  'plans.hold-point': {
    status: 422,
    zh: '“{node}”是质量控制点，时间不得压缩。',
    en: '"{node}" is a quality hold point and may not be shortened.',
  },
  'plans.fixed-days': {
    status: 422,
    zh: '“{node}”的法定期限是 {days} 天，不能再短。',
    en: 'The law gives "{node}" {days} days; it cannot be shorter.',
  },
  'plans.promised-node': {
    status: 409,
    zh: '“{node}”是承诺节点，不能删除。',
    en: '"{node}" is the promised node and cannot be taken away.',
  },
  'plans.begun': { status: 409, zh: '“{node}”已经开始，不能删除。', en: '"{node}" has begun and cannot be taken away.' },
  'plans.in-the-future': {
    status: 422,
    zh: '实际日期 {day} 在状态日期 {today} 之后，还没有发生的事不能填报。',
    en: 'The day {day} lies after {today}; what has not happened yet cannot be recorded.',
  },
  'plans.finish-before-start': {
    status: 422,
    zh: '完成日期 {finish} 早于开始日期 {start}，请核对。',
    en: 'The finish {finish} lies before the start {start}; check both.',
  },
  'plans.changed-meanwhile': {
    status: 409,
    zh: '别人刚改过这个计划，请刷新后再改。',
    en: 'Somebody else changed this plan meanwhile; reload it and try again.',
  },
  'plans.baseline-open': {
    status: 409,
    zh: '已有一条基线等待核准，请先办结那一条。',
    en: 'A baseline is waiting to be approved; have that one decided first.',
  },
  'plans.baseline-held': { status: 409, zh: '已有“{name}”，要改请提出变更。', en: '"{name}" holds already; propose to change it.' },
  'plans.baseline-none': { status: 409, zh: '还没有核准过的基线，请先提出设立。', en: 'No baseline holds; propose to set one first.' },
  'plans.baseline-decided': { status: 409, zh: '这条基线已由{by}办结。', en: 'This baseline was already decided by {by}.' },
  'plans.baseline-own': {
    status: 403,
    zh: '自己提出的基线要由另一人核准。',
    en: 'A baseline has to be approved by another person than proposed it.',
  },
  'plans.no-tier': { status: 422, zh: '没有规模档次“{tier}”。', en: 'There is no size tier "{tier}".' },
  'plans.feed-address': { status: 404, zh: '这个日历地址不存在或已停用。', en: 'This calendar address does not exist or was taken back.' },
  'plans.feed-too-often': {
    status: 429,
    zh: '错误的日历地址试得太多，请一分钟后再试。',
    en: 'Too many wrong calendar addresses; try again in a minute.',
  },
  'plans.feed-nobody': {
    status: 422,
    zh: '本区计划里没有“{name}”负责的节点，请从列表里选。',
    en: 'No node of this region falls to "{name}"; choose from the list.',
  },
  'plans.feed-revoked': { status: 409, zh: '这个订阅已由{by}停用，请另建一个。', en: 'This feed was taken back by {by}; make another.' },
  'plans.stop-order': {
    status: 422,
    zh: '停工到 {to}，却从 {from} 开始，请把日期改正。',
    en: 'The stop ends on {to} before it begins on {from}; put the days right.',
  },
  'plans.undo-changed': {
    status: 409,
    zh: '“{node}”后来又改过，不能直接撤回，请改在节点上。',
    en: '"{node}" was changed since; it cannot be taken back whole. Change the node itself.',
  },
  'plans.nobody-responsible': {
    status: 422,
    zh: '领导、部门、专班至少写一个。',
    en: 'Name a leader, a department or a team at least.',
  },
  'plans.one-responsible': {
    status: 422,
    zh: '“{value}”不止一个；一个项目只定一名领导、一个部门、一个专班。',
    en: '"{value}" is more than one; a project has one leader, one department and one team.',
  },
  'plans.undo-done': { status: 409, zh: '这次改动已由{by}撤回。', en: 'This change was taken back by {by}.' },
  'plans.remedy-gone': {
    status: 409,
    zh: '计划已经变了，这条补救不再适用，请看新的补救。',
    en: 'The plan has changed and this remedy no longer fits; look at the new ones.',
  },
  'plans.not-proposer': {
    status: 403,
    zh: '只有提出人{by}可以撤回这条基线。',
    en: 'Only {by}, who proposed this baseline, can withdraw it.',
  },
  'plans.photo-time': {
    status: 400,
    zh: '拍摄时间请写成 2020-03-15T09:30 的样子。',
    en: 'Write the time of the photograph like 2020-03-15T09:30.',
  },
  'plans.not-a-photo': {
    status: 422,
    zh: '“{name}”不是 JPEG、PNG 或 WebP 照片。',
    en: '"{name}" is not a JPEG, PNG or WebP photograph.',
  },
  'plans.no-such-nodes': {
    status: 422,
    zh: '没有未完成的节点名称里有“{words}”。',
    en: 'No open node has "{words}" in its name.',
  },
  'plans.stop-withdrawn': {
    status: 409,
    zh: '停工令“{name}”已由{by}撤销。',
    en: 'The stop order "{name}" was withdrawn by {by}.',
  },
  'plans.run-gone': {
    status: 404,
    zh: '这次推算的结果已不在，请重新推算。',
    en: 'The result of this run is gone; reckon it again.',
  },
  'plans.nothing-to-accept': {
    status: 409,
    zh: '没有等待接受的新预计，可能已经有人接受了。',
    en: 'No new forecast is waiting; somebody may have accepted it already.',
  },
  'plans.accept-many': {
    status: 422,
    zh: '有 {count} 个计划等待接受，一次最多 {most} 个，请分县区接受。',
    en: '{count} plans are waiting; {most} can be accepted at a time. Accept them county by county.',
  },
  'plans.unknown-file': {
    status: 422,
    zh: '“{file}”不是能读的计划文件。请使用 Microsoft Project 的 XML、Primavera 的 XML 或 XER，或本系统的 JSON。',
    en: '"{file}" is not a plan that can be read. Use XML of Microsoft Project, XML or XER of Primavera, or our own JSON.',
  },
  'plans.template-code': {
    status: 400,
    zh: '模板代号用小写字母、数字和“-”，最多 40 个字符。',
    en: 'A template is called by small letters, digits and hyphens, 40 at most.',
  },
  'plans.template-changed': {
    status: 409,
    zh: '{by}刚存过新的一版，请重新打开再改。',
    en: '{by} saved a newer version meanwhile; open it and change that one.',
  },
  'plans.template-wrong': {
    status: 422,
    zh: '{why}共有 {count} 处要改。',
    en: '{whyEn} {count} such places in all.',
  },
  'plans.mpp-file': {
    status: 422,
    zh: '“{file}”是 Project 的 MPP 文件，读不了。请在 Project 里“另存为”，类型选“XML 格式”，再上传那个文件。',
    en: '"{file}" is an MPP file, which cannot be read. In Microsoft Project choose "Save as", type "XML format", and upload that.',
  },
  'plans.file-too-large': {
    status: 422,
    zh: '“{file}”超过 {limit} MB。请只导出这个项目的计划。',
    en: '"{file}" is larger than {limit} MB. Write out the plan of this project alone.',
  },
  'plans.file-too-many': {
    status: 422,
    zh: '“{file}”有 {count} 项工作，没有汇总也没有里程碑可用，而一个计划最多 {limit} 个节点。请在原软件里分段或做好汇总再导出。',
    en: '"{file}" has {count} activities and neither summaries nor milestones to take it by; a plan has {limit} nodes at most. Group them there first.',
  },
  'plans.bad-cells': {
    status: 422,
    zh: '{cell}：{why}表里共有 {count} 个单元格要改。',
    en: '{cell}: {whyEn} There are {count} such cells in the table.',
  },
  'plans.actual-taken-back': {
    status: 422,
    zh: '“{node}”已有实际日期，表里却是空的。已发生的不能用表格抹掉，请把日期填回去。',
    en: '"{node}" has begun, but its cells are empty. What happened is not taken back by a table; put the dates back.',
  },
  'plans.wrong-shape': { status: 422, zh: '“{file}”的内容不对：{place}。', en: 'The content of "{file}" is not as it should be: {place}.' },
  'plans.cycle': {
    status: 422,
    zh: '这些工作首尾相接，谁也不能先开始：{chain}。请去掉其中一条关系。',
    en: 'These activities wait for each other in a circle: {chain}. Take one of the links away.',
  },
  'plans.self-link': { status: 422, zh: '工作“{activity}”的前置工作是它自己。', en: 'The activity "{activity}" is linked to itself.' },
  'plans.unknown-activity': {
    status: 422,
    zh: '关系或汇总中提到的工作“{activity}”不在计划里。',
    en: 'The activity "{activity}", named by a link or a summary, is not in the plan.',
  },
  'plans.duplicate-activity': { status: 422, zh: '有两项工作的编号都是“{activity}”。', en: 'Two activities are called "{activity}".' },
  'plans.wrong-calendar': {
    status: 422,
    zh: '日历“{calendar}”用不了（{rule}）：没有这个日历、重名、没有工作时间，或时间写错。',
    en: 'The calendar "{calendar}" cannot be used ({rule}): it is not there, there are two, it has no working time, or a time in it is wrong.',
  },
  'plans.calendar-ends': {
    status: 422,
    zh: '工作“{activity}”排不下：日历“{calendar}”的工作时间不够。',
    en: 'The activity "{activity}" does not fit: the calendar "{calendar}" has not enough working time.',
  },
  'plans.reversed': {
    status: 422,
    zh: '工作“{activity}”的约束或实际日期前后矛盾。',
    en: 'Constraints or actual dates of the activity "{activity}" contradict each other.',
  },
  'plans.wrong-value': {
    status: 422,
    zh: '“{activity}”有一个时间或时长写错了，或长得不可能（{rule}）。',
    en: 'A time or a duration of "{activity}" is wrong, or impossibly long ({rule}).',
  },
  // ── resumption: visits and what comes from devices ──
  'resumption.kept-beside': {
    status: 409,
    zh: '送来的记录与已有的不一致（{count} 份），双方都已保存，由县复工专班核定。',
    en: 'What was sent differs from what is here already (records: {count}); both are kept, and the county office settles which counts.',
  },
  'resumption.entry-unreadable': {
    status: 422,
    zh: '这份记录的“{field}”看不懂，仍留在您的设备上；请更新页面后重传。',
    en: 'The part "{field}" of this record could not be read. It stays on your device; update the page and send it again.',
  },
  'resumption.not-in-visit': {
    status: 403,
    zh: '这次验收没有约请“{department}”，请联系县复工专班。',
    en: 'The department "{department}" was not asked to this visit; speak to the county office.',
  },
  'resumption.not-your-department': {
    status: 403,
    zh: '您不代表“{department}”：每个部门的意见只能由本部门验收人员用自己的账号签署。',
    en: 'You do not speak for "{department}": an opinion is signed by an inspector of that very department under the own account.',
  },
  'resumption.not-at-visit': {
    status: 403,
    zh: '缺席由到场的其他部门或县复工专班记录。',
    en: 'An absence is recorded by another department that was there, or by the county office.',
  },
  'resumption.item-elsewhere': {
    status: 422,
    zh: '条目“{item}”不由您的部门检查，或不在这次验收之内。',
    en: 'The item "{item}" is not one that your department looks at in this visit.',
  },
  'resumption.item-twice': { status: 422, zh: '条目“{item}”填了两次。', en: 'The item "{item}" was filled in twice.' },
  'resumption.item-without-word': {
    status: 422,
    zh: '条目“{item}”不合格，请写明问题或拍照。',
    en: 'The item "{item}" is not in order; say what is wrong or take a photo.',
  },
  'resumption.value-against-result': {
    status: 422,
    zh: '条目“{item}”填的是 {value}，达不到要求的 {threshold}，不能判为合格。',
    en: 'The item "{item}" says {value}, which does not meet {threshold}, so it cannot be in order.',
  },
  'resumption.items-open': {
    status: 422,
    zh: '还有 {count} 个条目没有填，填完再签字。',
    en: '{count} items are still open; fill them in before you sign.',
  },
  'resumption.dissent-needs-reason': { status: 422, zh: '不同意要写明理由。', en: 'A dissent says why.' },
  'resumption.photo-unexpected': {
    status: 404,
    zh: '没有记录提到这张照片，请先传记录。',
    en: 'No record speaks of this photo; send the record first.',
  },
  'resumption.photo-broken': {
    status: 422,
    zh: '照片没有完整到达，请重新传输。',
    en: 'The photo did not arrive whole; send it again.',
  },
  'resumption.visit-decided': {
    status: 409,
    zh: '这次验收已经办结，不能再换成这一份；请保留原意见，另行约定验收。',
    en: 'This visit is decided; it cannot be replaced any more. Let the first opinion stand and appoint another visit.',
  },
  // ── roster ──
  'purpose.county-only': {
    status: 422,
    zh: '用途要登记在县区，名册也在县区；请选一个县区。',
    en: 'A purpose belongs to a county, as its rosters do; choose a county.',
  },
  'purpose.backwards': {
    status: 422,
    zh: '截止日早于开始日，请把日期改正。',
    en: 'The end lies before the beginning; put the days right.',
  },
  'purpose.ends-before-today': {
    status: 422,
    zh: '截止日 {day} 已经过去，请另定截止日：先有截止日，才能收集。',
    en: 'The end {day} has passed; set another: there must be an end before anything is collected.',
  },
  'purpose.too-long': {
    status: 422,
    zh: '一个用途最长 {days} 天；更久的请到期后重新评估、另行登记。',
    en: 'A purpose runs for {days} days at most; what goes on longer is assessed again and declared anew.',
  },
  'purpose.needs-name-and-number': {
    status: 422,
    zh: '名册至少要有姓名和证件号码，否则认不出同一个人。',
    en: 'A roster needs name and identity number at least, or nobody can be told from another.',
  },
  'purpose.isolation-needs-return': {
    status: 422,
    zh: '要核对隔离期，还需要“返回日期”，请一并列为必要字段。',
    en: 'Checking isolation needs the day of return as well; declare that field too.',
  },
  'purpose.not-assessed': {
    status: 409,
    zh: '用途“{name}”还没有记录个人信息保护影响评估，不能收集。请先由管理人员记录评估。',
    en: 'The purpose "{name}" has no impact assessment on record, so nothing may be collected; have the assessment recorded first.',
  },
  'purpose.not-begun': {
    status: 409,
    zh: '用途“{name}”从 {day} 起生效，在此之前不能收集。',
    en: 'The purpose "{name}" begins on {day}; nothing may be collected before.',
  },
  'purpose.ended': {
    status: 409,
    zh: '用途“{name}”已于 {day} 截止，不能再收集。',
    en: 'The purpose "{name}" ended on {day}; nothing more may be collected.',
  },
  'purpose.no-longer': {
    status: 409,
    zh: '用途已于 {day} 截止，不能再往后延；确有需要请登记新的用途并评估。',
    en: 'The purpose ended on {day} and cannot be extended; declare a new one and assess it if there is need.',
  },
  'purpose.assessed-already': {
    status: 409,
    zh: '影响评估已于 {day} 记录，不能改写。',
    en: 'The impact assessment was recorded on {day} and cannot be rewritten.',
  },
  'purpose.assessed-later': {
    status: 422,
    zh: '评估日期 {day} 还没有到，请填实际评估的日期。',
    en: 'The day of the assessment, {day}, is still to come; give the day on which it was made.',
  },
  'purpose.reason-holds-number': {
    status: 422,
    zh: '理由里有证件号码或手机号，而理由会长期留痕；请去掉号码，只写事由。',
    en: 'The reason contains an identity or telephone number, and reasons are kept for long; leave the number out and write the matter alone.',
  },
  'purpose.expiry-later': {
    status: 422,
    zh: '{on} 还没有到，不能提前删除；可以先用试运行看会删多少。',
    en: '{on} is still to come, so nothing is deleted yet; try a dry run to see how much would be.',
  },
  'roster.none-in-force': {
    status: 409,
    zh: '没有生效的收集用途，不能登记名册。请先登记用途、截止日和影响评估。',
    en: 'No purpose is in force, so no roster can be kept; declare a purpose with its end and impact assessment first.',
  },
  'roster.exists': { status: 409, zh: '这份申请已有名册，请在原名册上补充。', en: 'This application has a roster already; add to it.' },
  'roster.expired': {
    status: 409,
    zh: '名册已到期删除，只留下人数。',
    en: 'The roster was deleted when its purpose ended; only the counts remain.',
  },
  'roster.field-not-declared': {
    status: 422,
    zh: '“{field}”没有列在用途的必要字段里，不能收集。请去掉这一项。',
    en: '"{fieldEn}" is not among the fields declared for this purpose and cannot be collected; leave it out.',
  },
  'roster.reveal-too-often': {
    status: 429,
    zh: '一小时内最多查看 {limit} 人的完整信息，请稍后再看。',
    en: 'At most {limit} people may be revealed in an hour; try again later.',
  },
  'roster.file-empty': { status: 422, zh: '文件里没有表格内容。', en: 'There is nothing in the file that looks like a table.' },
  'roster.too-many-rows': {
    status: 422,
    zh: '一个文件最多 {most} 人，请分成几个文件。',
    en: 'A file may hold {most} people at most; divide it.',
  },
  'roster.column-missing': {
    status: 422,
    zh: '还缺“{field}”一列：请指出是哪一列，或在文件里补上。',
    en: 'The column "{fieldEn}" is missing: say which column it is, or add it to the file.',
  },
  'roster.column-twice': { status: 422, zh: '“{field}”指给了两列，请只留一列。', en: '"{fieldEn}" was given to two columns; keep one.' },
  'roster.cell-error': {
    status: 422,
    zh: '单元格是公式错误，请改成实际内容。',
    en: 'The cell is a formula error; put in what it should say.',
  },
  'roster.formula-empty': {
    status: 422,
    zh: '公式没有保存结果，请在表格软件里打开存一次，或直接填内容。',
    en: 'The formula was saved without a result; open and save the workbook, or type the content.',
  },
  'roster.name-missing': { status: 422, zh: '没有姓名，请补上。', en: 'The name is missing; fill it in.' },
  'roster.name-odd': {
    status: 422,
    zh: '不像姓名（有数字或符号，或只有一个字），请核对。',
    en: 'This does not look like a name (digits, signs, or a single character); check it.',
  },
  'roster.identity-missing': { status: 422, zh: '没有证件号码，请补上。', en: 'The identity number is missing; fill it in.' },
  'roster.identity-length': {
    status: 422,
    zh: '证件号码有 {signs} 位，居民身份证应是 18 位（旧证 15 位），请对照证件改正。',
    en: 'The number has {signs} signs; a resident number has 18 (an old one 15). Correct it from the card.',
  },
  'roster.identity-sign': {
    status: 422,
    zh: '证件号码里有不该有的字符，只能是数字，末位可以是 X。',
    en: 'The number contains signs it cannot have: only digits, and X at the end.',
  },
  'roster.identity-division': {
    status: 422,
    zh: '证件号码开头两位不是任何省份的代码，请对照证件改正。',
    en: 'The first two digits are not those of any province; correct the number from the card.',
  },
  'roster.identity-birth': {
    status: 422,
    zh: '证件号码里的出生日期不存在或在今天之后，请对照证件改正。',
    en: 'The date of birth in the number does not exist or is still to come; correct it from the card.',
  },
  'roster.identity-check': {
    status: 422,
    zh: '证件号码的校验位对不上，多半有一位抄错或前后两位写反，请对照证件改正。',
    en: 'The check digit does not fit: a digit is probably wrong or two are exchanged. Correct the number from the card.',
  },
  'roster.identity-rounded': {
    status: 422,
    zh: '表格把号码当成数字，第 16 位以后已丢失。请把整列设为“文本”格式后重新填写号码。',
    en: 'The workbook took the number for a figure and lost its last digits. Format the column as text and type the number again.',
  },
  'roster.identity-twice': {
    status: 422,
    zh: '同一证件号码在 {place} 已出现过。若是重复，请舍去这一行；若是抄错，请改正。',
    en: 'The same number stands at {place} already. Drop this row if it is a repetition, or correct it.',
  },
  'roster.identity-held': {
    status: 422,
    zh: '名册第 {line} 号已是此人，内容不同。可用这一行替换，或舍去这一行。',
    en: 'Number {line} of the roster is this person already, with other entries. Let this row replace it, or drop this row.',
  },
  'roster.under-age': {
    status: 422,
    zh: '按证件号码不满 {years} 周岁，不得安排上岗，请核对号码。',
    en: 'By the number this person is under {years} and may not be employed; check the number.',
  },
  'roster.over-age': {
    status: 422,
    zh: '按证件号码已过 {years} 周岁，请核对号码。',
    en: 'By the number this person is over {years}; check the number.',
  },
  'roster.phone-missing': { status: 422, zh: '没有手机号，请补上。', en: 'The telephone is missing; fill it in.' },
  'roster.phone-odd': {
    status: 422,
    zh: '不像手机号（11 位，1 开头）或带区号的电话，请改正。',
    en: 'This is neither a mobile number (11 digits beginning with 1) nor a telephone with area code; correct it.',
  },
  'roster.from-missing': {
    status: 422,
    zh: '没有写从何地返回；没有外出请写“本地”。',
    en: 'From where the person came back is missing; write local for somebody who never left.',
  },
  'roster.from-long': {
    status: 422,
    zh: '地点太长，只写省、市、县即可。',
    en: 'The place is too long; province, city and county are enough.',
  },
  'roster.from-unclear': {
    status: 422,
    zh: '认不出是省内还是省外，请写明省份，如“湖北省武汉市”；没有外出写“本地”。',
    en: 'Whether this lies in the province cannot be told; name the province as well as the city, or write local for somebody who never left.',
  },
  'roster.returned-missing': {
    status: 422,
    zh: '没有返回日期，请补上，如 2020-02-08。',
    en: 'The day of return is missing; fill it in, like 2020-02-08.',
  },
  'roster.day-unreadable': {
    status: 422,
    zh: '看不懂的日期，请写成 2020-02-08。',
    en: 'This is no day that can be read; write it like 2020-02-08.',
  },
  'roster.returned-later': {
    status: 422,
    zh: '返回日期 {day} 太远，最晚可填 {latest}，请核对年月。',
    en: 'The day of return {day} is too far ahead; {latest} is the latest. Check year and month.',
  },
  'roster.returned-earlier': {
    status: 422,
    zh: '返回日期 {day} 早于 {earliest}，与这次返岗无关；没有外出的人来源地写“本地”，日期填上岗日。',
    en: 'The day of return {day} lies before {earliest} and has nothing to do with this return; check the year, or give the first day at work.',
  },
  'roster.isolation-short': {
    status: 422,
    zh: '{returned} 返回，应隔离 {days} 天到 {least}，表里是 {given}，不足。请核对日期。',
    en: 'Back on {returned}, isolation of {days} days lasts until {least}; {given} is too early. Check the days.',
  },
  'roster.isolation-before': {
    status: 422,
    zh: '隔离期满日早于返回日期 {returned}，请核对。',
    en: 'Isolation ends before the day of return, {returned}; check the days.',
  },
  'roster.contact-missing': {
    status: 422,
    zh: '没有写是否接触过病例，请填“是”或“否”。',
    en: 'Whether there was contact with a case is missing; write yes or no.',
  },
  'roster.contact-unreadable': { status: 422, zh: '请只填“是”或“否”。', en: 'Write yes or no and nothing else.' },
  // ── resumption ──
  'resumption.reason-short': { status: 400, zh: '请写明原因，不少于 4 个字。', en: 'Say why, in at least 4 characters.' },
  'resumption.not-now': {
    status: 409,
    zh: '这件申请现在是“{state}”，不能这样办；下一步是{next}。',
    en: 'This application is now "{stateEn}", so this cannot be done; next: {nextEn}.',
  },
  'resumption.no-regime': {
    status: 409,
    zh: '{day} 没有适用于这家企业的复工规则，请联系市里核对规则的日期和条件。',
    en: 'No regime speaks of this enterprise on {day}; ask the city to check the dates and conditions of its regimes.',
  },
  'resumption.need-not': {
    status: 409,
    zh: '这家企业不需要申请复工。依据：{basis}。',
    en: 'This enterprise need not apply. Basis: {basis}.',
  },
  'resumption.closed-now': { status: 409, zh: '现在还不能复工。依据：{basis}。', en: 'Nobody may resume yet. Basis: {basis}.' },
  'resumption.case-open': {
    status: 409,
    zh: '“{enterprise}”已有一件在办的申请，请接着办那一件。',
    en: '"{enterprise}" has an application under way; go on with that one.',
  },
  'resumption.not-editable': {
    status: 409,
    zh: '“{enterprise}”的申请已经提交，现在不能改；要改请先撤回，或等通知补正。',
    en: 'The application of "{enterprise}" has been sent and cannot be changed now; withdraw it, or wait until something missing is named.',
  },
  'resumption.papers-missing': { status: 422, zh: '还缺 {count} 项：{list}。', en: '{count} things are missing: {listEn}.' },
  'resumption.paper-kind': {
    status: 422,
    zh: '“{name}”不是 PDF、图片或 Word 文件，请换一个。',
    en: '"{name}" is neither a PDF, a picture nor a Word file; choose another one.',
  },
  'resumption.letter-changed': {
    status: 409,
    zh: '承诺书已更新，请刷新后重新阅读并签字。',
    en: 'The commitment letter has changed; refresh, read it again and sign.',
  },
  'resumption.not-signed': { status: 422, zh: '请在签名框里签字。', en: 'Please sign in the field.' },
  'resumption.not-all-mended': {
    status: 422,
    zh: '还有 {count} 项没有说明整改情况，第一项：{first}。',
    en: '{count} findings are still without a word on how they were mended; the first: {first}.',
  },
  'resumption.day-gone': { status: 422, zh: '{day} 已经过去，请另选日期。', en: '{day} has passed; choose another day.' },
  'resumption.day-to-come': { status: 422, zh: '{day} 还没有到。', en: '{day} is still to come.' },
  'resumption.before-filing': { status: 422, zh: '复工日不能早于备案日 {day}。', en: 'Work cannot resume before the filing on {day}.' },
  'resumption.too-many-back': {
    status: 422,
    zh: '返岗 {back} 人，多于职工总数 {employed} 人，请核对。',
    en: '{back} people back are more than the {employed} employed; check the numbers.',
  },
  'resumption.not-filed': {
    status: 409,
    zh: '“{enterprise}”还没有备案，没有凭证。',
    en: '"{enterprise}" is not filed yet, so there is no certificate.',
  },
  'resumption.no-certificate': {
    status: 404,
    zh: '没有这张凭证。请核对二维码是否完整，或向县复工专班查询。',
    en: "There is no such certificate. Check that the code is whole, or ask the county's resumption office.",
  },
  'resumption.unknown-regime': {
    status: 422,
    zh: '没有叫“{code}”的规则。已有：{known}。',
    en: 'There is no regime called "{code}". There are: {known}.',
  },
  'resumption.days-order': {
    status: 422,
    zh: '规则从 {since} 起，却到 {until} 止，请把日期改正。',
    en: 'The regime begins on {since} but ends on {until}; put the days right.',
  },
  'resumption.check-wait': {
    status: 429,
    zh: '查验太频繁，请 {seconds} 秒后再试。',
    en: 'Asked too often; wait {seconds} seconds and try again.',
  },
  'resumption.regime-code': {
    status: 400,
    zh: '代号用小写字母、数字和短横线，2 到 41 个字，例如 filing-2020。',
    en: 'The code is of small letters, digits and hyphens, 2 to 41 characters, like filing-2020.',
  },
  'resumption.department-code': {
    status: 400,
    zh: '部门代号用小写字母和短横线，2 到 31 个字，例如 health。',
    en: 'The code of a department is of small letters and hyphens, 2 to 31 characters, like health.',
  },
  'resumption.people-order': {
    status: 422,
    zh: '职工从 {from} 人起却不到 {to} 人，没有企业符合。',
    en: 'People from {from} but below {to}: no enterprise fits.',
  },
  'resumption.department-twice': {
    status: 422,
    zh: '部门代号“{code}”写了两次。',
    en: 'The department "{code}" is named twice.',
  },
  'resumption.leads': {
    status: 422,
    zh: '牵头部门只能有一个，现在有：{list}。',
    en: 'One department leads at most; named are {listEn}.',
  },
  'resumption.no-lead': {
    status: 422,
    zh: '由牵头部门定，就要指明哪个部门牵头。',
    en: 'Where the leading department decides, say which one leads.',
  },
  'resumption.no-departments': { status: 422, zh: '联合验收要有验收部门。', en: 'A joint inspection needs departments that inspect.' },
  'resumption.no-checklist': { status: 422, zh: '联合验收要选检查表。', en: 'A joint inspection needs a checklist.' },
  'resumption.unknown-checklist': { status: 422, zh: '没有检查表 {checklist}。', en: 'There is no checklist {checklist}.' },
  'resumption.unknown-item': {
    status: 422,
    zh: '检查表里没有这些条目：{list}。',
    en: 'The checklist has no such items: {listEn}.',
  },
  'resumption.shipped-regime': {
    status: 409,
    zh: '“{name}”是随系统提供的规则，不能撤销；可发布新版本代替它。',
    en: '"{nameEn}" came with the product and cannot be undone; enter another version in its place.',
  },
  'resumption.regime-gone': { status: 409, zh: '这条规则已由{by}撤销。', en: 'This regime was already undone by {by}.' },
} as const satisfies Record<string, Phrase>;

export type ProblemCode = keyof typeof phrases;
export type ProblemParams = Record<string, string | number>;
export type Problem = { code: ProblemCode; params?: ProblemParams };

/** The sentence of a problem in one language. */
export function sentence(problem: { code: string; params?: ProblemParams }, language: 'zh' | 'en'): string {
  const phrase: Phrase | undefined = (phrases as Record<string, Phrase>)[problem.code];
  if (!phrase) return problem.code;
  return phrase[language].replace(/\{(\w+)\}/g, (whole, name: string) =>
    problem.params?.[name] === undefined ? whole : String(problem.params[name]),
  );
}

/** An expected refusal on its way out. Thrown, caught once at the door of the server. */
export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(sentence(problem, 'en'));
    this.name = 'Refusal';
    this.problem = problem;
  }
}

/** Stops what is being done and answers with that problem. */
export function refuse(code: ProblemCode, params?: ProblemParams): never {
  throw new Refusal(params ? { code, params } : { code });
}
