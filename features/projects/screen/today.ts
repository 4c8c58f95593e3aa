// The day it is in Asia/Shanghai, for what a form begins with. What counts as today is decided by the server again.
import { type Day, dayOfInstant } from '../../../vocabulary/days.ts';

export const today = (): Day => dayOfInstant(new Date(performance.timeOrigin + performance.now()).toISOString());
