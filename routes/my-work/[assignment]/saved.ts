/** What to say after each kind of saving. */
const SENTENCES: Record<string, string> = {
	update: 'Saved. It counts from now on.',
	claim: 'Saved. It counts as done once your approver has signed it off.',
	'sign-off':
		'Saved. It counts as done from now on. What has evidence goes to somebody independent to be checked.',
	return: 'Saved. It is back with whoever made the claim, with your reason.',
	extend: 'Saved. The date stays as it is until the board or the body that asked has decided.'
};

/** The sentence for what the address says was saved; undefined when it says nothing that we know. */
export const sentenceFor = (saved: string | null): string | undefined =>
	saved && Object.hasOwn(SENTENCES, saved) ? SENTENCES[saved] : undefined;
