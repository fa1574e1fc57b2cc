import { error } from '@sveltejs/kit';
import * as progress from '#db/queries/progress.ts';
import { inWords } from '#lib/domain/day.ts';
import { progressPageAsked } from '#lib/domain/filter.ts';
import { comparedTo, scopeOf, scopeThen } from '#lib/domain/scope.ts';
import { asked } from '#lib/server/asked.ts';
import { partsOf, scopeInWords } from './scope-in-words.ts';

/**
 * What the page and its downloads are asked: the scope, the same on the day to compare with, its words, and what can be
 * chosen. Ends with 400 or 404.
 */
export const scopeAsked = async (locals: App.Locals, url: URL) => {
	const question = asked(progressPageAsked, url);
	const scope = scopeOf(question, locals.data_set, locals.today);
	if (scope.as_at > locals.today)
		error(
			400,
			`${inWords(scope.as_at)} is still to come. Choose ${inWords(locals.today)} or an earlier day.`
		);
	const compare = question.compare ?? comparedTo(scope.as_at);
	if (compare >= scope.as_at) error(400, `Choose a day before ${inWords(scope.as_at)} to compare it with.`);
	const choices = await progress.choices(locals.reading, locals.data_set);
	const parts = await partsOf(locals.reading, scope, choices);
	if (!parts) error(404, 'There is nothing here by that filter. Take it away, or choose another.');
	const context = {
		data: scope.data_set,
		scope: scopeInWords(scope, parts),
		as_at: scope.as_at,
		...(scope.known_at && { known_at: scope.known_at })
	};
	return { scope, then: scopeThen(scope, compare), choices, parts, context, question };
};
