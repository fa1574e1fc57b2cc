import { USUAL_LADDER } from '#lib/domain/escalation.ts';
import { describe, expect, it } from 'vitest';
import { PROJECT, readSettings, SettingUnusable } from './settings.ts';

describe('settings', () => {
	it('need nothing to be set: this machine, port 3000, the embedded database with its demonstration', () => {
		expect(readSettings({})).toEqual({
			port: 3000,
			host: '127.0.0.1',
			origin: undefined,
			database_url: undefined,
			database_read_url: undefined,
			data_folder: `${PROJECT}.followthrough`,
			demonstration: true,
			demonstration_asked_for: false,
			secret: undefined,
			proxies: 0,
			ladder: USUAL_LADDER,
			body_size_limit: '10M',
			oidc: undefined,
			mail: undefined,
			evidence_bucket: undefined
		});
	});

	it('name a bucket for evidence with its key, or not at all', () => {
		const bucket = { EVIDENCE_S3_URL: 'https://s3.example.org/evidence' };
		expect(() => readSettings(bucket)).toThrow('EVIDENCE_S3_KEY_ID and EVIDENCE_S3_SECRET must say');
		expect(() => readSettings({ EVIDENCE_S3_URL: 's3://evidence' })).toThrow(
			'must be the address of a bucket'
		);
		expect(
			readSettings({ ...bucket, EVIDENCE_S3_KEY_ID: 'id', EVIDENCE_S3_SECRET: 'secret' }).evidence_bucket
		).toMatchObject({ url: 'https://s3.example.org/evidence', key_id: 'id' });
	});

	it('count what is empty as not given', () => {
		expect(readSettings({ PORT: '', DATABASE_URL: ' ' })).toEqual(readSettings({}));
	});

	it('load no demonstration into a Postgres server unless asked', () => {
		const server = { DATABASE_URL: 'postgres://127.0.0.1/followthrough' };
		expect(readSettings(server)).toMatchObject({ demonstration: false });
		expect(readSettings({ ...server, FOLLOWTHROUGH_DEMONSTRATION: 'yes' })).toMatchObject({
			demonstration: true
		});
	});

	it('show no demonstration where it is not wanted', () => {
		expect(readSettings({ FOLLOWTHROUGH_DEMONSTRATION: 'no' })).toMatchObject({ demonstration: false });
	});

	it('take an address with or without its last slash', () => {
		expect(readSettings({ ORIGIN: 'https://followthrough.example.org/' }).origin).toBe(
			'https://followthrough.example.org'
		);
	});

	it('send e-mail where a mail server, a sender and the address of the links are known', () => {
		const mail = {
			SMTP_URL: 'smtps://user:pass%40word@mail.example.org',
			MAIL_FROM: 'Followthrough <no-reply@example.org>',
			ORIGIN: 'https://followthrough.example.org'
		};
		expect(readSettings(mail).mail).toEqual({ smtp_url: mail.SMTP_URL, from: mail.MAIL_FROM });
		expect(() => readSettings({ ...mail, MAIL_FROM: '' })).toThrow('MAIL_FROM must say from whom');
		expect(() => readSettings({ ...mail, ORIGIN: '' })).toThrow('ORIGIN must be the address');
		expect(readSettings({ ...mail, SMTP_URL: '' }).mail).toBeUndefined();
	});

	it.each([
		['PORT', 'eighty'],
		['SMTP_URL', 'mail.example.org:587'],
		['SMTP_URL', 'https://mail.example.org'],
		['SMTP_URL', 'smtp://user:100%@mail.example.org'],
		['MAIL_FROM', 'Followthrough'],
		['MAIL_FROM', 'a@example.org\nBcc: b@example.org'],
		['PORT', '70000'],
		['PORT', '-1'],
		['HOST', 'a b'],
		['ORIGIN', 'followthrough.example.org'],
		['ORIGIN', 'https://example.org/path'],
		['DATABASE_URL', 'mysql://example.org/db'],
		['DATABASE_URL', 'not an address'],
		['DATABASE_READ_URL', 'http://example.org'],
		['DATABASE_READ_URL', 'postgres://replica/followthrough'],
		['FOLLOWTHROUGH_DEMONSTRATION', 'perhaps'],
		['FOLLOWTHROUGH_SECRET', 'too short'],
		['FOLLOWTHROUGH_PROXIES', 'some'],
		['FOLLOWTHROUGH_ESCALATION_DAYS', '1,31,31,181,366'],
		['OIDC_ISSUER', 'http://login.example.org'],
		['OIDC_ISSUER', 'https://login.example.org'],
		['BODY_SIZE_LIMIT', 'large']
	])('say in one line what %s=%s should be', (name, value) => {
		const read = () => readSettings({ [name]: value });
		expect(read).toThrow(SettingUnusable);
		expect(read).toThrow(new RegExp(`^[^\\n]*${name}[^\\n]*$`));
	});
});
