import type { State } from '#lib/domain/numbers/states.ts';
import type { Fill } from './figure.ts';

/** The NHS identity colours that figures use; grey is for what is not known. */
export const BLUE = '#005eb8';
export const DARK_BLUE = '#003087';
export const AQUA_GREEN = '#00a499';
export const WARM_YELLOW = '#ffb81c';
export const GREY = '#768692';
export const PURPLE = '#330072';
export const DARK_GREY = '#425563';

/** How one thing looks wherever it is drawn: a colour, and a fill that tells it from its neighbours without colour. */
export type Look = { colour: string; fill: Fill };

/** Neighbours in a stack differ in both. */
export const STATE_LOOKS: Record<State, Look> = {
	confirmed: { colour: DARK_BLUE, fill: 'solid' },
	'said to be done': { colour: BLUE, fill: 'stripes' },
	'under way': { colour: AQUA_GREEN, fill: 'dots' },
	'on hold or stopped': { colour: WARM_YELLOW, fill: 'solid' },
	'not started': { colour: BLUE, fill: 'outline' },
	'no information': { colour: GREY, fill: 'solid' },
	'no response': { colour: GREY, fill: 'dots' },
	'said not to apply': { colour: DARK_GREY, fill: 'outline' },
	'not accepted': { colour: DARK_GREY, fill: 'solid' },
	'declined by the board': { colour: PURPLE, fill: 'crosshatch' },
	'superseded or closed': { colour: DARK_GREY, fill: 'dots' }
};
