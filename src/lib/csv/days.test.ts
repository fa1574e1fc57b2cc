import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, inWords } from '#lib/domain/day.ts';
import { dayIn, orderIn } from './days.ts';

describe('a day as a spreadsheet has it', () => {
	it.each([
		['2024-03-03', '2024-03-03'],
		['2024/3/3', '2024-03-03'],
		['20240303', '2024-03-03'],
		['2024-03-03T00:00:00Z', '2024-03-03'],
		['3 March 2024', '2024-03-03'],
		['Sunday, 3rd March 2024', '2024-03-03'],
		['3rd of March, 2024', '2024-03-03'],
		['03-Mar-24', '2024-03-03'],
		['3 Sept 1985', '1985-09-03'],
		['1-Jan-30', '1930-01-01'],
		['March 3, 2024', '2024-03-03'],
		['31/12/2024 00:00:00', '2024-12-31'],
		['12/31/2024', '2024-12-31'],
		['3.3.2024', '2024-03-03'],
		// Microsoft, “DATEVALUE function”: 22 August 2011 is 40777; 1 January 2008 is 39448.
		['40777', '2011-08-22'],
		['39448', '2008-01-01'],
		['39448.75', '2008-01-01']
	])('%s is %s, whatever the order', (cell, day) => {
		expect(dayIn(cell, null)).toBe(day);
	});

	it('is read in the order that was chosen, and not at all where none was', () => {
		expect(dayIn('03/04/2024', 'dmy')).toBe('2024-04-03');
		expect(dayIn('03/04/2024', 'mdy')).toBe('2024-03-04');
		expect(dayIn('03/04/2024', null)).toBeUndefined();
		expect(dayIn('31/04/2024', 'mdy')).toBeUndefined();
	});

	it.each([
		'',
		'soon',
		'2023-02-29',
		'30/02/2024',
		'03/04/24',
		'Q2 2024',
		'May 2024',
		'1',
		'3 Marchember 2024'
	])('%j is none', (cell) => {
		expect(dayIn(cell, 'dmy')).toBeUndefined();
	});

	it('says what it leaves open', () => {
		expect(orderIn('03/04/2024')).toBe('both');
		expect(orderIn('13/04/2024')).toBe('dmy');
		expect(orderIn('04/13/2024')).toBe('mdy');
		expect(orderIn('04/04/2024')).toBeUndefined();
		expect(orderIn('2024-04-03')).toBeUndefined();
	});

	it('reads back every day, however it was written', () => {
		const day = fc.integer({ min: 0, max: 365 * 250 }).map((after) => addDays('1930-01-01', after));
		fc.assert(
			fc.property(day, (one) => {
				const [year, month, date] = one.split('-');
				expect(dayIn(one, null)).toBe(one);
				expect(dayIn(`${date}/${month}/${year}`, 'dmy')).toBe(one);
				expect(dayIn(`${month}/${date}/${year}`, 'mdy')).toBe(one);
				expect(dayIn(inWords(one), null)).toBe(one);
			}),
			{ numRuns: 200 }
		);
	});
});
