export const s4 = (given) => given.e;
export const r4 = (given) => given.e;
