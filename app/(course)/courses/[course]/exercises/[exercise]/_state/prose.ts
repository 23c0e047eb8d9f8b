/** Words as people count them: runs of characters that hold a letter or digit. */
export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Whether it is read otherwise than it is typed: it has a formula, code or words to stress. */
export const hasMarks = (text: string): boolean => /\$[^$]+\$|`[^`]+`|\*[^*\s][^*]*\*/.test(text);
