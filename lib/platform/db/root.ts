/** The checkout: migrations, exercises and lessons are read below it. */
export const projectRoot = (): string => process.env.NABLAB_ROOT ?? process.cwd();
