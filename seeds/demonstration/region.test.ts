import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asks } from './asks.ts';
import { chance } from '#lib/domain/chance.ts';
import { plan } from './plan.ts';
import { COUNTIES, ENDED, organisations, SUCCESSOR } from './region.ts';

const TODAY = '2026-11-22';

describe('the invented region', () => {
	it('has names and codes of its own, none of them a real organisation’s', () => {
		const real = readFileSync(new URL('../organisations.csv', import.meta.url), 'utf8');
		const invented = organisations(250);
		expect(new Set(invented.map(({ name }) => name)).size).toBe(251);
		expect(new Set(invented.map(({ code }) => code)).size).toBe(251);
		for (const { name, code } of invented) {
			expect(real).not.toContain(name);
			expect(real).not.toMatch(new RegExp(`^${code},`, 'm'));
		}
	});

	it('has a trust that merged into one of another county', () => {
		const of = (code: string) => organisations(44).find((one) => one.code === code);
		expect(of(ENDED)).toMatchObject({ kind: 'acute trust', region: COUNTIES[0] });
		expect(of(SUCCESSOR)).toMatchObject({ kind: 'acute trust', region: COUNTIES[1] });
	});

	it('comes out the same for the same number, and otherwise for another', () => {
		const made = (seed: number) => JSON.stringify(asks(chance(seed), 60, 44, TODAY, false));
		expect(made(1)).toBe(made(1));
		expect(made(1)).not.toBe(made(2));
	});

	it('dates every step in order, and enters none before it happened or after the last day', () => {
		const random = chance(3);
		const temper = { answers: 1, delivers: 0.9, overclaims: 0.3 };
		const dates = { begins_on: '2024-02-29', response_due_on: null, action_due_on: '2025-02-28' };
		for (let i = 0; i < 500; i += 1) {
			const steps = plan(random, temper, dates, TODAY);
			steps.forEach((step, index) => {
				expect(step.on >= (steps[index - 1]?.on ?? dates.begins_on)).toBe(true);
				expect(step.recorded_on >= step.on && step.recorded_on <= TODAY).toBe(true);
			});
		}
	});
});
