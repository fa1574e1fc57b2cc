import { expect, it } from 'vitest';
import { anAssignment, as, refusalOf } from '#lib/domain/testing.ts';
import * as adequacy from './adequacy.ts';

it('judges no reply before there is one', () => {
	expect(adequacy.movesFrom(anAssignment(), as('issuer'))).toEqual([]);
	const refusal = refusalOf(() => adequacy.move(anAssignment(), { adequacy: 'acceptable' }, as('issuer')));
	expect(refusal.message).toContain('no reply');
});
