import { describe, expect, it } from 'vitest';
import { endingOf, safeName, sizeInWords, typeClaimed } from './evidence-file.ts';

describe('the name of a file', () => {
	it.each([
		['Audit of ward 4.pdf', 'Audit of ward 4.pdf'],
		['../../etc/passwd', 'passwd.pdf'],
		['C:\\Users\\ada\\audit.pdf', 'audit.pdf'],
		['audit\r\nset-cookie: a=b.pdf', 'auditset-cookie_ a=b.pdf'],
		['audit\0.pdf', 'audit.pdf'],
		['report\u202Efdp.exe', 'reportfdp.exe.pdf'],
		['audit.pdf.html', 'audit.pdf.html.pdf'],
		['.pdf', 'pdf.pdf'],
		['.htaccess', 'htaccess.pdf'],
		['   ', 'file.pdf'],
		['AUDIT.PDF', 'AUDIT.pdf'],
		['Prüfung “Ward” – 病棟.pdf', 'Prüfung “Ward” – 病棟.pdf'],
		[`${'a'.repeat(400)}.pdf`, `${'a'.repeat(150)}.pdf`]
	])('%j becomes %j', (given, name) => {
		expect(safeName(given, 'application/pdf')).toBe(name);
	});

	it('keeps either ending of a sort that has two', () => {
		expect(safeName('ward.jpeg', 'image/jpeg')).toBe('ward.jpeg');
		expect(safeName('ward', 'image/jpeg')).toBe('ward.jpg');
	});

	it('claims a type by its ending, or none', () => {
		expect(endingOf('a.b.DOCX')).toBe('docx');
		expect(typeClaimed('minutes.xlsx')).toContain('spreadsheetml');
		expect(typeClaimed('minutes')).toBeUndefined();
		expect(typeClaimed('minutes.constructor')).toBeUndefined();
	});
});

it('says how large a file is as people say it', () => {
	expect([1, 2048, 1024 * 1024, 1.5 * 1024 * 1024].map(sizeInWords)).toEqual([
		'1 kB',
		'2 kB',
		'1 MB',
		'1.5 MB'
	]);
});
