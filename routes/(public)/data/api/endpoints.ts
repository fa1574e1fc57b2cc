type Schema = {
	$ref?: string;
	type?: string | string[];
	format?: string;
	enum?: unknown[];
	description?: string;
	default?: unknown;
	items?: Schema;
	properties?: Record<string, Schema>;
	anyOf?: Schema[];
	allOf?: Schema[];
};

type Operation = {
	summary?: string;
	tags?: string[];
	parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[];
	requestBody?: { content: Record<string, { schema?: Schema }> };
	responses: Record<string, { description: string; content?: Record<string, { schema?: Schema }> }>;
};

/** As much of an OpenAPI description as the page reads. */
export type Description = {
	info: { description: string };
	paths: Record<string, Record<string, Operation>>;
	components?: { schemas?: Record<string, Schema> };
};

export type Field = { name: string; is: string; means: string };
export type Endpoint = {
	method: string;
	path: string;
	summary: string;
	asks: Field[];
	sends: Field[];
	answers: Field[];
	problems: { status: string; means: string }[];
};

const resolve = (schema: Schema, { components }: Description): Schema => {
	if (!schema.$ref) return schema;
	const found = components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''];
	return found ?? schema;
};

/** What a value is, in a few words: `text`, `day or nothing`, `list of Assignment`, `one of: open, …`. */
const isA = (schema: Schema): string => {
	if (schema.$ref) return schema.$ref.split('/').at(-1) ?? '';
	if (schema.anyOf) return schema.anyOf.map(isA).join(' or ');
	if (schema.enum) return `one of: ${schema.enum.join(', ')}`;
	const types = [schema.type ?? 'value'].flat();
	const words: Record<string, string> = {
		string: 'text',
		integer: 'whole number',
		null: 'nothing',
		boolean: 'yes or no'
	};
	return types
		.map((type) => {
			if (type === 'array') return `list of ${isA(schema.items ?? {})}`;
			if (type === 'string' && schema.format === 'date') return 'day';
			return words[type] ?? type;
		})
		.join(' or ');
};

const fieldsOf = (given: Schema | undefined, description: Description): Field[] => {
	if (!given) return [];
	const schema = resolve(given, description);
	const parts = [schema, ...(schema.allOf ?? []).map((part) => resolve(part, description))];
	return parts.flatMap(({ properties = {} }) =>
		Object.entries(properties).map(([name, property]) => ({
			name,
			is: isA(property),
			means: property.description ?? ''
		}))
	);
};

const bodyOf = (content: Record<string, { schema?: Schema }> | undefined) =>
	Object.values(content ?? {})[0]?.schema;

/** Every endpoint of a description in the order in which it is written, in groups by its tag. */
export const endpointsOf = (description: Description): { name: string; endpoints: Endpoint[] }[] => {
	const groups = new Map<string, Endpoint[]>();
	for (const [path, operations] of Object.entries(description.paths))
		for (const [method, operation] of Object.entries(operations)) {
			const tag = operation.tags?.[0] ?? 'Other';
			const statuses = Object.entries(operation.responses);
			const [, success] = statuses.find(([status]) => status.startsWith('2')) ?? [];
			const endpoint = {
				method: method.toUpperCase(),
				path,
				summary: operation.summary ?? '',
				asks: (operation.parameters ?? []).map(({ name, description: means, schema = {} }) => ({
					name,
					is: isA(schema),
					means: means ?? schema.description ?? ''
				})),
				sends: fieldsOf(bodyOf(operation.requestBody?.content), description),
				answers: fieldsOf(bodyOf(success?.content), description),
				problems: statuses
					.filter(([status]) => !status.startsWith('2'))
					.map(([status, { description: means }]) => ({ status, means }))
			};
			groups.set(tag, [...(groups.get(tag) ?? []), endpoint]);
		}
	return [...groups].map(([name, endpoints]) => ({ name, endpoints }));
};
