type Control = HTMLInputElement | HTMLTextAreaElement;

/** What people did to a form before the program of the page took it over; hydration would write over it. */
const touched = new Map<Control | HTMLOptionElement, string | boolean>();

const isTicked = (control: Control): control is HTMLInputElement =>
	control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');
const isTyped = (control: Control) =>
	isTicked(control) ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;

const note = ({ target }: { target: EventTarget | null }): void => {
	if (target instanceof HTMLSelectElement)
		for (const option of target.options) touched.set(option, option.selected);
	const isControl = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
	if (!isControl || ['file', 'hidden'].includes(target.type)) return;
	if (isTyped(target) || touched.has(target))
		touched.set(target, isTicked(target) ? target.checked : target.value);
};
const notePosted = (event: Event): void => {
	// What a form asks for by its address is the address's to say.
	if ((event.target as Control | null)?.form?.method === 'post') note(event);
};

/** Begins to note what is typed and chosen, with what was before the program arrived: on a slow line that is a lot. */
export const noteTypedEarly = (): void => {
	for (const form of document.forms)
		if (form.method === 'post') for (const target of form.elements) note({ target });
	document.addEventListener('input', notePosted, true);
};

/** Puts back what was noted, once the page is the program's, and tells whatever listens. */
export const putBackTypedEarly = (): void => {
	document.removeEventListener('input', notePosted, true);
	for (const [control, value] of touched) {
		if (control instanceof HTMLOptionElement) control.selected = value === true;
		else if (typeof value === 'string') control.value = value;
		else (control as HTMLInputElement).checked = value;
	}
	for (const control of touched.keys()) control.dispatchEvent(new Event('input', { bubbles: true }));
	touched.clear();
};
