/** What is shown of the plane, in the units of the data. */
export const moonsDomain = { x: [-1.9, 2.9], y: [-1.35, 1.85] } as const;
