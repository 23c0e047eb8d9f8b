/** Whether one of these is called so already; capitals make no difference. */
export const titleTaken = (title: string, others: readonly { readonly title: string }[]): boolean =>
  others.some((one) => one.title.toLowerCase() === title.toLowerCase());
