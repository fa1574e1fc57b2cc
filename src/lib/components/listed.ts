/** What came back from a form that was not saved, as the error summary lists it: the whole first, then field by field. */
export const listed = (
	form: { message?: string | undefined; errors?: Record<string, string> } | null | undefined
): { href?: string; text: string }[] => [
	...(form?.message ? [{ text: form.message }] : []),
	...Object.entries(form?.errors ?? {}).map(([field, text]) => ({ href: `#${field}`, text }))
];
