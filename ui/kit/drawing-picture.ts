// A drawing as a picture file, in the colours of paper and with the letters of this page: drawn on a canvas, twice as large unless told.
import type { Drawing, Paint, Shape } from '../../vocabulary/drawing.ts';
import { palettes } from '../theme.ts';

const { light } = palettes;
const colours: Record<Paint, string> = {
  ...light,
  normal: light['light-normal'],
  warning: light['light-warning'],
  late: light['light-late'],
  unreported: light['light-unreported'],
};
const family = '"Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif';

function fillAndStroke(to: CanvasRenderingContext2D, shape: Exclude<Shape, { shape: 'group' | 'text' }>, path: Path2D): void {
  if (shape.fill) {
    to.fillStyle = colours[shape.fill];
    to.fill(path);
  }
  if (!shape.stroke) return;
  to.strokeStyle = colours[shape.stroke];
  to.lineWidth = shape.width ?? 1;
  to.setLineDash(shape.dash ? shape.dash.split(/[ ,]+/).map(Number) : []);
  to.stroke(path);
}

function draw(to: CanvasRenderingContext2D, shape: Shape): void {
  if (shape.shape === 'group') {
    to.save();
    to.translate(shape.at?.x ?? 0, shape.at?.y ?? 0);
    to.scale(shape.scale ?? 1, shape.scale ?? 1);
    for (const one of shape.shapes) draw(to, one);
    to.restore();
    return;
  }
  if (shape.shape === 'text') {
    to.save();
    to.translate(shape.x, shape.y);
    to.rotate(((shape.turn ?? 0) * Math.PI) / 180);
    to.font = `${shape.bold ? 600 : 400} ${shape.size}px ${family}`;
    to.textAlign = shape.anchor === 'middle' ? 'center' : (shape.anchor ?? 'start');
    to.fillStyle = colours[shape.fill ?? 'ink'];
    to.fillText(shape.text, 0, 0);
    to.restore();
    return;
  }
  const path = shape.shape === 'path' ? new Path2D(shape.d) : new Path2D();
  if (shape.shape === 'rect') path.roundRect(shape.x, shape.y, shape.wide, shape.high, shape.round ?? 0);
  if (shape.shape === 'circle') path.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
  fillAndStroke(to, shape, path);
}

/** Hands the picture to the browser as a download. Sheets stand one under another. */
export async function savePicture(sheets: readonly Drawing[], name: string, scale = 2): Promise<void> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(Math.max(...sheets.map((one) => one.wide)) * scale);
  canvas.height = Math.ceil(sheets.reduce((sum, one) => sum + one.high, 0) * scale);
  const to = canvas.getContext('2d')!;
  to.fillStyle = colours.surface;
  to.fillRect(0, 0, canvas.width, canvas.height);
  to.scale(scale, scale);
  for (const sheet of sheets) {
    for (const shape of sheet.shapes) draw(to, shape);
    to.translate(0, sheet.high);
  }
  const picture = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!picture) return;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(picture);
  link.download = `${name}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
