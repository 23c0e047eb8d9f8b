/** The fields of a form. What calls an action without our page may send anything at all, which then has none. */
export const fieldsOf = (data: unknown): { readonly [name: string]: unknown } =>
  data instanceof FormData ? Object.fromEntries(data) : {};
