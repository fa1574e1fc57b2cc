import { describe, expect, test } from 'vitest';
import { ADEQUACIES } from '#lib/domain/axes/adequacy.ts';
import { ASSURANCES } from '#lib/domain/axes/assurance.ts';
import { CLOSURES } from '#lib/domain/axes/closure.ts';
import { DELIVERIES } from '#lib/domain/axes/delivery.ts';
import { DISPOSITIONS } from '#lib/domain/axes/disposition.ts';
import { POSITIONS } from '#lib/domain/axes/position.ts';
import { TIMELINESS } from '#lib/domain/axes/timeliness.ts';
import { STAGES } from '#lib/domain/recommendation.ts';
import { markOf, type Axis } from './mark.ts';

const VALUES: [Axis, readonly string[]][] = [
	['position', POSITIONS],
	['delivery', DELIVERIES],
	['assurance', ASSURANCES],
	['closure', CLOSURES],
	['disposition', DISPOSITIONS],
	['adequacy', ADEQUACIES],
	['timeliness', TIMELINESS],
	['stage', STAGES]
];

describe('the mark of a state', () => {
	test.each(VALUES)('exists for every value of %s', (axis, values) => {
		expect(values.filter((value) => !markOf(axis, value))).toEqual([]);
	});

	test('tells "no information" from "not started" by shape, not only by colour', () => {
		expect(markOf('delivery', 'no information')?.shape).not.toBe(markOf('delivery', 'not started')?.shape);
	});

	test('keeps green for what somebody independent looks at', () => {
		expect([...POSITIONS].filter((value) => markOf('position', value)?.tone === 'green')).toEqual([]);
		expect([...DELIVERIES].filter((value) => markOf('delivery', value)?.tone === 'green')).toEqual([]);
	});
});
