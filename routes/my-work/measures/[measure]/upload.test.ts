import { expect, it } from 'vitest';
import { observationsIn } from './upload.ts';

const sheet = (text: string) => observationsIn('values.csv', Buffer.from(text));

it('reads the values of a sheet as a spreadsheet saves it', () => {
	expect(sheet('\uFEFFObserved on;Value\r\n2026-09-30;80\r\n2026-10-31;81.5\r\n')).toEqual([
		{ observed_on: '2026-09-30', value: '80' },
		{ observed_on: '2026-10-31', value: '81.5' }
	]);
});

it.each([
	['observed_on,value\n2026-10-31,many\n', /row 2.*number in digits/],
	['observed_on,value\n31/10/2026,80\n', /row 2.*year, month and day/],
	['observed_on,value\n2026-10-31,80\n2026-10-31,81\n', /Row 3 is about the same record as row 2/],
	['day,value\n2026-10-31,80\n', /‘day’ is not known here.*‘observed_on’ is missing/],
	['observed_on,value\n', /no values/],
	['', /empty/]
])('says what is wrong with %j, and takes none of it', (text, sentence) => {
	expect(() => sheet(text)).toThrow(sentence);
});
