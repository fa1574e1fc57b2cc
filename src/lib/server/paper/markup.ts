/** A piece of a page that is safe to be put into one. */
export type Markup = { markup: string };

type Part = Markup | string | number | null | undefined | readonly Part[];

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

const safe = (part: Part): string => {
	if (part === null || part === undefined) return '';
	if (typeof part === 'object') return 'markup' in part ? part.markup : part.map((one) => safe(one)).join('');
	return String(part).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
};

/** Markup from a template: what is put in is text, unless it is markup itself; a list is put in one after the other. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Markup => ({
	markup: strings.map((text, place) => text + safe(parts[place])).join('')
});
