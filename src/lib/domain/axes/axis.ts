import { inWords, type Day } from '#lib/domain/day.ts';
import type { EffectiveOnIs, EventDraft, EventKind, Told } from '#lib/domain/event.ts';
import { holdersOf, type Role } from '#lib/domain/person.ts';
import { asking, Refusal } from '#lib/domain/refusal.ts';
import { detailOf, missing, type Given, type Need } from './need.ts';

/** As whom a person acts (what `may` answered), and the day that it is. */
export type Context = { as: Role; today: Day };

/** What a person says with a choice, and when it took effect: today, unless told. */
export type Said = Given & {
	narrative?: string | undefined;
	effective_on?: Day | undefined;
	effective_on_is?: EffectiveOnIs | undefined;
};

/** What else must hold on the day of a move, and what to do when it does not. */
export type Condition<Current> = {
	when: (current: Current, on: Day) => boolean;
	otherwise: (current: Current) => string;
};

/** One line of an axis's table of legal moves: from where, to where, who may, what it needs. */
export type Line<Value, Current> = {
	from: readonly Value[];
	to: Value;
	by: readonly Role[];
	needs?: readonly Need[];
	only?: readonly Condition<Current>[];
};

type Table<Name extends string, Value extends string, Current> = {
	/** The axis: the field of an update, the column and the kind of event have its name. */
	name: Name & EventKind;
	moves: readonly Line<Value, Current>[];
	/** What to say about a value that nothing can become. */
	never?: Partial<Record<Value, string>>;
	/** The first day that a move may have; without it, the latest day on the record. */
	earliest?: (current: Current) => Day | null | undefined;
	draft: (current: Current, told: Told) => EventDraft;
};

/** The day on which something takes effect. Refuses a day to come, and one before what is already on the record. */
export const dayOfEffect = (
	said: Pick<Said, 'effective_on'>,
	today: Day,
	earliest: Day | null | undefined
): Day => {
	const on = said.effective_on ?? today;
	if (on > today)
		throw new Refusal(
			'not-possible',
			`${inWords(on)} is still to come. Give the day on which it happened: ${inWords(today)} at the latest.`,
			'effective_on'
		);
	if (earliest && on < earliest)
		throw new Refusal(
			'not-possible',
			`Something is on the record for ${inWords(earliest)} already. Give that day or a later one, and say in your own words when it happened.`,
			'effective_on'
		);
	return on;
};

/**
 * One axis of the state machine, made from its one table. `movesFrom` answers the values that a person may choose;
 * `needsOf` what a choice needs; `move` the events of a choice, none when nothing is said about this axis. An impossible
 * choice is refused in a sentence that says what to do, and all that it lacks is asked for at once.
 */
export const axis = <
	Name extends string,
	Value extends string,
	Current extends { latest_on?: Day | null } & Record<Name, Value>
>(
	table: Table<Name, Value, Current>
) => {
	const { name, moves } = table;

	const linesFrom = (current: Current) => moves.filter(({ from }) => from.includes(current[name]));
	const lineTo = (current: Current, to: Value) =>
		moves.find((line) => line.to === to && line.from.includes(current[name]));
	const failing = (line: Line<Value, Current>, current: Current, on: Day) =>
		line.only?.find(({ when }) => !when(current, on));

	const movesFrom = (current: Current, { as, today }: Context): Value[] =>
		linesFrom(current)
			.filter((line) => line.by.includes(as) && !failing(line, current, today))
			.map(({ to }) => to);

	const needsOf = (current: Current, to: Value): readonly Need[] => lineTo(current, to)?.needs ?? [];

	const refusal = (current: Current, to: Value, context: Context): Refusal => {
		const from = current[name];
		if (from === to)
			return new Refusal(
				'not-possible',
				`It is ‘${from}’ already. Choose something else, or leave this as it is.`
			);
		const never = table.never?.[to];
		if (never) return new Refusal('not-possible', never);
		const choices = movesFrom(current, context).map((value) => `‘${value}’`);
		const what = `It is ‘${from}’ now and cannot become ‘${to}’ from there.`;
		return new Refusal(
			'not-possible',
			choices.length > 0 ? `${what} Choose ${choices.join(' or ')}.` : `${what} Leave this as it is.`
		);
	};

	const move = (
		current: Current,
		said: Said & { [Axis in Name]?: Value | undefined },
		context: Context
	): EventDraft[] => {
		const to = said[name] as Value | undefined;
		if (to === undefined) return [];
		const line = lineTo(current, to);
		if (!line) throw refusal(current, to, context);
		if (!line.by.includes(context.as))
			throw new Refusal('not-allowed', `Only ${holdersOf(line.by)} can record ‘${to}’. Ask them to do it.`);
		const on = dayOfEffect(said, context.today, table.earliest ? table.earliest(current) : current.latest_on);
		const broken = failing(line, current, on);
		if (broken) throw new Refusal('not-possible', broken.otherwise(current));
		const needs = line.needs ?? [];
		const lacks = missing(needs, to, said, on);
		if (lacks.length > 0) throw asking(lacks);
		return [
			table.draft(current, {
				what: name,
				from_value: current[name],
				to_value: to,
				reason: said.reason,
				narrative: said.narrative,
				detail: detailOf(needs, said),
				effective_on: on,
				effective_on_is: said.effective_on_is
			})
		];
	};

	return { movesFrom, needsOf, move };
};
