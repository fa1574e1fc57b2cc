/** The characters of Windows-1252 for the bytes 0x80 to 0x9F; what stands for no character keeps its own number. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** UTF-8 that was read as Windows-1252: a lead byte's character and those of the bytes that belong to it. */
const CONTINUED = `[\u0080-\u00BF${HIGH}]`;
const BROKEN = new RegExp(`[ÂÃÄÅÎÏÐÑ]${CONTINUED}|[âïà-í]${CONTINUED}{2}|ð${CONTINUED}{3}`);

const byteOf = (character: string): number => {
	const high = HIGH.indexOf(character);
	return high >= 0 ? high + 0x80 : character.charCodeAt(0);
};

/**
 * What a text was before somebody read its UTF-8 as Windows-1252 and saved it so: `donâ€™t` was `don’t`. Undefined where
 * it does not look broken, or cannot be put back whole.
 */
export const beforeBreaking = (text: string): string | undefined => {
	if (!BROKEN.test(text)) return undefined;
	const bytes = Array.from(text, byteOf);
	if (bytes.some((byte) => byte > 0xff)) return undefined;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
	} catch {
		return undefined;
	}
};
