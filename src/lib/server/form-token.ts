import { createHmac, timingSafeEqual } from 'node:crypto';

const signatureOf = (secret: string, at: string): Buffer =>
	createHmac('sha256', secret).update(`form ${at}`).digest();

/** What a form carries that says when it was shown, signed so that nobody can say it was earlier. */
export const tokenAt = (secret: string, now: Date): string => {
	const at = now.getTime().toString(36);
	return `${at}.${signatureOf(secret, at).toString('base64url')}`;
};

/** How many seconds ago a form was shown by its token; undefined where the token is not ours. */
export const secondsSince = (secret: string, token: string, now: Date): number | undefined => {
	const [at = '', signature = ''] = token.split('.');
	const given = Buffer.from(signature, 'base64url');
	const right = signatureOf(secret, at);
	if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
	return (now.getTime() - parseInt(at, 36)) / 1000;
};
