/** Which of the two bodies of data a row belongs to. No figure ever adds the two (product rule). */
export const DATA_SETS = ['register', 'demonstration'] as const;
export type DataSet = (typeof DATA_SETS)[number];
