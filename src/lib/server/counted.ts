import * as progress from '#db/queries/progress.ts';
import { remembered } from './remembered.ts';

/** All that the figures of progress are drawn from; each page, file and embed of one scope asks for the same. */
export const counted = remembered(progress.counted);
