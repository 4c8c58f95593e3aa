// The phrase book of expected refusals. A problem has a code, a status, and one sentence in each language that says what is wrong and
// what to do; {name} is filled from its parameters. Anything that is not in this book is a fault of ours and is answered 500 with a
// reference number. Each room's phrases stand in the section that carries its name.

export type Phrase = { status: number; zh: string; en: string };

export const phrases = {
  // ── everybody ──
  'request.invalid': { status: 400, zh: '请求有误：{field} {why}。', en: 'The request is not valid: {field} {why}.' },
  'request.unknown-field': { status: 400, zh: '不认识的字段：{field}。', en: 'Unknown field: {field}.' },
  'request.cross-site': { status: 403, zh: '请求来自别的网站，已拒绝。', en: 'The request came from another site and was refused.' },
  'request.too-large': { status: 413, zh: '内容超过 {limit}，请缩小后再试。', en: 'The content is larger than {limit}; make it smaller and try again.' },
  'thing.unknown': { status: 404, zh: '没有找到，或不在您的管辖范围内。', en: 'Not found, or outside your region.' },
  'person.unknown': { status: 401, zh: '请先登录。', en: 'Please sign in first.' },
  'person.may-not': { status: 403, zh: '您的岗位没有“{permission}”权限，请联系本级管理员。', en: 'Your post does not hold the permission "{permission}"; ask your administrator.' },
  'server.busy': { status: 503, zh: '系统繁忙，请 {seconds} 秒后再试，已填内容不会丢失。', en: 'The system is busy; try again in {seconds} seconds. Nothing you typed is lost.' },
  'server.fault': { status: 500, zh: '系统出错，编号 {reference}。请把编号告诉管理员。', en: 'Something went wrong on our side, reference {reference}. Please give it to your administrator.' },
  'row.changed-meanwhile': { status: 409, zh: '“{name}”刚被{by}改过，请刷新后再改。', en: '"{name}" was just changed by {by}; refresh and change it again.' },
  'day.invalid': { status: 400, zh: '“{raw}”不是有效日期，请写成 2020-03-15。', en: '"{raw}" is not a day; write it like 2020-03-15.' },
  // ── http ──
  'region.invalid': { status: 400, zh: '“{raw}”不是六位行政区划代码。', en: '"{raw}" is not a six-digit division code.' },
  'id.invalid': { status: 400, zh: '“{raw}”不是有效的编号。', en: '"{raw}" is not a valid id.' },
  'money.invalid': { status: 400, zh: '“{raw}”不是以元为单位的整数金额。', en: '"{raw}" is not a whole amount of yuan.' },
  'request.needs-https': { status: 403, zh: '请用 https 地址登录：不加密的连接只能在本机使用。', en: 'Sign in over https; an unencrypted connection is for this machine alone.' },
  'request.no-file': { status: 400, zh: '没有收到文件，请重新选择文件上传。', en: 'No file arrived; choose the file and upload it again.' },
  'request.not-understood': { status: 400, zh: '请求的内容无法识别，应为 JSON。', en: 'The content of the request could not be read; JSON is expected.' },
  'server.unsure': { status: 503, zh: '保存时连接中断，可能已经保存。请刷新核对后再决定是否重做。', en: 'The connection broke while saving; it may have been saved. Refresh and check before you do it again.' },
  'server.full': { status: 507, zh: '服务器磁盘已满，没有保存。请告诉管理员腾出空间。', en: 'The disk of the server is full; nothing was saved. Tell your administrator to free some space.' },
  // ── accounts ──
  'sign-in.refused': { status: 401, zh: '用户名或密码不对。忘记密码请联系本级管理员。', en: 'The name or the password is wrong. If you forgot it, ask your administrator.' },
  'sign-in.wait': { status: 429, zh: '尝试次数过多，请 {seconds} 秒后再试。', en: 'Too many tries; wait {seconds} seconds and try again.' },
  'session.password-first': { status: 403, zh: '请先更换初始密码。', en: 'Set a new password first.' },
  'password.too-short': { status: 400, zh: '密码至少 {least} 个字，建议 {better} 个字以上。', en: 'A password has at least {least} characters; {better} or more is better.' },
  'password.too-long': { status: 400, zh: '密码最多 {most} 个字节。', en: 'A password has at most {most} bytes.' },
  'password.too-common': { status: 400, zh: '这个密码很多人在用，容易被猜到，请换一个。', en: 'Many people use this password, so it is easily guessed; choose another.' },
  'password.holds-name': { status: 400, zh: '密码里不能含有用户名或姓名。', en: 'A password may not contain your sign-in name or your name.' },
  'password.same': { status: 400, zh: '新密码与原密码相同。', en: 'The new password is the old one.' },
  'password.wrong': { status: 403, zh: '原密码不对。', en: 'The old password is wrong.' },
  'code.wrong': { status: 403, zh: '一次性代码不对、已用过或已过期。请重新领取。', en: 'The one-time code is wrong, used or expired. Ask for a new one.' },
  'first-administrator.exists': { status: 409, zh: '已经有管理员了，一次性代码作废。请由管理员开立账号。', en: 'There is an administrator already, so the one-time code is void. Ask the administrator for an account.' },
  'users__login_once': { status: 409, zh: '这个用户名已有人使用，请换一个。', en: 'That sign-in name is taken; choose another.' },
  'account.own': { status: 409, zh: '不能停用自己，也不能改自己的岗位；请另一位管理员来做。', en: 'You cannot disable yourself or change your own posts; another administrator has to do it.' },
  'account.last-administrator': { status: 409, zh: '这是最后一位管理员，停用后没有人能管理账号。请先另设一位。', en: 'This is the last administrator; without one nobody could manage accounts. Appoint another first.' },
  'grant.outside': { status: 404, zh: '只能授予本辖区内的岗位。', en: 'You can only grant posts inside your own region.' },
  'grant.needs-enterprise': { status: 400, zh: '项目单位的账号必须指明是哪家企业。', en: 'An account of a project owner must name the enterprise.' },
  'grant.ended': { status: 409, zh: '这项授权已经结束。', en: 'This grant has ended already.' },
  'grants__dates_in_order': { status: 400, zh: '结束日期不能早于开始日期。', en: 'The last day cannot be before the first.' },
  // ── sheets (platform/sheets): files that cannot be read as a table ──
  'sheets.too-big': { status: 413, zh: '文件有 {size} MB，超过 {limit} MB，请按年度或类别拆成几个文件再上传。', en: 'The file is {size} MB, more than {limit} MB; split it by year or kind and upload the parts.' },
  'sheets.too-big-unpacked': { status: 422, zh: '文件解压后超过 {limit} MB，与普通表格不符，未打开。请另存为新的 .xlsx 再上传。', en: 'Unpacked, the file is larger than {limit} MB, which no ordinary workbook is; it was not opened. Save it as a new .xlsx and upload that.' },
  'sheets.packed-too-tight': { status: 422, zh: '文件内“{part}”的压缩比超过 {limit} 倍，像是压缩炸弹，未打开。请用 Excel 另存为新的 .xlsx 再上传。', en: 'The part "{part}" is packed more than {limit} times, like a zip bomb; it was not opened. Save the workbook anew in Excel and upload that.' },
  'sheets.too-many-parts': { status: 422, zh: '文件内有 {count} 个部件，超过 {limit} 个，未打开。请把需要的工作表复制到新的工作簿再上传。', en: 'The file has {count} parts, more than {limit}; it was not opened. Copy the sheets you need into a new workbook and upload that.' },
  'sheets.unsafe-part': { status: 422, zh: '文件内含不安全的部件名“{part}”，未打开。请用 Excel 另存为新的 .xlsx 再上传。', en: 'The file contains an unsafe part name "{part}"; it was not opened. Save the workbook anew in Excel and upload that.' },
  'sheets.lies-about-size': { status: 422, zh: '文件声明的大小与实际不符，可能被改动过，未打开。请用 Excel 另存为新的 .xlsx 再上传。', en: 'The file declares a size that is not its real one and may have been tampered with; it was not opened. Save the workbook anew in Excel and upload that.' },
  'sheets.unsafe-xml': { status: 422, zh: '文件内含实体或文档类型声明，Excel 不会这样写，未打开。请用 Excel 另存为新的 .xlsx 再上传。', en: 'The file declares XML entities or a document type, which Excel never writes; it was not opened. Save the workbook anew in Excel and upload that.' },
  'sheets.damaged': { status: 422, zh: '文件已损坏或没有传完整，无法读取。请在 Excel 中打开确认后重新保存、重新上传。', en: 'The file is damaged or incomplete and cannot be read. Check that it opens in Excel, save it again and upload it again.' },
  'sheets.too-many-rows': { status: 422, zh: '工作表“{sheet}”超过 {limit} 行，请拆成几个文件再上传。', en: 'The sheet "{sheet}" has more than {limit} rows; split it into several files and upload those.' },
  'sheets.too-many-columns': { status: 422, zh: '工作表“{sheet}”第 {row} 行超过 {limit} 列，请删去多余的列再上传。', en: 'Row {row} of the sheet "{sheet}" has more than {limit} columns; remove the columns you do not need and upload it again.' },
  'sheets.too-many-sheets': { status: 422, zh: '工作簿有 {count} 张工作表，超过 {limit} 张，请只留下要导入的再上传。', en: 'The workbook has {count} sheets, more than {limit}; keep only the ones to import and upload it again.' },
  'sheets.too-many-merges': { status: 422, zh: '工作表“{sheet}”的合并单元格超过 {limit} 处，请取消不必要的合并再上传。', en: 'The sheet "{sheet}" has more than {limit} merged areas; unmerge what you can and upload it again.' },
  'sheets.text-too-long': { status: 422, zh: '文件里有一格的文字超过 {limit} 字，请缩短后再上传。', en: 'A cell of the file holds more than {limit} characters; shorten it and upload the file again.' },
  'sheets.too-heavy': { status: 422, zh: '文件内容太多，读取它需要的内存超过上限。请拆成几个文件再上传。', en: 'The file holds more than can be read within the memory allowed; split it into several files and upload those.' },
  'sheets.too-slow': { status: 422, zh: '文件读取超过 {seconds} 秒没有进展，已停止。请用 Excel 另存为新的 .xlsx 再上传。', en: 'Reading the file made no progress for {seconds} seconds and was stopped. Save it as a new .xlsx in Excel and upload that.' },
  'sheets.password': { status: 422, zh: '文件有密码保护。请在 Excel 中取消密码（文件→信息→保护工作簿）后再上传。', en: 'The file is protected by a password. Remove it in Excel (File, Info, Protect Workbook) and upload it again.' },
  'sheets.no-sheet': { status: 422, zh: '工作簿里没有可读的工作表（只有图表或宏表）。请上传带表格的工作簿。', en: 'The workbook has no readable sheet (only charts or macro sheets). Upload a workbook that holds a table.' },
  'sheets.empty': { status: 422, zh: '文件是空的，没有内容可读。请检查是否选错了文件。', en: 'The file is empty; there is nothing to read. Check that it is the file you meant.' },
  'sheets.binary-text': { status: 422, zh: '文件含有不可见的二进制内容，不是文本表格。请另存为 .xlsx 再上传。', en: 'The file contains binary content and is not a text table. Save it as .xlsx and upload that.' },
  'sheets.open-quote': { status: 422, zh: '从第 {row} 行起有一个双引号没有配对，后面的内容分不清格。请在 Excel 中打开后另存为 .xlsx 再上传。', en: 'A double quote opened in row {row} is never closed, so the cells after it cannot be told apart. Open the file in Excel, save it as .xlsx and upload that.' },
  'sheets.encoding': { status: 422, zh: '认不出文件的文字编码（应为 UTF-8 或 GB18030）。请在 Excel 中另存为“CSV UTF-8”或 .xlsx 再上传。', en: 'The text encoding of the file is not recognised (UTF-8 or GB18030 expected). Save it in Excel as "CSV UTF-8" or .xlsx and upload that.' },
  'sheets.is-program': { status: 422, zh: '“{name}”是一个可执行程序，不是表格，未打开。请不要运行它，上传原来的表格。', en: '"{name}" is an executable program, not a table; it was not opened. Do not run it; upload the original table.' },
  'sheets.is-pdf': { status: 422, zh: '“{name}”是 PDF 文件，读不出单元格。请上传生成它的 Excel 表格。', en: '"{name}" is a PDF, which has no cells to read. Upload the Excel workbook it was made from.' },
  'sheets.is-word': { status: 422, zh: '“{name}”是 Word 文档。请把表格复制到 Excel，存为 .xlsx 再上传。', en: '"{name}" is a Word document. Copy its table into Excel, save it as .xlsx and upload that.' },
  'sheets.is-slides': { status: 422, zh: '“{name}”是演示文稿。请把表格复制到 Excel，存为 .xlsx 再上传。', en: '"{name}" is a slide presentation. Copy its table into Excel, save it as .xlsx and upload that.' },
  'sheets.is-image': { status: 422, zh: '“{name}”是图片，读不出单元格。请上传原来的表格，或照着图片录入。', en: '"{name}" is an image, which has no cells to read. Upload the original table, or type it in from the image.' },
  'sheets.is-html': { status: 422, zh: '“{name}”其实是网页（不少系统导出的 .xls 是这样）。请用 Excel 打开后另存为 .xlsx 再上传。', en: '"{name}" is really a web page (many systems export .xls that way). Open it in Excel, save it as .xlsx and upload that.' },
  'sheets.is-xml-workbook': { status: 422, zh: '“{name}”是 XML 表格（Excel 2003 格式）。请用 Excel 打开后另存为 .xlsx 再上传。', en: '"{name}" is an XML spreadsheet (Excel 2003). Open it in Excel, save it as .xlsx and upload that.' },
  'sheets.is-binary-workbook': { status: 422, zh: '“{name}”是二进制工作簿（.xlsb）。请用 Excel 打开后另存为 .xlsx 再上传。', en: '"{name}" is a binary workbook (.xlsb). Open it in Excel, save it as .xlsx and upload that.' },
  'sheets.is-open-document': { status: 422, zh: '“{name}”是 OpenDocument 文件（.ods 等）。请另存为 .xlsx 再上传。', en: '"{name}" is an OpenDocument file (.ods or alike). Save it as .xlsx and upload that.' },
  'sheets.is-old-workbook': { status: 422, zh: '“{name}”是 Excel 4.0 或更早的格式。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。', en: '"{name}" is in the format of Excel 4.0 or earlier. Open it in Excel or WPS, save it as .xlsx and upload that.' },
  'sheets.is-archive': { status: 422, zh: '“{name}”是压缩包。请先解压，再上传里面的表格。', en: '"{name}" is an archive. Unpack it first and upload the table inside.' },
  'sheets.is-unknown': { status: 422, zh: '认不出“{name}”是什么文件。可上传 .xlsx、.xls 或 .csv。', en: '"{name}" is of a kind that is not recognised. Upload .xlsx, .xls or .csv.' },
} as const satisfies Record<string, Phrase>;

export type ProblemCode = keyof typeof phrases;
export type ProblemParams = Record<string, string | number>;
export type Problem = { code: ProblemCode; params?: ProblemParams };

/** The sentence of a problem in one language. */
export function sentence(problem: { code: string; params?: ProblemParams }, language: 'zh' | 'en'): string {
  const phrase: Phrase | undefined = (phrases as Record<string, Phrase>)[problem.code];
  if (!phrase) return problem.code;
  return phrase[language].replace(/\{(\w+)\}/g, (whole, name: string) => (problem.params?.[name] === undefined ? whole : String(problem.params[name])));
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
