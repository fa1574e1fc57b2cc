import { error } from '@sveltejs/kit';
import type { Figure } from '#lib/charts/figure.ts';
import { PROGRESS_FIGURES } from '#lib/charts/progress.ts';
import { counted } from '#lib/server/counted.ts';
import { scopeAsked } from '../asked.ts';

/** One figure of progress by its id, over what the address asks. Ends with 404 where there is none by that id. */
export const figureAsked = async (locals: App.Locals, id: string, url: URL): Promise<Figure> => {
	const draw = Object.hasOwn(PROGRESS_FIGURES, id) ? PROGRESS_FIGURES[id] : undefined;
	if (!draw) error(404, 'There is no such figure. Its name is the part of the address after “progress”.');
	const { scope, context, question } = await scopeAsked(locals, url);
	const split = id === 'regions-over-time' ? 'region' : question.split;
	return draw(await counted(locals.reading, scope, split), context);
};
