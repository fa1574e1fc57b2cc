import { describe, expect, it, test } from 'vitest';
import type { Assignment } from '#lib/domain/assignment.ts';
import { ROLES, type Role } from '#lib/domain/person.ts';
import { anAssignment, as, refusalOf, TODAY } from '#lib/domain/testing.ts';
import * as adequacy from './adequacy.ts';
import * as assurance from './assurance.ts';
import type { Said } from './axis.ts';
import * as closure from './closure.ts';
import * as delivery from './delivery.ts';
import * as disposition from './disposition.ts';
import * as position from './position.ts';

/** All that any choice could need. */
const everything: Said = {
	reason: 'Because.',
	barrier: 'money',
	planned_owner: 'Chief nurse',
	planned_finish_on: '2027-03-31',
	evidence_url: 'https://example.org/audit',
	review_on: '2027-02-01',
	merged_into_id: 99
};

type Examined = {
	values: readonly string[];
	movesFrom: (from: string, role: Role) => string[];
	move: (from: string, to: string, role: Role, said?: Said) => unknown[];
	speaks: Role;
	/** From where to where, as product.md §4 has it: every pair that is not here is illegal. */
	legal: Record<string, string[]>;
	/** What a choice is refused without, wherever it is made from. */
	needs: Record<string, (keyof Said)[]>;
	by: Record<string, Role[]>;
};

/** A state in which only the axis itself can stand in the way. */
const settled: Partial<Assignment> = {
	position: 'accepted',
	delivery: 'delivered',
	delivered_on: '2025-02-01',
	assured_on: '2025-03-01'
};

const replies = ['accepted', 'accepted in part', 'accepted in principle', 'not accepted', 'not applicable'];
const whole = ['contributor', 'approver', 'registrar'] as Role[];
const except = (value: string) => replies.filter((reply) => reply !== value);

const axes: Record<string, Examined> = {
	position: {
		values: position.POSITIONS,
		speaks: 'contributor',
		movesFrom: (from, role) => position.movesFrom(anAssignment({ position: from as never }), as(role)),
		move: (from, to, role, said = everything) =>
			position.move(anAssignment({ position: from as never }), { ...said, position: to as never }, as(role)),
		legal: {
			'awaiting response': replies,
			...Object.fromEntries(replies.map((reply) => [reply, except(reply)]))
		},
		needs: {
			'accepted in part': ['reason'],
			'accepted in principle': ['reason'],
			'not accepted': ['reason', 'barrier'],
			'not applicable': ['reason']
		},
		by: Object.fromEntries(replies.map((reply) => [reply, whole]))
	},
	delivery: {
		values: delivery.DELIVERIES,
		speaks: 'contributor',
		movesFrom: (from, role) =>
			delivery.movesFrom(anAssignment({ delivery: from as never, assurance: 'not assured' }), as(role)),
		move: (from, to, role, said = everything) =>
			delivery.move(
				anAssignment({ delivery: from as never, assurance: 'not assured' }),
				{ ...said, delivery: to as never },
				as(role)
			),
		legal: {
			'no information': ['not started', 'planned', 'in progress', 'delivered', 'on hold', 'stopped'],
			'not started': ['planned', 'in progress', 'delivered', 'on hold', 'stopped'],
			planned: ['in progress', 'delivered', 'on hold', 'stopped'],
			'in progress': ['delivered', 'on hold', 'stopped'],
			delivered: ['in progress'],
			'on hold': ['not started', 'planned', 'in progress', 'stopped'],
			stopped: ['planned', 'in progress']
		},
		needs: {
			planned: ['planned_owner', 'planned_finish_on'],
			delivered: ['evidence_url'],
			'on hold': ['barrier'],
			stopped: ['reason']
		},
		by: Object.fromEntries(delivery.DELIVERIES.slice(1).map((value) => [value, whole]))
	},
	assurance: {
		values: assurance.ASSURANCES,
		speaks: 'verifier',
		movesFrom: (from, role) =>
			assurance.movesFrom(anAssignment({ ...settled, assurance: from as never }), as(role)),
		move: (from, to, role, said = everything) =>
			assurance.move(
				anAssignment({ ...settled, assurance: from as never }),
				{ ...said, assurance: to as never },
				as(role)
			),
		legal: {
			'not assessed': ['submitted'],
			submitted: ['assured', 'not assured'],
			assured: ['sustained', 'lapsed'],
			'not assured': ['submitted'],
			sustained: ['lapsed'],
			lapsed: ['submitted']
		},
		needs: { submitted: ['evidence_url'], 'not assured': ['reason'], lapsed: ['reason'] },
		by: {
			submitted: whole,
			assured: ['verifier'],
			'not assured': ['verifier'],
			sustained: ['verifier'],
			lapsed: ['verifier']
		}
	},
	closure: {
		values: closure.CLOSURES,
		speaks: 'issuer',
		movesFrom: (from, role) =>
			closure.movesFrom(anAssignment({ ...settled, assurance: 'assured', closure: from as never }), as(role)),
		move: (from, to, role, said = everything) =>
			closure.move(
				anAssignment({ ...settled, assurance: 'assured', closure: from as never }),
				{ ...said, closure: to as never },
				as(role)
			),
		legal: Object.fromEntries(
			closure.CLOSURES.map((value) => [value, value === 'open' ? closure.CLOSURES.slice(1) : ['open']])
		),
		needs: {
			open: ['reason'],
			'implemented by alternative means': ['reason'],
			superseded: ['reason'],
			'no longer applicable': ['reason'],
			reconsidered: ['reason'],
			'not implemented': ['reason']
		},
		by: Object.fromEntries(closure.CLOSURES.map((value) => [value, ['issuer', 'board']]))
	},
	adequacy: {
		values: adequacy.ADEQUACIES,
		speaks: 'issuer',
		movesFrom: (from, role) =>
			adequacy.movesFrom(anAssignment({ ...settled, adequacy: from as never }), as(role)),
		move: (from, to, role, said = everything) =>
			adequacy.move(
				anAssignment({ ...settled, adequacy: from as never }),
				{ ...said, adequacy: to as never },
				as(role)
			),
		legal: {
			'not assessed': ['acceptable', 'acceptable alternative', 'unacceptable'],
			acceptable: ['acceptable alternative', 'unacceptable'],
			'acceptable alternative': ['acceptable', 'unacceptable'],
			unacceptable: ['acceptable', 'acceptable alternative']
		},
		needs: { 'acceptable alternative': ['reason'], unacceptable: ['reason'] },
		by: Object.fromEntries(adequacy.ADEQUACIES.slice(1).map((value) => [value, ['issuer']]))
	},
	disposition: {
		values: disposition.DISPOSITIONS,
		speaks: 'board',
		movesFrom: (from, role) => disposition.movesFrom({ id: 5, disposition: from as never }, as(role)),
		move: (from, to, role, said = everything) =>
			disposition.move(
				{ id: 5, disposition: from as never },
				{ ...said, disposition: to as never },
				as(role)
			),
		legal: {
			untriaged: ['adopted', 'merged', 'deferred', 'declined', 'superseded'],
			adopted: ['merged', 'deferred', 'declined', 'superseded'],
			merged: ['adopted'],
			deferred: ['adopted', 'merged', 'deferred', 'declined', 'superseded'],
			declined: ['adopted'],
			superseded: ['adopted']
		},
		needs: {
			adopted: ['reason'],
			merged: ['reason', 'merged_into_id'],
			deferred: ['reason', 'review_on'],
			declined: ['reason'],
			superseded: ['reason']
		},
		by: {
			...Object.fromEntries(disposition.DISPOSITIONS.slice(1).map((value) => [value, ['board']])),
			superseded: ['board', 'issuer', 'registrar']
		}
	}
};

describe.each(Object.entries(axes))('%s', (_name, axis) => {
	const pairs = axis.values.flatMap((from) => axis.values.map((to) => [from, to] as const));
	const isLegal = (from: string, to: string) => axis.legal[from]?.includes(to) ?? false;
	const someone = (to: string) => axis.by[to]?.[0] ?? axis.speaks;

	test.each(pairs.filter(([from, to]) => isLegal(from, to)))('may go from %s to %s', (from, to) => {
		expect(axis.move(from, to, someone(to))).not.toEqual([]);
		expect(axis.movesFrom(from, someone(to))).toContain(to);
	});

	test.each(pairs.filter(([from, to]) => !isLegal(from, to)))('never goes from %s to %s', (from, to) => {
		for (const role of ROLES) {
			expect(refusalOf(() => axis.move(from, to, role)).kind).toBe('not-possible');
			expect(axis.movesFrom(from, role)).not.toContain(to);
		}
	});

	test.each(pairs.filter(([from, to]) => isLegal(from, to)))(
		'goes from %s to %s by the right people only',
		(from, to) => {
			for (const role of ROLES) {
				const isTheirs = axis.by[to]?.includes(role) ?? false;
				expect(axis.movesFrom(from, role).includes(to), role).toBe(isTheirs);
				if (isTheirs) expect(axis.move(from, to, role)).not.toEqual([]);
				else expect(refusalOf(() => axis.move(from, to, role)).kind, role).toBe('not-allowed');
			}
		}
	);

	test.each(Object.entries(axis.needs))('says what is missing for %s, and names the field', (to, fields) => {
		for (const from of axis.values.filter((value) => isLegal(value, to)))
			for (const field of fields) {
				const refusal = refusalOf(() =>
					axis.move(from, to, someone(to), { ...everything, [field]: undefined })
				);
				expect(refusal).toMatchObject({ kind: 'not-possible', field });
			}
	});

	it('needs nothing more than its table says', () => {
		for (const [from, to] of pairs.filter(([from, to]) => isLegal(from, to))) {
			const always = axis.needs[to] ?? [];
			const isAChangeOfMind = ['accepted', 'acceptable'].includes(to) && from !== axis.values[0];
			const isRestart = from === 'stopped';
			const needed = [...always, ...(isAChangeOfMind || isRestart ? (['reason'] as const) : [])];
			const said = Object.fromEntries(needed.map((field) => [field, everything[field]]));
			expect(axis.move(from, to, someone(to), said), `${from} → ${to}`).not.toEqual([]);
		}
	});
});

it('refuses a day to come, and a day before what is on the record', () => {
	const current = anAssignment({ delivery: 'planned', latest_on: '2026-06-01' });
	const begun = (effective_on: string) =>
		delivery.move(current, { delivery: 'in progress', effective_on }, as('contributor'));
	expect(begun(TODAY)[0]?.effective_on).toBe(TODAY);
	expect(begun('2026-06-01')[0]?.effective_on).toBe('2026-06-01');
	expect(refusalOf(() => begun('2026-11-23'))).toMatchObject({ field: 'effective_on' });
	expect(refusalOf(() => begun('2026-05-31')).message).toContain('1 June 2026');
});

it('lets a first reply and a first report keep their own day, though later things are on the record', () => {
	const current = anAssignment({ latest_on: '2026-06-01' });
	const reply = { position: 'accepted', effective_on: '2025-03-01' } as const;
	const report = { delivery: 'in progress', effective_on: '2025-03-01' } as const;
	expect(position.move(current, reply, as('registrar'))[0]?.effective_on).toBe('2025-03-01');
	expect(delivery.move(current, report, as('registrar'))[0]?.effective_on).toBe('2025-03-01');
	refusalOf(() => position.move(current, { ...reply, effective_on: '2025-01-09' }, as('registrar')));
	refusalOf(() =>
		position.move(
			{ ...current, position: 'not applicable' },
			{ ...reply, reason: 'Now ours.' },
			as('registrar')
		)
	);
});

it('says nothing about an axis that an update does not mention', () => {
	expect(position.move(anAssignment(), {}, as('contributor'))).toEqual([]);
	expect(closure.move(anAssignment(), { reason: 'Because.' }, as('board'))).toEqual([]);
});
